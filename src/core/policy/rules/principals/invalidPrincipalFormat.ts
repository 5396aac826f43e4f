import { isServiceName } from './invalidServicePrincipal';
import type { Change } from '../../fixes/fix';
import type { Member, StringValue } from '../../document';
import type { PolicyFacts } from '../../facts';
import { quoted, replaceString, replaceValue } from '../../fixes/edit';
import { fixOf, partitionOfPolicy } from '../../fixes/statements';
import { partitionShape } from '../../vocabulary/places';
import { write } from '../parts/entries';
import { forgottenIn } from '../parts/forgotten';
import { analyzerLink } from '../parts/links';
import { principalShape } from '../parts/principalShape';
import type { Report, Rule } from '../parts/rule';
import { show } from '../parts/words';

export const invalidPrincipalFormat: Rule = {
  code: 'INVALID_PRINCIPAL_FORMAT',
  severity: 'error',
  summary: 'A principal is neither an ARN, an account id, a unique id, nor "*".',
  link: analyzerLink('error', 'INVALID_PRINCIPAL_FORMAT'),
  *check(policy) {
    for (const { principal, notPrincipal, principals, notPrincipals } of policy.statements) {
      for (const member of [principal, notPrincipal])
        if (member?.value?.kind === 'string' && member.value.value !== '*') yield bare(policy, member.value);
      for (const { type, value } of [...principals, ...notPrincipals])
        if (type === 'AWS' && principalShape(value.value).kind === 'invalid')
          yield malformed(policy, value, principal ?? notPrincipal);
    }
  },
};

function bare(policy: PolicyFacts, value: StringValue): Report {
  const type = /\.amazonaws\.com(\.cn)?$/.test(value.value) ? 'Service' : 'AWS';
  const written = type === 'AWS' ? (corrected(policy, value.value) ?? value.value) : value.value;
  const fits = type === 'Service' || !['invalid', 'pattern'].includes(principalShape(written).kind);
  const fixes = (): Change[] =>
    fixOf(`Write {"${type}": ${quoted(written)}}`, replaceValue(policy.text, value, { [type]: written }));
  const message = `Only "*" can stand alone as Principal. Write {"AWS": "…"} or {"Service": "…"} around ${show(value.value)}.`;
  return { span: value.span, message, fixes: () => (fits ? fixes() : []) };
}

function malformed(policy: PolicyFacts, value: StringValue, element: Member | undefined): Report {
  const forgotten = forgottenIn(value);
  if (forgotten) return forgotten;
  const better = corrected(policy, value.value);
  const message = `${show(value.value)} is no principal: ${reason(value.value)}. Write the ARN of a user or role (arn:aws:iam::111122223333:role/Name), an account id of 12 digits, or "*".`;
  return {
    span: value.span,
    message,
    fixes: () => (better === undefined ? underService(value, element) : [write(value, better)]),
  };
}

/** A service that stands alone under "AWS" moves to "Service". */
function underService(value: StringValue, element: Member | undefined): Change[] {
  const members = element?.value?.kind === 'object' ? element.value.members : [];
  const [only] = members;
  if (!isServiceName(value.value) || members.length !== 1 || only?.value !== value) return [];
  return [
    {
      title: 'Write "Service" instead of "AWS"',
      edits: [replaceString(only.key, 'Service')],
      anywhere: true,
    },
  ];
}

function reason(text: string): string {
  if (text === '') return 'it is empty';
  if (text.includes('${')) return 'a principal takes no policy variables';
  if (text.endsWith('.amazonaws.com')) return 'a service stands under "Service"';
  if (/^[\d-]+$/.test(text)) return 'an account id has 12 digits';
  if (!text.startsWith('arn:')) return 'it is no ARN';
  const [, partition = '', service = '', region, account = '', resource = ''] = text.split(':');
  if (!partitionShape.test(partition)) return `there is no partition ${show(partition)}`;
  if (service !== 'iam' && service !== 'sts') return 'its service is neither iam nor sts';
  if (region !== '') return 'the ARN of a principal has no Region: two colons follow the service';
  if (!/^\d{12}$/.test(account)) return `${show(account)} is no account id of 12 digits`;
  return `${show(resource)} is neither root, user/…, role/…, nor a session of a role`;
}

/** The same principal, where it is plain which one is intended. */
function corrected(policy: PolicyFacts, text: string): string | undefined {
  const partition = partitionOfPolicy(policy);
  const trimmed = text.trim();
  const candidates = [
    trimmed,
    trimmed.replace(/^(\d{4})-?(\d{4})-?(\d{4})$/, '$1$2$3'),
    trimmed.replace(/^(arn:[\w-]+:(?:iam|sts)):[a-z0-9-]*:(\d{12}:)/, '$1::$2'),
    trimmed.replace(/^(arn:[\w-]+:(?:iam|sts)):(\d{12}:)/, '$1::$2'),
    trimmed.replace(/^(?:iam|aws:iam)::/, `arn:${partition}:iam::`),
    trimmed.replace(/:roles?[/:]?(?=[^/:]+$)/, ':role/'),
    trimmed.replace(/:users?[/:]?(?=[^/:]+$)/, ':user/'),
    trimmed.replace(/:(?:root\/?|Root)$/, ':root'),
    trimmed.replace(/^arn:[^:]*:/, `arn:${partition}:`),
  ];
  return candidates.find((candidate) => {
    const { kind } = principalShape(candidate);
    return candidate !== text && kind !== 'invalid' && kind !== 'pattern';
  });
}
