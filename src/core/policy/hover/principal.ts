import type { Markdown } from '../../markdown';
import { bold, code, joined, link, md, prose } from '../../markdown';
import { parseArn } from '../../arn';
import type { Here } from '../document';
import { findServicePrincipal } from '../vocabulary/services';

const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html';
const keyPolicies = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html';

/** Who a value of `"AWS"` is. */
export function principalMarkdown(
  text: string,
  own?: { accountId?: string; known?: ReadonlySet<string> },
): Markdown {
  return joined([describe(text, own), link('Principals', guide)], '\n\n');
}

/**
 * Who the ARN of a principal is in which the language around the policy fills something in, `${…}`; undefined where
 * that cannot be told.
 */
export function principalTextMarkdown(text: string, here: Here | undefined): Markdown | undefined {
  // Colons in what is filled in separate nothing.
  const [prefix, , service, , id = '', ...rest] = text.split(/:(?![^{]*\})/);
  const [kind = '', ...path] = rest.join(':').split('/');
  if (prefix !== 'arn' || (service !== 'iam' && service !== 'sts') || rest.length === 0)
    return text === here?.account ? account(text, here.account) : undefined;
  if (kind === 'root') return account(id, here?.account);
  return md`${kindText(kind, path.at(-1) ?? '', path)} of account ${id}.${crossAccount(id, here?.account)}`;
}

function describe(text: string, own?: { accountId?: string; known?: ReadonlySet<string> }): Markdown {
  if (text === '*')
    return md`**Everyone**: every identity of every account, unless a condition such as ${code('aws:PrincipalOrgID')} or ${code('kms:CallerAccount')} narrows it.`;
  if (/^\d{12}$/.test(text)) return account(text, own?.accountId);
  const unique = uniqueIds.find(([pattern]) => pattern.test(text));
  if (unique)
    return md`**Unique id of ${unique[1]}** that has been deleted: IAM writes it in the place of the ARN. Nobody can use it any more.`;
  const arn = parseArn(text);
  if (!arn) return prose('Not a principal: an ARN, an account id of 12 digits, or `*`.');
  if (arn.resource === 'root') return account(arn.account, own?.accountId);
  const [kind = '', ...path] = arn.resource.split('/');
  const name = path.at(-1) ?? '';
  const found = own?.known ? (own.known.has(text) ? ', which exists' : ', not found in this connection') : '';
  return md`${kindText(kind, name, path)} of account ${arn.account}${found}.${crossAccount(arn.account, own?.accountId)}`;
}

const uniqueIds: readonly (readonly [RegExp, string])[] = [
  [/^AIDA[A-Z0-9]{12,}$/, 'a user'],
  [/^AROA[A-Z0-9]{12,}$/, 'a role'],
];

function kindText(kind: string, name: string, path: readonly string[]): Markdown {
  const kinds = new Map<string, Markdown>(
    Object.entries({
      user: md`IAM user ${bold(name)}`,
      role:
        path[0] === 'aws-service-role'
          ? md`Service-linked role ${bold(name)}`
          : md`IAM role ${bold(name)}: everyone who assumes it`,
      'assumed-role': md`Session ${bold(path.join('/'))} of a role`,
      'federated-user': md`Federated user ${bold(name)}`,
      group: md`IAM group ${bold(name)}: a group is no principal, KMS refuses it`,
    }),
  );
  return kinds.get(kind) ?? bold(`${kind}/${path.join('/')}`);
}

function account(id: string, own: string | undefined): Markdown {
  const whose = own === undefined ? 'Account' : own === id ? "The key's own account" : 'Another account';
  const meaning =
    own !== undefined && own !== id
      ? 'That account decides with IAM policies which of its identities may do it.'
      : md`It gives nobody access by itself: it lets IAM policies of the account decide who may do it. ${link('Default key policy', keyPolicies)}`;
  return md`**${whose} ${id}**. ${meaning}`;
}

function crossAccount(id: string, own: string | undefined): string {
  return own !== undefined && own !== id ? ' Another account: an IAM policy there must allow it too.' : '';
}

/**
 * What a service does with keys.
 * @param place what stands for the Region in the name
 */
export function servicePrincipalMarkdown(name: string, place?: string): Markdown {
  const found = findServicePrincipal(name);
  if (!found)
    return md`Service principal ${code(name)}: an AWS service that makes requests as itself. ${link('Services as principals', `${guide}#principal-services`)}`;
  const { service, region = place } = found;
  const where = region === undefined ? '' : ` in ${region}`;
  const bind = prose('Bind it to your own resources with `aws:SourceArn` or `aws:SourceAccount`.');
  return joined(
    [
      md`${bold(service.title)}${where}: ${prose(service.purpose)}.`,
      md`It needs ${joined(service.actions.map(code), ', ')}. ${bind}`,
      link('AWS documentation', service.link),
    ],
    '\n\n',
  );
}
