import { containsRange, parseIpRange } from '../ipRange';
import type { TextTest } from './compiled';
import { arnTest, textTest } from './pattern';

/** How an operator reads one value of the policy; undefined where the value makes no sense for it. */
type Compile = (value: string, variables: boolean) => TextTest | undefined;

export interface Operator {
  name: string;
  negated: boolean;
  compile: Compile;
}

const exact: Compile = (value, variables) => textTest(value, { wildcards: false, variables });
const ignoringCase: Compile = (value, variables) =>
  textTest(value, { wildcards: false, variables, ignoreCase: true });
const like: Compile = (value, variables) => textTest(value, { wildcards: true, variables });
const arn: Compile = (value, variables) => arnTest(value, variables, false);
const bool: Compile = (value) => (actual) => actual.toLowerCase() === value.toLowerCase();

const ip: Compile = (value) => {
  const range = parseIpRange(value);
  if (range === undefined) return undefined;
  return (text) => {
    const actual = parseIpRange(text);
    return actual !== undefined && containsRange(range, actual);
  };
};

const binary: Compile = (value) => {
  const bytes = decoded(value);
  return bytes === undefined ? undefined : (actual) => decoded(actual) === bytes;
};

type Comparison = (actual: number, expected: number) => boolean;
const comparisons: readonly [suffix: string, negated: boolean, compare: Comparison][] = [
  ['Equals', false, (actual, expected) => actual === expected],
  ['NotEquals', true, (actual, expected) => actual === expected],
  ['LessThan', false, (actual, expected) => actual < expected],
  ['LessThanEquals', false, (actual, expected) => actual <= expected],
  ['GreaterThan', false, (actual, expected) => actual > expected],
  ['GreaterThanEquals', false, (actual, expected) => actual >= expected],
];

/** All condition operators (IAM user guide, reference_policies_elements_condition_operators). */
const all: readonly Operator[] = [
  { name: 'StringEquals', negated: false, compile: exact },
  { name: 'StringNotEquals', negated: true, compile: exact },
  { name: 'StringEqualsIgnoreCase', negated: false, compile: ignoringCase },
  { name: 'StringNotEqualsIgnoreCase', negated: true, compile: ignoringCase },
  { name: 'StringLike', negated: false, compile: like },
  { name: 'StringNotLike', negated: true, compile: like },
  ...comparisons.map(([suffix, negated, compare]) => ({
    name: `Numeric${suffix}`,
    negated,
    compile: comparing(numberOf, compare),
  })),
  ...comparisons.map(([suffix, negated, compare]) => ({
    name: `Date${suffix}`,
    negated,
    compile: comparing(dateOf, compare),
  })),
  { name: 'Bool', negated: false, compile: bool },
  { name: 'BinaryEquals', negated: false, compile: binary },
  { name: 'IpAddress', negated: false, compile: ip },
  { name: 'NotIpAddress', negated: true, compile: ip },
  // AWS: ArnEquals and ArnLike behave identically.
  { name: 'ArnEquals', negated: false, compile: arn },
  { name: 'ArnNotEquals', negated: true, compile: arn },
  { name: 'ArnLike', negated: false, compile: arn },
  { name: 'ArnNotLike', negated: true, compile: arn },
  { name: 'Null', negated: false, compile: () => undefined },
];

/** By name in lower case. */
export const operatorsByName: ReadonlyMap<string, Operator> = new Map(
  all.map((operator) => [operator.name.toLowerCase(), operator]),
);

function comparing(read: (text: string) => number | undefined, compare: Comparison): Compile {
  return (value) => {
    const expected = read(value);
    if (expected === undefined) return undefined;
    return (text) => {
      const actual = read(text);
      return actual !== undefined && compare(actual, expected);
    };
  };
}

function numberOf(text: string): number | undefined {
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text) ? Number(text) : undefined;
}

/** ISO 8601 or seconds since 1970. A time without zone is UTC, wherever this runs. */
function dateOf(text: string): number | undefined {
  const seconds = numberOf(text);
  if (seconds !== undefined) return seconds * 1000;
  const iso = /^\d{4}-\d{2}(-\d{2})?(T\d{2}:?\d{2}(:?\d{2}(\.\d+)?)?)?(Z|[-+]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  );
  if (iso === null) return undefined;
  const zoned = iso[2] !== undefined && iso[5] === undefined ? `${text.trim()}Z` : text.trim();
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : time;
}

function decoded(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    // Not base64: such a value equals nothing.
    return undefined;
  }
}
