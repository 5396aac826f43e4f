import { compilePolicy } from '../../core/access/compilePolicy';
import type { CompiledPolicy } from '../../core/access/compiled';

const MOST_POLICIES = 2000;

/** Key policies by text: most keys share theirs, and a policy is asked far more often than it changes. */
export class Policies {
  readonly #compiled = new Map<string, CompiledPolicy>();

  /** Ready for the evaluator. Throws InvalidPolicyError. */
  compiled(text: string): CompiledPolicy {
    const known = this.#compiled.get(text);
    if (known) return known;
    const policy = compilePolicy(text, 'key');
    if (this.#compiled.size >= MOST_POLICIES) this.#compiled.clear();
    this.#compiled.set(text, policy);
    return policy;
  }
}
