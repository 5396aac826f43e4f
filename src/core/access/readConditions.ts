import { isRecord } from '../json';
import { closest } from '../policy/vocabulary/match';
import { didYouMean, show } from '../policy/rules/parts/words';
import type { CompiledCondition, PolicyProblem } from './compiled';
import { compileCondition } from './conditions';
import { operatorsByName } from './operators';

interface Reading {
  variables: boolean;
  /** A Deny must not be lost where a condition can never hold. */
  deny: boolean;
  problems: PolicyProblem[];
}

/** Reads `Condition`; what has no meaning is noted, and left out. */
export function readConditions(value: unknown, at: string, reading: Reading): CompiledCondition[] {
  const { problems } = reading;
  if (value === undefined) return [];
  if (!isRecord(value)) {
    problems.push({ at, message: 'Condition is an object of operators.' });
    return [];
  }
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isRecord(keys)) {
      const message = 'An operator holds an object of condition keys.';
      problems.push({ at: `${at}.${operator}`, message });
      return [];
    }
    if (operatorsByName.get(baseOf(operator)) === undefined) {
      problems.push({ at: `${at}.${operator}`, message: noOperator(operator) });
      return [];
    }
    return Object.entries(keys).flatMap(([key, entry]) =>
      readCondition(operator, key, entry, { ...reading, at: `${at}.${operator}.${key}` }),
    );
  });
}

function readCondition(
  operator: string,
  key: string,
  entry: unknown,
  { at, variables, deny, problems }: Reading & { at: string },
): CompiledCondition[] {
  const before = problems.length;
  // IAM: "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
  if (!/^[^:]+:./.test(key))
    problems.push({
      at,
      message: `${show(key)} is no condition key: those begin with "kms:", "aws:" and the like.`,
    });
  const values = scalars(entry, at, problems);
  if (deny && values?.length === 0)
    problems.push({ at, message: 'There are no values, so nobody can say what this denies.' });
  const base = operatorsByName.get(baseOf(operator));
  // Nothing equals such a value: that keeps an Allow shut, but it opens what is denied or negated.
  for (const text of base !== undefined && (deny || base.negated) ? (values ?? []) : [])
    if (base !== undefined && !fits(base.name, text, variables))
      problems.push({ at, message: `${show(text)} is no value that ${base.name} can compare.` });
  if (problems.length > before || values === undefined) return [];
  return [compileCondition(operator, key, values, variables)];
}

/** `ForAnyValue:StringLikeIfExists` is `stringlike`. */
function baseOf(operator: string): string {
  return (/^(?:(?:ForAnyValue|ForAllValues):)?(.*?)(?:IfExists)?$/i.exec(operator)?.[1] ?? '').toLowerCase();
}

const qualifiers = ['ForAnyValue', 'ForAllValues'];

function noOperator(operator: string): string {
  const [prefix = '', ...rest] = operator.split(':');
  const name = rest.length === 0 ? prefix : rest.join(':');
  const found = operatorsByName.get(name.replace(/IfExists$/i, '').toLowerCase());
  const names = [...operatorsByName.values()].map((each) => each.name);
  if (rest.length > 0 && !qualifiers.some((each) => each.toLowerCase() === prefix.toLowerCase()))
    return `${show(operator)} is no condition operator: only ForAnyValue: and ForAllValues: stand before one.${didYouMean(closest(prefix, qualifiers))}`;
  const intended = found === undefined ? closest(name.replace(/IfExists$/i, ''), names) : undefined;
  return `There is no condition operator ${show(operator)}.${didYouMean(intended)}`;
}

/** Whether the operator can do anything with the value; ARNs and texts may be any. */
function fits(operator: string, text: string, variables: boolean): boolean {
  if (operator === 'Null' || operator === 'Bool') return /^(true|false)$/i.test(text);
  return operatorsByName.get(operator.toLowerCase())?.compile(text, variables) !== undefined;
}

function scalars(value: unknown, at: string, problems: PolicyProblem[]): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const read = list.flatMap((item) => {
    if (typeof item === 'string') return [item];
    return typeof item === 'number' || typeof item === 'boolean' ? [String(item)] : [];
  });
  if (read.length === list.length) return read;
  problems.push({ at, message: 'A text, a number, true or false is needed here.' });
  return undefined;
}
