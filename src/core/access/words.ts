import type { CompiledCondition } from './compiled';
import { namedSubjects, subjects } from './conditionSubjects';

/** What is needed of a condition to say it. */
export type SpokenCondition = Pick<
  CompiledCondition,
  'operator' | 'base' | 'set' | 'ifExists' | 'key' | 'lowerKey' | 'values'
>;

/** The verb of each operator, said of one value. */
const verbs: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringNotEquals: 'is not',
  StringEqualsIgnoreCase: 'is (upper or lower case)',
  StringNotEqualsIgnoreCase: 'is not (upper or lower case)',
  StringLike: 'matches',
  StringNotLike: 'does not match',
  NumericEquals: 'is',
  NumericNotEquals: 'is not',
  NumericLessThan: 'is below',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is above',
  NumericGreaterThanEquals: 'is at least',
  DateEquals: 'is',
  DateNotEquals: 'is not',
  DateLessThan: 'is before',
  DateLessThanEquals: 'is not after',
  DateGreaterThan: 'is after',
  DateGreaterThanEquals: 'is not before',
  BinaryEquals: 'is',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
  ArnEquals: 'is',
  ArnNotEquals: 'is not',
  ArnLike: 'matches',
  ArnNotLike: 'does not match',
};

/** A condition as the rest of "if …": `the caller's account is 111122223333`. */
export function conditionInWords(condition: SpokenCondition): string {
  const { base, set, values } = condition;
  if (base === undefined) return `${condition.operator} of ${condition.key} (no such operator: never true)`;
  const subject = subjectOf(condition);
  if (base === 'Null') return `${subject} is ${values.includes('true') ? 'absent' : 'present'}`;
  if (base === 'Bool') return truth(condition, subject);
  // `like` without wildcards is plain equality, and reads better so.
  const plain = /Like$/.test(base) && !values.some((value) => /[*?]/.test(value));
  const verb = plain ? (base.includes('Not') ? 'is not' : 'is') : (verbs[base] ?? base);
  const joined = list(values, verb.includes('not') ? 'and' : 'or');
  const said =
    set === 'any'
      ? `at least one of ${subject} ${verb} ${joined}`
      : set === 'all'
        ? `each of ${subject}, if any, ${verb} ${joined}`
        : `${subject} ${verb} ${joined}`;
  return condition.ifExists && set !== 'all' ? `${said} (or is absent)` : said;
}

/** Several conditions, all of which have to hold. */
export function conditionsInWords(conditions: readonly SpokenCondition[]): string {
  return conditions.map(conditionInWords).join(', and ');
}

/** The opposite of a condition that a Deny makes: `unless …` reads better than a double negation. */
export function unlessInWords(conditions: readonly SpokenCondition[]): string {
  return `unless ${conditionsInWords(conditions)}`;
}

/** A flag reads as a sentence of its own; as a noun where the subject is none. */
function truth(condition: SpokenCondition, subject: string): string {
  const positive = condition.values.some((value) => value.toLowerCase() === 'true');
  const sentence = subjects[condition.lowerKey];
  const said =
    sentence === undefined
      ? `${subject} is ${positive}`
      : positive
        ? sentence
        : `it is not so that ${sentence}`;
  return condition.ifExists ? `${said} (or this is not known)` : said;
}

function subjectOf({ key, lowerKey }: SpokenCondition): string {
  const subject = subjects[lowerKey];
  if (subject !== undefined) return subject;
  const named = namedSubjects.find(([prefix]) => lowerKey.startsWith(prefix));
  return named === undefined ? key : `${named[1]}${key.slice(named[0].length)}`;
}

function list(values: readonly string[], conjunction: 'or' | 'and'): string {
  const shown = values.map((value) => (value === '' ? '“”' : value));
  if (shown.length === 0) return 'nothing';
  return shown.length === 1
    ? (shown[0] ?? '')
    : `${shown.slice(0, -1).join(', ')} ${conjunction} ${shown.at(-1) ?? ''}`;
}
