import { parseArn } from '../../arn';
import { findServicePrincipal } from '../vocabulary/services';

const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html';
const keyPolicies = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html';

/** Who a value of `"AWS"` is. */
export function principalMarkdown(
  text: string,
  own?: { accountId?: string; known?: ReadonlySet<string> },
): string {
  return `${describe(text, own)}\n\n[Principals](${guide})`;
}

function describe(text: string, own?: { accountId?: string; known?: ReadonlySet<string> }): string {
  if (text === '*')
    return '**Everyone**: every identity of every account, unless a condition such as `aws:PrincipalOrgID` or `kms:CallerAccount` narrows it.';
  if (/^\d{12}$/.test(text)) return account(text, own?.accountId);
  const unique = uniqueIds.find(([pattern]) => pattern.test(text));
  if (unique)
    return `**Unique id of ${unique[1]}** that has been deleted: IAM writes it in the place of the ARN. Nobody can use it any more.`;
  const arn = parseArn(text);
  if (!arn) return 'Not a principal: an ARN, an account id of 12 digits, or `*`.';
  if (arn.resource === 'root') return account(arn.account, own?.accountId);
  const [kind = '', ...path] = arn.resource.split('/');
  const name = path.at(-1) ?? '';
  const found = own?.known ? (own.known.has(text) ? ', which exists' : ', not found in this connection') : '';
  return `${kindText(kind, name, path)} of account ${arn.account}${found}.${crossAccount(arn.account, own?.accountId)}`;
}

const uniqueIds: readonly (readonly [RegExp, string])[] = [
  [/^AIDA[A-Z0-9]{12,}$/, 'a user'],
  [/^AROA[A-Z0-9]{12,}$/, 'a role'],
];

function kindText(kind: string, name: string, path: readonly string[]): string {
  const kinds: Readonly<Record<string, string>> = {
    user: `IAM user **${name}**`,
    role:
      path[0] === 'aws-service-role'
        ? `Service-linked role **${name}**`
        : `IAM role **${name}**: everyone who assumes it`,
    'assumed-role': `Session **${path.join('/')}** of a role`,
    'federated-user': `Federated user **${name}**`,
    group: `IAM group **${name}**: a group is no principal, KMS refuses it`,
  };
  return kinds[kind] ?? `**${kind}/${path.join('/')}**`;
}

function account(id: string, own: string | undefined): string {
  const whose = own === undefined ? 'Account' : own === id ? "The key's own account" : 'Another account';
  const meaning =
    own !== undefined && own !== id
      ? 'That account decides with IAM policies which of its identities may do it.'
      : `It gives nobody access by itself: it lets IAM policies of the account decide who may do it. [Default key policy](${keyPolicies})`;
  return `**${whose} ${id}**. ${meaning}`;
}

function crossAccount(id: string, own: string | undefined): string {
  return own !== undefined && own !== id ? ' Another account: an IAM policy there must allow it too.' : '';
}

/** What a service does with keys. */
export function servicePrincipalMarkdown(name: string): string {
  const found = findServicePrincipal(name);
  if (!found)
    return `Service principal \`${name}\`: an AWS service that makes requests as itself. [Services as principals](${guide}#principal-services)`;
  const { service, region } = found;
  return [
    `**${service.title}**${region === undefined ? '' : ` in ${region}`}: ${service.purpose}.`,
    '',
    `It needs ${service.actions.map((action) => `\`${action}\``).join(', ')}. Bind it to your own resources with \`aws:SourceArn\` or \`aws:SourceAccount\`.`,
    '',
    `[AWS documentation](${service.link})`,
  ].join('\n');
}
