import type { Change } from '../../fixes/fix';
import type { ActionFacts, ConditionFacts, StatementFacts } from '../../facts';
import { splitByCondition } from '../../refactor/splitStatement';
import { carriesKey, needsKey } from '../parts/applicability';
import { kmsLink } from '../parts/links';
import type { Rule, Severity } from '../parts/rule';
import { listed, show } from '../parts/words';

/** Encryption context with kms:DescribeKey, and the like: part of the list is never allowed. */
export const actionWithoutKey: Rule = {
  code: 'KMS_ACTION_WITHOUT_CONDITION_KEY',
  severity: 'warning',
  severityVaries: true,
  summary: 'Some actions of the statement do not carry the condition key.',
  link: kmsLink('conditions-kms'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const condition of statement.conditions) {
        const without = actionsWithout(statement, condition);
        if (without.length === 0) continue;
        const names = listed(without.map(({ value }) => show(value.value)));
        const effect = statement.decides === 'Deny' ? 'denied' : 'allowed';
        const message = `Requests of ${names} do not carry ${show(condition.name)} and so are never ${effect} here. Write them in a statement of their own.`;
        const fixes = (): Change[] => {
          const split = splitByCondition(policy, statement, condition);
          return split ? [split] : [];
        };
        yield { span: condition.member.key.span, severity: severityOf(without), message, fixes };
      }
    }
  },
};

/** Nothing but looking at the key is lost. */
function severityOf(without: readonly ActionFacts[]): Severity {
  return without.every(isReading) ? 'info' : 'warning';
}

function isReading({ matches }: ActionFacts): boolean {
  return matches.every(({ group, inKeyPolicy }) => group === 'metadata' || !inKeyPolicy);
}

/**
 * The entries of Action that can never meet the condition, while others can. A wildcard is intended for what it
 * matches, and is only one of them where it matches nothing that carries the key.
 */
export function actionsWithout(statement: StatementFacts, condition: ConditionFacts): ActionFacts[] {
  const key = condition.found?.key;
  if (!key || !needsKey(condition)) return [];
  const known = statement.actions.filter(({ matches }) => matches.some(({ inKeyPolicy }) => inKeyPolicy));
  // AWS's guides have kms:Describe* beside an encryption context themselves: nothing depends on it.
  const idle = (entry: ActionFacts): boolean => isReading(entry) && entry.value.value.includes('*');
  const without = known.filter((entry) => !carriesKey(entry, key) && !idle(entry));
  return without.length < known.length ? without : [];
}
