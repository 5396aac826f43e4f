import type { ActionFacts, ConditionFacts } from '../../facts';
import type { Action } from '../../vocabulary/actions';
import { actionsWith } from '../../vocabulary/conditionKeys';
import type { ConditionKey } from '../../vocabulary/conditionKey';

const carriers = new WeakMap<ConditionKey, ReadonlySet<Action>>();

/** The actions whose requests carry the condition key. */
export function carriersOf(key: ConditionKey): ReadonlySet<Action> {
  let found = carriers.get(key);
  if (!found) {
    found = new Set(actionsWith(key));
    carriers.set(key, found);
  }
  return found;
}

/** Whether any action that the entry stands for carries the key. */
export function carriesKey(entry: ActionFacts, key: ConditionKey): boolean {
  const found = carriersOf(key);
  return entry.matches.some((action) => found.has(action));
}

/** A condition that no request without the key can meet. */
export function needsKey({ operator, values }: ConditionFacts): boolean {
  if (!operator || operator.ifExists || operator.qualifier === 'ForAllValues') return false;
  if (operator.operator.family !== 'Null') return !operator.operator.negated;
  return values.every((value) => 'value' in value && String(value.value) === 'false');
}
