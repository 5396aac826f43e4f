import { operatorFix } from '../parts/entries';
import { findOperator, operatorName } from '../../vocabulary/operators';
import type { FoundOperator } from '../../vocabulary/operators';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** KMS answers OverlyPermissiveCondition to it on these (developer guide, kms:EncryptionContext). */
const refused = /^(kms:encryptioncontext:|aws:requesttag\/)/i;

export const forAllValues: Rule = {
  code: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
  severity: 'warning',
  severityVaries: true,
  summary: 'ForAllValues with a condition key of one value also holds where the key is absent.',
  link: analyzerLink('security-warning', 'FORALLVALUES_WITH_SINGLE_VALUED_KEY'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const condition of statement.conditions) {
        const { operator, found, block, name } = condition;
        if (operator?.qualifier !== 'ForAllValues' || !found || found.key.multivalued) continue;
        const wanted = plainName(operator);
        const rejected = refused.test(name);
        const message = `ForAllValues also holds for requests without ${show(name)}, which has one value at most${rejected ? '; KMS refuses it (OverlyPermissiveCondition)' : ''}. Write ${show(wanted)}.`;
        yield {
          span: block.key.span,
          message,
          severity: rejected ? 'error' : 'warning',
          fixes: () => operatorFix(policy, statement, condition, wanted),
        };
      }
    }
  },
};

/** The operator without its qualifier. */
function plainName(operator: FoundOperator): string {
  const name = operatorName(operator);
  const plain = name.slice(name.indexOf(':') + 1);
  return findOperator(plain) ? plain : name;
}
