import type { KeyFilter } from '../../core/keys/filter';

/** More requests than this are asked about first. */
export const mostUnasked = 1000;

/** What to do about keys that a filter cannot judge before something is read of them. */
export type ReadingStep = 'nothing' | 'read' | 'ask';

/**
 * For which filters a person has agreed to many requests, and was asked. A filter is known by itself: another one with
 * the same parts is asked about again.
 */
export class ReadingConsent {
  readonly #agreed = new WeakSet<KeyFilter>();
  readonly #asked = new WeakSet<KeyFilter>();

  agree(filter: KeyFilter): void {
    this.#agreed.add(filter);
  }

  /** Whether so many requests may be sent without a word. */
  mayRead(filter: KeyFilter, requests: number): boolean {
    return requests <= mostUnasked || this.#agreed.has(filter);
  }

  /** What to do about keys that were listed after the filter was set. Asks once for each filter. */
  next(filter: KeyFilter, requests: number): ReadingStep {
    if (requests === 0) return 'nothing';
    if (this.mayRead(filter, requests)) return 'read';
    if (this.#asked.has(filter)) return 'nothing';
    this.#asked.add(filter);
    return 'ask';
  }
}
