import type { PolicyFacts, StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { addCondition } from '../../fixes/conditions';
import { accountOf, fixOf, withAccount } from '../../fixes/statements';
import type { Change } from '../../fixes/fix';
import { kmsLink } from '../parts/links';
import { restrictsCaller } from '../parts/restrictions';
import type { Rule } from '../parts/rule';

/** `*` is every AWS identity of every account, and without identity too. */
export const publicPrincipal: Rule = {
  code: 'KMS_PUBLIC_PRINCIPAL',
  severity: 'warning',
  summary: 'The statement allows everyone.',
  link: kmsLink('key-policy-overview'),
  *check(policy) {
    for (const statement of policy.statements) {
      if (statement.decides !== 'Allow') continue;
      const everyone = statement.principals.find(isEveryone);
      if (!everyone || restrictsCaller(statement)) continue;
      const message =
        'Every principal of every AWS account is allowed this. Name the principals, or add a condition on kms:CallerAccount (one account) or aws:PrincipalOrgID (an organization).';
      yield { span: everyone.value.span, message, fixes: () => fixes(policy, statement) };
    }
  },
};

/** The person writes its own over it. */
const exampleOrganization = 'o-exampleorgid';

function fixes(policy: PolicyFacts, statement: StatementFacts): Change[] {
  const only = (key: string, value: string) => addCondition(policy, statement, 'StringEquals', key, value);
  const ofAccount = withAccount(policy, (account, name) => ({
    title: `Allow ${name} only (kms:CallerAccount)`,
    edit: only('kms:CallerAccount', account),
  }));
  const ofOrganization = fixOf(
    'Allow one organization only…',
    only('aws:PrincipalOrgID', exampleOrganization),
  ).map((change) => ({ ...change, placeholders: [exampleOrganization] }));
  return accountOf(policy) === undefined && !policy.document.here
    ? [...ofOrganization, ...ofAccount]
    : [...ofAccount, ...ofOrganization];
}
