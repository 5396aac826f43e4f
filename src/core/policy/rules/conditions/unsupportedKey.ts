import type { Change } from '../../fixes/fix';
import type { StatementFacts } from '../../facts';
import { removeCondition } from '../../fixes/conditions';
import { fixOf } from '../../fixes/statements';
import { carriersOf, needsKey } from '../parts/applicability';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { listed, show } from '../parts/words';

/** No request of the statement's actions has the key: what asks for it never holds. */
export const unsupportedKey: Rule = {
  code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
  severity: 'error',
  summary: 'None of the actions of the statement carries the condition key.',
  link: analyzerLink('error', 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY'),
  *check(policy) {
    for (const statement of policy.statements) {
      const { covers, conditions, decides } = statement;
      if (!covers || covers.size === 0 || !allKnown(statement)) continue;
      for (const condition of conditions) {
        const key = condition.found?.key;
        if (!key || condition.operator?.operator.family === 'Null') continue;
        const carrying = carriersOf(key);
        if ([...covers].some((action) => carrying.has(action))) continue;
        const names = [...carrying].filter(({ inKeyPolicy }) => inKeyPolicy).map(({ name }) => name);
        const effect = needsKey(condition)
          ? `the statement never ${decides === 'Deny' ? 'denies' : 'allows'} anything`
          : 'the condition is met by every request';
        const message = `No request of these actions carries ${show(condition.name)}: ${effect}. ${where(names)}`;
        const fixes = (): Change[] =>
          fixOf(
            `Remove the condition on ${show(condition.name)}`,
            removeCondition(policy, statement, condition),
          );
        yield { span: condition.member.key.span, message, fixes };
      }
    }
  },
};

function where(names: readonly string[]): string {
  return names.length > 0 ? `It belongs to ${listed(names)}.` : 'It belongs into IAM policies.';
}

/** A misspelt action may be one that carries the key. */
function allKnown({ actions, notActions }: StatementFacts): boolean {
  return [...actions, ...notActions].every(({ matches }) => matches.length > 0);
}
