import { principalMarkdown, servicePrincipalMarkdown } from '../hover/principal';
import { servicePrincipals } from '../vocabulary/services';
import type { AssistContext, Offer } from './completion';
import type { CursorContext } from './cursorContext';

/** ARNs of users, roles and accounts, those of the connection first, without those that are there. */
export function awsPrincipalOffers(
  present: readonly string[],
  context: AssistContext,
  around: CursorContext,
): Offer[] {
  const written = new Set(present);
  const root = (account: string) => `arn:${around.partition}:iam::${account}:root`;
  const offers: Offer[] = [
    {
      text: root(around.account),
      label: `${around.account} (account)`,
      kind: 'principal',
      detail: around.accountKnown ? "the key's account" : 'example account',
      documentation: () => principalMarkdown(root(around.account)).source,
      rank: 0,
    },
    ...around.principals.map(({ name, text }, index): Offer => ({
      text,
      label: name,
      kind: 'principal',
      detail: 'in this file',
      rank: 50 + index,
    })),
    ...(context.principals ?? []).map((arn) => principalOffer(arn)),
    ...otherAccounts(around).map((account): Offer => ({
      text: root(account),
      label: `${account} (account)`,
      kind: 'principal',
      detail: 'another account in this policy',
      documentation: () => principalMarkdown(root(account)).source,
      rank: 500,
    })),
    ...examples(context, around),
    {
      text: '*',
      kind: 'principal',
      detail: 'everyone',
      documentation: () => principalMarkdown('*').source,
      caution: 'everyone in any account, unless a condition narrows it',
      rank: 900,
    },
  ];
  return offers.filter(({ text }) => !written.has(text));
}

function principalOffer(arn: string): Offer {
  const colon = arn.lastIndexOf(':');
  const slash = arn.indexOf('/', colon);
  const kind = slash < 0 ? 'principal' : arn.slice(colon + 1, slash);
  const name = slash < 0 ? arn : arn.slice(slash + 1);
  return {
    text: arn,
    label: name,
    kind: 'principal',
    detail: kind,
    documentation: () => principalMarkdown(arn).source,
    rank: kind === 'role' ? 100 : 200,
  };
}

function otherAccounts(around: CursorContext): string[] {
  return around.accounts.filter((account) => account !== around.account);
}

/** What to type over where no user or role is known. */
function examples(context: AssistContext, around: CursorContext): Offer[] {
  if (around.principals.length > 0 || (context.principals && context.principals.length > 0)) return [];
  return ['role/ExampleRole', 'user/ExampleUser'].map((name, index): Offer => ({
    text: `arn:${around.partition}:iam::${around.account}:${name}`,
    kind: 'principal',
    detail: 'example',
    rank: 700 + index,
  }));
}

/** Names of services that use keys as themselves, without those that are there. */
export function serviceOffers(present: readonly string[], around: CursorContext): Offer[] {
  const written = new Set(present);
  return servicePrincipals
    .flatMap((service) =>
      [...(service.regional ? [regionalName(service.name, around.region)] : []), service.name].map(
        (text) => ({
          text,
          title: service.title,
        }),
      ),
    )
    .filter(({ text }) => !written.has(text))
    .map(({ text, title }, rank) => ({
      text,
      kind: 'service',
      detail: title,
      documentation: () => servicePrincipalMarkdown(text).source,
      rank,
    }));
}

function regionalName(name: string, region: string): string {
  return name.replace('.amazonaws.com', `.${region}.amazonaws.com`);
}

/** Account ids: the policy's own first. */
export function accountOffers(around: CursorContext): Offer[] {
  const accounts = around.accounts.length > 0 ? around.accounts : [around.account];
  return accounts.map((text, rank) => ({
    text,
    kind: 'value',
    detail: text === around.account ? "the key's account" : 'another account in this policy',
    rank,
  }));
}
