import type { Markdown } from '../../markdown';
import { bold, joined, link, prose } from '../../markdown';

const iam = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_';
const kms = 'https://docs.aws.amazon.com/kms/latest/developerguide/';

interface Entry {
  text: string;
  link: string;
}

/** Elements and fixed words of a key policy. Sources: the linked pages. */
const entries: Readonly<Record<string, Entry>> = {
  Version: {
    text: 'The version of the policy language, not of this policy: write `2012-10-17`. Policy variables work with no other.',
    link: `${iam}elements_version.html`,
  },
  Id: { text: 'A name for the policy. KMS keeps it and does not read it.', link: `${iam}elements_id.html` },
  Statement: {
    text: 'The statements. Their order has no meaning: everything is denied that no Allow allows, and a Deny is stronger than every Allow.',
    link: `${kms}key-policy-overview.html`,
  },
  Sid: {
    text: 'A name for the statement. In a key policy it may contain spaces. The console knows its own statements by their Sids: change one of those and its default view is gone.',
    link: `${kms}key-policy-overview.html`,
  },
  Effect: {
    text: '`Allow` or `Deny`, in just this spelling.',
    link: `${iam}elements_effect.html`,
  },
  Allow: {
    text: 'Lets the principals do the actions, unless a Deny anywhere forbids it (key policy, IAM policies, organization, session).',
    link: `${iam}elements_effect.html`,
  },
  Deny: {
    text: 'Forbids the actions to the principals, whatever allows them elsewhere. Take care not to deny kms:PutKeyPolicy to everyone.',
    link: `${iam}elements_effect.html`,
  },
  Principal: {
    text: 'Who: accounts, users and roles as `"AWS"`, services as `"Service"`. The account (`…:root`) stands for its IAM policies, not for everyone in it.',
    link: `${iam}elements_principal.html`,
  },
  NotPrincipal: {
    text: 'Everyone but these. AWS advises against it: use `Deny` with a condition on `aws:PrincipalArn`.',
    link: `${iam}elements_notprincipal.html`,
  },
  AWS: {
    text: 'Accounts, users, roles: ARNs or ids of accounts. `*` is everyone. Wildcards inside an ARN are not allowed.',
    link: `${iam}elements_principal.html`,
  },
  Service: {
    text: 'AWS services that make requests as themselves, such as `cloudtrail.amazonaws.com`. Bind them with `aws:SourceArn` or `aws:SourceAccount`.',
    link: `${iam}elements_principal.html#principal-services`,
  },
  Federated: {
    text: 'Identities of a provider. KMS names accounts, users, roles and services as principals of key policies.',
    link: `${iam}elements_principal.html`,
  },
  CanonicalUser: {
    text: 'A form for S3. KMS names accounts, users, roles and services as principals of key policies.',
    link: `${iam}elements_principal.html`,
  },
  Action: {
    text: 'What: KMS actions such as `kms:Decrypt`, upper and lower case alike; `*` and `?` are wildcards.',
    link: `${kms}kms-api-permissions-reference.html`,
  },
  NotAction: {
    text: 'Everything but these actions. With `Allow` that includes actions that do not exist yet.',
    link: `${iam}elements_notaction.html`,
  },
  Resource: {
    text: 'In a key policy always `"*"`: the key to which the policy belongs.',
    link: `${kms}key-policy-overview.html`,
  },
  NotResource: {
    text: 'Of no use in a key policy, which is only about its own key: write `"Resource": "*"`.',
    link: `${kms}key-policy-overview.html`,
  },
  Condition: {
    text: 'When: condition operators with condition keys and values. All of them must hold; of several values one is enough.',
    link: `${kms}conditions-kms.html`,
  },
};

/** What an element, a kind of principal or an effect means; undefined for any other word. */
export function elementMarkdown(name: string): Markdown | undefined {
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  return entry && joined([bold(name), prose(entry.text), link('AWS documentation', entry.link)], '\n\n');
}
