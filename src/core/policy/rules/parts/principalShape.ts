import { parseArn } from '../../../arn';
import { partitionShape } from '../../vocabulary/places';
import { remembered } from './remembered';

/** What the text of an AWS principal is. */
export type PrincipalShape =
  | { kind: 'everyone' }
  | { kind: 'account'; account: string }
  | { kind: 'user' | 'role' | 'group'; account: string; name: string }
  | { kind: 'session'; account: string; role: string }
  | { kind: 'federated-user'; account: string }
  | { kind: 'unique-id'; of: 'user' | 'role' | 'other' }
  | { kind: 'pattern' }
  | { kind: 'invalid' };

/** Source: IAM User Guide, "AWS JSON policy elements: Principal" and "IAM identifiers". */
export const principalShape: (text: string) => PrincipalShape = remembered(shapeOf);

function shapeOf(text: string): PrincipalShape {
  if (text === '*') return { kind: 'everyone' };
  if (/[*?]/.test(text)) return { kind: 'pattern' };
  if (/^\d{12}$/.test(text)) return { kind: 'account', account: text };
  const id = /^(AIDA|AROA|AGPA|AIPA|ANPA|ANVA|ASCA|APKA|ACCA)[A-Z0-9]{12,}$/.exec(text);
  if (id) return { kind: 'unique-id', of: id[1] === 'AIDA' ? 'user' : id[1] === 'AROA' ? 'role' : 'other' };
  const arn = parseArn(text);
  if (!arn || !partitionShape.test(arn.partition) || arn.region !== '' || !/^\d{12}$/.test(arn.account))
    return { kind: 'invalid' };
  const { service, account, resource } = arn;
  if (resource === 'root') return service === 'iam' ? { kind: 'account', account } : { kind: 'invalid' };
  const [, type, name = ''] = /^([a-z-]+)\/(.+)$/.exec(resource) ?? [];
  if (!/^[\w+=,.@/:-]+( [\w+=,.@/:-]+)*$/.test(name)) return { kind: 'invalid' };
  if (service === 'iam' && (type === 'user' || type === 'role' || type === 'group'))
    return { kind: type, account, name };
  const role = /^([^/]+)\/[^/]+$/.exec(name)?.[1];
  if (service === 'sts' && type === 'assumed-role' && role) return { kind: 'session', account, role };
  if (service === 'sts' && type === 'federated-user') return { kind: 'federated-user', account };
  return { kind: 'invalid' };
}
