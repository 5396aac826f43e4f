import type { CompiledCondition } from './compiled';
import { flags, namedSubjects, presences, subjects } from './conditionSubjects';
import { ownValue } from '../ownValue';

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
  if (base === 'Null') return presence(condition, subject);
  if (base === 'Bool') return truth(condition, subject);
  // `like` without wildcards is plain equality, and reads better so.
  const plain = /Like$/.test(base) && !values.some((value) => /[*?]/.test(value));
  const verb = plain ? (base.includes('Not') ? 'is not' : 'is') : (ownValue(verbs, base) ?? base);
  const none = base.includes('Not') && values.length > 1;
  const predicate = none
    ? `${positive(verb)} neither ${list(values, 'nor')}`
    : `${verb} ${list(values, 'or')}`;
  const said =
    set === 'any'
      ? `at least one of ${subject} ${predicate}`
      : set === 'all'
        ? `each of ${subject}, if any, ${predicate}`
        : `${subject} ${predicate}`;
  return condition.ifExists && set !== 'all' ? `${said} (or is absent)` : said;
}

/** `is not in` without its negation, for "neither … nor". */
function positive(verb: string): string {
  return verb === 'does not match' ? 'matches' : verb.replace(' not', '');
}

/** Several conditions, all of which have to hold. */
export function conditionsInWords(conditions: readonly SpokenCondition[]): string {
  return conditions.map(conditionInWords).join(', and ');
}

/** What a request has to be like to escape a Deny with these conditions. */
export function escapeInWords(conditions: readonly SpokenCondition[]): string {
  // All of them make the Deny: one that does not hold is enough to escape it.
  const turned = conditions.map(opposite);
  return turned.every((each) => each !== undefined)
    ? turned.map(conditionInWords).join(', or ')
    : `not so that ${conditionsInWords(conditions)}`;
}

const opposites: Readonly<Record<string, string>> = {
  NumericLessThan: 'NumericGreaterThanEquals',
  NumericLessThanEquals: 'NumericGreaterThan',
  NumericGreaterThan: 'NumericLessThanEquals',
  NumericGreaterThanEquals: 'NumericLessThan',
  DateLessThan: 'DateGreaterThanEquals',
  DateLessThanEquals: 'DateGreaterThan',
  DateGreaterThan: 'DateLessThanEquals',
  DateGreaterThanEquals: 'DateLessThan',
  IpAddress: 'NotIpAddress',
  NotIpAddress: 'IpAddress',
};

function opposite(condition: SpokenCondition): SpokenCondition | undefined {
  const { base, set, values } = condition;
  if (base === undefined) return undefined;
  if (base === 'Bool' || base === 'Null') {
    if (set !== undefined) return undefined;
    return {
      ...condition,
      ifExists: false,
      values: [values.some((value) => value.toLowerCase() === 'true') ? 'false' : 'true'],
    };
  }
  const turned =
    ownValue(opposites, base) ??
    (base.includes('Not') ? base.replace('Not', '') : base.replace(/(Equals|Like)/, 'Not$1'));
  if (ownValue(verbs, turned) === undefined) return undefined;
  // Not each one is … : at least one is not … ; and the other way round.
  const others = set === undefined ? {} : { set: set === 'any' ? ('all' as const) : ('any' as const) };
  return { ...condition, ...others, ifExists: false, base: turned };
}

function presence({ lowerKey, values }: SpokenCondition, subject: string): string {
  const absent = values.some((value) => value.toLowerCase() === 'true');
  const said = ownValue(presences, lowerKey);
  if (said !== undefined) return said[absent ? 1 : 0];
  if (ownValue(flags, lowerKey) !== undefined) return `it is ${absent ? 'not ' : ''}known whether ${subject}`;
  return `the request ${absent ? 'does not have' : 'has'} ${subject}`;
}

/** A flag reads as a sentence of its own; as a noun where the subject is none. */
function truth({ lowerKey, values, ifExists }: SpokenCondition, subject: string): string {
  const positive = values.some((value) => value.toLowerCase() === 'true');
  const negation = ownValue(flags, lowerKey);
  const said = negation === undefined ? `${subject} is ${positive}` : positive ? subject : negation;
  return ifExists ? `${said} (or this is not known)` : said;
}

function subjectOf({ key, lowerKey }: SpokenCondition): string {
  const subject = ownValue(subjects, lowerKey);
  if (subject !== undefined) return subject;
  const named = namedSubjects.find(([prefix]) => lowerKey.startsWith(prefix));
  return named === undefined ? key : `${named[1]}${key.slice(named[0].length)}${named[2]}`;
}

function list(values: readonly string[], conjunction: 'or' | 'nor'): string {
  const shown = values.map((value) => (value === '' ? '“”' : value));
  if (shown.length === 0) return 'nothing';
  return shown.length === 1
    ? (shown[0] ?? '')
    : `${shown.slice(0, -1).join(', ')} ${conjunction} ${shown.at(-1) ?? ''}`;
}
