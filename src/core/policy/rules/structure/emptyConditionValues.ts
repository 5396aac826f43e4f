import type { ConditionFacts, PolicyFacts, StatementFacts } from '../../facts';
import { removeCondition } from '../../fixes/conditions';
import type { Change } from '../../fixes/fix';
import { fixOf, removeStatement } from '../../fixes/statements';
import { isEmpty } from '../parts/empty';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const emptyConditionValues: Rule = {
  code: 'EMPTY_ARRAY_CONDITION',
  severity: 'info',
  summary: 'A condition has an empty list of values.',
  link: analyzerLink('suggestion', 'EMPTY_ARRAY_CONDITION'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const condition of statement.conditions) {
        const { member } = condition;
        if (!member.value || !isEmpty(member, 'array')) continue;
        const message = holdsAlways(condition)
          ? 'The list of values is empty: the condition always holds and says nothing. Write the values.'
          : 'The list of values is empty: the condition never holds, and the statement does nothing. Write the values.';
        yield { span: member.value.span, message, fixes: () => fixes(policy, statement, condition) };
      }
    }
  },
};

/** No value to differ from: a negated operator is met by every request. */
function holdsAlways({ operator }: ConditionFacts): boolean {
  return operator?.operator.negated === true;
}

/** Only what does not change who may do what. */
function fixes(policy: PolicyFacts, statement: StatementFacts, condition: ConditionFacts): Change[] {
  if (holdsAlways(condition))
    return fixOf('Remove the condition, which says nothing', removeCondition(policy, statement, condition));
  const plain = condition.operator && !condition.operator.qualifier && !condition.operator.ifExists;
  return plain ? fixOf('Remove the statement, which does nothing', removeStatement(policy, statement)) : [];
}
