import type { Change } from '../../fixes/fix';
import { removeMember } from '../../fixes/edit';
import type { Edit } from '../../fixes/fix';
import { fixOf } from '../../fixes/statements';
import { isEmpty } from '../parts/empty';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const emptyCondition: Rule = {
  code: 'EMPTY_OBJECT_CONDITION',
  severity: 'info',
  summary: 'A Condition, or an operator in it, is empty.',
  link: analyzerLink('suggestion', 'EMPTY_OBJECT_CONDITION'),
  *check({ statements, text }) {
    for (const { condition, value } of statements) {
      if (!condition?.value) continue;
      if (isEmpty(condition, 'object')) {
        const fixes = (): Change[] =>
          fixOf('Remove the empty Condition', removeMember(text, value, condition));
        yield { span: condition.value.span, message: 'The Condition is empty and says nothing.', fixes };
      }
      if (condition.value.kind !== 'object') continue;
      for (const block of condition.value.members) {
        if (!block.value || !isEmpty(block, 'object')) continue;
        const name = block.key.value;
        const alone = condition.value.members.length === 1;
        const [outer, member] = alone ? [value, condition] : [condition.value, block];
        const edit = (): Edit => removeMember(text, outer, member);
        const message = `"${name}" has no condition key and says nothing.`;
        yield { span: block.value.span, message, fixes: () => fixOf(`Remove the empty "${name}"`, edit()) };
      }
    }
  },
};
