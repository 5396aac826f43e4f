import type { CompiledPolicy, PolicyKind, PolicyProblem } from './compiled';
import type { PolicySource } from './model';
import { readPolicy } from './readPolicy';

/** A policy that cannot be read: `at` is the first place in it that has no meaning, `Statement[1].Effect`. */
export class InvalidPolicyError extends Error {
  override readonly name = 'InvalidPolicyError';
  readonly at: string;

  /** `policy` says which of several it is. */
  constructor(
    readonly problems: readonly PolicyProblem[],
    policy?: string,
  ) {
    const [first = { at: '', message: 'The policy cannot be read.' }] = problems;
    const place = first.at === '' ? first.message : `${first.at}: ${first.message}`;
    super(policy === undefined ? place : `${policy}: ${place}`);
    this.at = first.at;
  }
}

/**
 * Reads a policy once, so that it can be asked many times.
 * @throws InvalidPolicyError where any part of it has no meaning: a Deny that is passed over would let through what
 * it was written to stop.
 */
export function compilePolicy(policy: PolicySource, kind: PolicyKind): CompiledPolicy {
  const read = readPolicy(policy, kind);
  if (read.unread !== undefined)
    throw new InvalidPolicyError(read.unread.flatMap(({ problems }) => problems));
  return read;
}
