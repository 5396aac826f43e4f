import { AwsError } from '../errors';
import type { CallerSession } from '../identities/caller';
import { invalidParameter } from './parameters';

/** Tags of a session: those that go on to the sessions it opens are transitive. */
export type SessionTags = Pick<CallerSession, 'tags' | 'transitive'>;

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/**
 * The tags of a new session: those that are passed, and those that the calling session hands on.
 * Source: IAM user guide, "Pass session tags in AWS STS".
 */
export function sessionTags(parameters: URLSearchParams, inherited: SessionTags | undefined): SessionTags {
  const passed = passedTags(parameters);
  const handedOn = inherited?.transitive ?? [];
  const clash = handedOn.find((key) => has(Object.keys(passed), key));
  if (clash !== undefined)
    throw new AwsError(
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  const transitive = members(parameters, /^TransitiveTagKeys\.member\.(\d+)$/);
  const unknown = transitive.find((key) => !has(Object.keys(passed), key));
  if (unknown !== undefined)
    throw new AwsError(
      'InvalidParameterValue',
      `The specified transitive tag key ${unknown} must be included in the requested tags.`,
    );
  const inheritedTags = Object.entries(inherited?.tags ?? {}).filter(([key]) => has(handedOn, key));
  return {
    tags: Object.fromEntries([...Object.entries(passed), ...inheritedTags]),
    transitive: [...transitive, ...handedOn],
  };
}

/** Tag keys are compared without regard to case. */
export function has(keys: readonly string[], key: string): boolean {
  return keys.some((one) => one.toLowerCase() === key.toLowerCase());
}

/** Session tags take the place of tags of the role that have the same key. */
export function overriding(
  roleTags: Readonly<Record<string, string>>,
  session: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const names = Object.keys(session);
  const kept = Object.entries(roleTags).filter(([key]) => !has(names, key));
  return { ...Object.fromEntries(kept), ...session };
}

function passedTags(parameters: URLSearchParams): Record<string, string> {
  const keys = members(parameters, /^Tags\.member\.(\d+)\.Key$/);
  if (keys.length > MOST_TAGS)
    throw invalidParameter('Tags', undefined, `Member must have length less than or equal to ${MOST_TAGS}`);
  const values = numbered(parameters, /^Tags\.member\.(\d+)\.Value$/);
  const tags = new Map<string, string>();
  for (const [number, key] of numbered(parameters, /^Tags\.member\.(\d+)\.Key$/)) {
    const value = values.get(number) ?? '';
    checkLength(`tags.${number}.member.key`, key, 1, LONGEST_KEY);
    checkLength(`tags.${number}.member.value`, value, 0, LONGEST_VALUE);
    if (has([...tags.keys()], key))
      throw new AwsError(
        'InvalidParameterValue',
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      );
    tags.set(key, value);
  }
  return Object.fromEntries(tags);
}

function checkLength(name: string, value: string, min: number, max: number): void {
  if (value.length < min)
    throw invalidParameter(name, value, `Member must have length greater than or equal to ${min}`);
  if (value.length > max)
    throw invalidParameter(name, value, `Member must have length less than or equal to ${max}`);
}

function members(parameters: URLSearchParams, name: RegExp): string[] {
  return [...numbered(parameters, name).values()];
}

/** The members of a list, by their numbers. */
function numbered(parameters: URLSearchParams, pattern: RegExp): Map<number, string> {
  const found = [...parameters].flatMap(([name, value]) => {
    const number = pattern.exec(name)?.[1];
    return number === undefined ? [] : [[Number(number), value] as const];
  });
  return new Map(found.sort(([a], [b]) => a - b));
}
