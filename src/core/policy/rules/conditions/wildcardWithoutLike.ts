import type { Value } from '../../document';
import { operatorWith } from '../../fixes/conditions';
import { operatorFix } from '../parts/entries';
import type { Change } from '../../fixes/fix';
import type { ConditionFacts, PolicyFacts, StatementFacts } from '../../facts';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const wildcardWithoutLike: Rule = {
  code: 'WILDCARD_WITHOUT_LIKE_OPERATOR',
  severity: 'warning',
  summary: 'A wildcard in the value of an operator that knows no wildcards.',
  link: analyzerLink('general-warning', 'WILDCARD_WITHOUT_LIKE_OPERATOR'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const condition of statement.conditions) {
        const operator = condition.operator?.operator;
        if (operator?.family !== 'String' || operator.wildcards) continue;
        for (const value of condition.values) {
          if (!hasWildcard(value)) continue;
          const message = `Under ${show(condition.block.key.value)} a * or ? is a plain character. Write StringLike if it is to be a wildcard, and \${*} if not.`;
          yield { span: value.span, message, fixes: () => fixes(policy, statement, condition) };
        }
      }
    }
  },
};

/** `${*}` and `${?}` are how a policy writes the plain characters. */
function hasWildcard(value: Value): boolean {
  return value.kind === 'string' && /[*?]/.test(value.value.replace(/\$\{[*?$]\}/g, ''));
}

function fixes(policy: PolicyFacts, statement: StatementFacts, condition: ConditionFacts): Change[] {
  const { operator } = condition;
  if (!operator || operator.operator.name.endsWith('IgnoreCase')) return [];
  const wanted = operatorWith(operator, { name: operator.operator.negated ? 'StringNotLike' : 'StringLike' });
  return operatorFix(policy, statement, condition, wanted);
}
