import type { CompiledCondition, ContextLookup, TextTest } from './compiled';
import { operatorsByName } from './operators';

/** Reads `ForAnyValue:StringLikeIfExists` and the values of one condition key. */
export function compileCondition(
  operator: string,
  key: string,
  values: readonly string[],
  variables: boolean,
): CompiledCondition {
  const match = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/i.exec(operator);
  const found = operatorsByName.get((match?.[2] ?? '').toLowerCase());
  const set = match?.[1]?.toLowerCase();
  return {
    operator,
    ...(found !== undefined && { base: found.name }),
    ...(set !== undefined && { set: set === 'foranyvalue' ? ('any' as const) : ('all' as const) }),
    ifExists: match?.[3] !== undefined,
    key,
    lowerKey: key.toLowerCase(),
    values,
    negated: found?.negated ?? false,
    test: anyOf(
      values.map((value) => found?.compile(value, variables)).filter((test) => test !== undefined),
      found?.negated ?? false,
    ),
  };
}

/** Several values of one key: one has to match; with a negated operator, none may. */
function anyOf(tests: readonly TextTest[], negated: boolean): TextTest {
  const [only] = tests;
  if (tests.length === 1 && only !== undefined)
    return negated ? (actual, context) => !only(actual, context) : only;
  return (actual, context) => tests.some((test) => test(actual, context)) !== negated;
}

/** Does the request satisfy the condition? */
export function conditionHolds(condition: CompiledCondition, context: ContextLookup): boolean {
  const values = context.get(condition.lowerKey);
  return conditionHoldsFor(
    condition,
    values === undefined || values.length === 0 ? undefined : values,
    context,
  );
}

function conditionHoldsFor(
  condition: CompiledCondition,
  values: readonly string[] | undefined,
  context: ContextLookup,
): boolean {
  const { base, set, ifExists, negated, test } = condition;
  if (base === undefined) return false;
  if (base === 'Null')
    return condition.values.some((value) => value.toLowerCase() === String(values === undefined));
  if (set !== undefined) {
    // A set of nothing but empty texts is an empty set (IAM user guide, multivalued context keys).
    const items = values?.some((value) => value !== '') === true ? values : [];
    if (items.length === 0) return set === 'all' || (ifExists && values === undefined);
    return set === 'all'
      ? items.every((value) => test(value, context))
      : items.some((value) => test(value, context));
  }
  if (values === undefined) return ifExists || negated;
  const [value] = values;
  // Several values need a set operator; without one AWS matches nothing.
  return values.length === 1 && value !== undefined && test(value, context);
}
