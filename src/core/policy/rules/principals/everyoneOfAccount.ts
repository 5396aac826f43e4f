import type { ConditionFacts, StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { replaceValue } from '../../fixes/edit';
import { accountPrincipal, fixOf } from '../../fixes/statements';
import type { Change } from '../../fixes/fix';
import { coversAction } from '../parts/holders';
import { kmsLink } from '../parts/links';
import { narrows } from '../parts/restrictions';
import type { Rule } from '../parts/rule';

const accountKeys: ReadonlySet<string> = new Set(['kms:calleraccount', 'aws:principalaccount']);
const organizationKeys: ReadonlySet<string> = new Set(['aws:principalorgid', 'aws:principalorgpaths']);
/** Every user and role, or every one of either, of an account. */
const wholeAccount = /^arn:[^:]*:(?:iam|sts)::(\d{12}):(?:\*+|(?:user|role|assumed-role)\/\*+)$/;

/**
 * Meant as "let IAM policies decide", it leaves them nothing to decide: `*` is every identity itself, and an account
 * in a condition does not make it the account principal.
 */
export const everyoneOfAccount: Rule = {
  code: 'KMS_EVERYONE_OF_ACCOUNT',
  severity: 'warning',
  summary: 'Every identity of an account or organization administers the key, without an IAM policy.',
  link: kmsLink('key-policy-default#key-policy-default-allow-root-enable-iam'),
  *check(policy) {
    for (const statement of policy.statements) {
      if (statement.decides !== 'Allow' || statement.open.condition) continue;
      const everyone = statement.principals.find(isEveryone);
      if (!everyone || !coversAction(statement, 'kms:PutKeyPolicy') || statement.open.action) continue;
      if (asksOnlyFor(statement, isOrganization)) {
        yield { span: everyone.value.span, message: aboutOrganization };
        continue;
      }
      const account = asksOnlyFor(statement, isAccountAlone) ? accountIn(statement) : undefined;
      if (account === undefined) continue;
      const message =
        'Every user and role of the account may administer and use the key, whatever its IAM policies say. To let IAM policies decide, name the account: {"AWS": "arn:aws:iam::<account>:root"}.';
      const { principal } = statement;
      const fixes = (): Change[] =>
        principal?.value && /^\d{12}$/.test(account)
          ? fixOf(
              'Name the account, so that IAM policies decide',
              replaceValue(policy.text, principal.value, { AWS: accountPrincipal(policy, account) }),
            )
          : [];
      yield { span: everyone.value.span, message, fixes };
    }
  },
};

const aboutOrganization =
  'Every user and role of every account of the organization may administer and use the key, whatever its IAM policies say. Allow the organization only what it needs, such as kms:Decrypt, and name the account that administers the key: {"AWS": "arn:aws:iam::<account>:root"}.';

/** Whether the conditions ask for this and nothing else. */
function asksOnlyFor({ conditions }: StatementFacts, what: (one: ConditionFacts) => boolean): boolean {
  return conditions.length > 0 && conditions.every((one) => narrows(one) && what(one));
}

function isOrganization({ name }: ConditionFacts): boolean {
  return organizationKeys.has(name.toLowerCase());
}

function isAccountAlone({ name, values }: ConditionFacts): boolean {
  if (accountKeys.has(name.toLowerCase())) return true;
  if (name.toLowerCase() !== 'aws:principalarn') return false;
  return values.some((value) => value.kind === 'string' && wholeAccount.test(value.value));
}

function accountIn({ conditions }: StatementFacts): string | undefined {
  const value = conditions[0]?.values[0];
  if (value?.kind !== 'string') return undefined;
  return wholeAccount.exec(value.value)?.[1] ?? value.value;
}
