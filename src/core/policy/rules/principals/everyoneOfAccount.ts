import type { StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { replaceValue } from '../../fixes/edit';
import { accountPrincipal, fixOf } from '../../fixes/statements';
import type { Change } from '../../fixes/fix';
import { coversAction } from '../parts/holders';
import { kmsLink } from '../parts/links';
import { narrows } from '../parts/restrictions';
import type { Rule } from '../parts/rule';

const accountKeys: ReadonlySet<string> = new Set(['kms:calleraccount', 'aws:principalaccount']);

/**
 * Meant as "let IAM policies decide", it leaves them nothing to decide: `*` is every identity itself, and an account
 * in a condition does not make it the account principal.
 */
export const everyoneOfAccount: Rule = {
  code: 'KMS_EVERYONE_OF_ACCOUNT',
  severity: 'warning',
  summary: 'Every identity of an account administers the key, without an IAM policy.',
  link: kmsLink('key-policy-default#key-policy-default-allow-root-enable-iam'),
  *check(policy) {
    for (const statement of policy.statements) {
      if (statement.decides !== 'Allow' || statement.open.condition) continue;
      const everyone = statement.principals.find(isEveryone);
      if (!everyone || !coversAction(statement, 'kms:PutKeyPolicy') || statement.open.action) continue;
      const account = onlyAccount(statement);
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

/** The account that is all that the conditions ask for; undefined where they ask for anything else. */
function onlyAccount({ conditions }: StatementFacts): string | undefined {
  const [first] = conditions;
  if (!first || !conditions.every((one) => accountKeys.has(one.name.toLowerCase()) && narrows(one)))
    return undefined;
  const [value] = first.values;
  return value?.kind === 'string' ? value.value : undefined;
}
