import type { Change, Edit } from '../../fixes/fix';
import type { PolicyFacts, StatementFacts } from '../../facts';
import { insertMember } from '../../fixes/edit';
import { accountPrincipal, fixOf, withAccount } from '../../fixes/statements';
import { analyzerLink } from '../parts/links';
import { hasElement, openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

export const missingPrincipal: Rule = {
  code: 'MISSING_PRINCIPAL',
  severity: 'error',
  summary: 'A statement has no Principal.',
  link: analyzerLink('error', 'MISSING_PRINCIPAL'),
  *check(policy) {
    for (const statement of policy.statements) {
      if (hasElement(statement, 'Principal', 'NotPrincipal')) continue;
      const message =
        'The statement has no Principal; KMS refuses the policy ("a statement with no principal"). Add "Principal": {"AWS": "…"}.';
      const fixes = (): Change[] => additions(policy, statement);
      yield { span: openingOf(statement.value), message, fixes };
    }
  },
};

/** A Deny is mostly for everybody; an Allow is for the account until somebody says for whom. */
function additions(policy: PolicyFacts, statement: StatementFacts): Change[] {
  const after = statement.effect;
  const edit = (AWS: string): Edit =>
    insertMember(policy.text, statement.value, 'Principal', { AWS }, { after });
  if (statement.decides === 'Deny') return fixOf('Add "Principal": {"AWS": "*"}', edit('*'));
  return withAccount(policy, (account, name) => ({
    title: `Add ${name} as "Principal"`,
    edit: edit(accountPrincipal(policy, account)),
  }));
}
