import type { PolicyFacts, StatementFacts } from '../../facts';
import { insertMember } from '../../fixes/edit';
import { accountOf, fixOf, partitionOf } from '../../fixes/statements';
import { analyzerLink } from '../parts/links';
import { hasElement, openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const missingPrincipal: Rule = {
  code: 'MISSING_PRINCIPAL',
  severity: 'error',
  summary: 'A statement has no Principal.',
  link: analyzerLink('error', 'MISSING_PRINCIPAL'),
  *check(policy) {
    for (const statement of policy.statements) {
      if (hasElement(statement, 'Principal', 'NotPrincipal')) continue;
      const principal = suggestion(policy, statement);
      const after = statement.effect;
      const edit = insertMember(policy.text, statement.value, 'Principal', { AWS: principal }, { after });
      const message =
        'The statement has no Principal; KMS refuses the policy ("a statement with no principal"). Add "Principal": {"AWS": "…"}.';
      const fixes = fixOf(`Add "Principal": {"AWS": ${show(principal)}}`, edit);
      yield { span: openingOf(statement.value), message, fixes };
    }
  },
};

/** A Deny is mostly for everybody; an Allow is for the account until somebody says for whom. */
function suggestion(policy: PolicyFacts, { decides }: StatementFacts): string {
  if (decides === 'Deny') return '*';
  return `arn:${partitionOf(policy)}:iam::${accountOf(policy) ?? '111122223333'}:root`;
}
