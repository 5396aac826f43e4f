import { expiresSoon } from '../../core/keys/attention';
import type { Key } from '../../core/keys/model';
import { dayMs } from '../../core/time';
import type { Store } from '../store';

const storeKey = 'kms.material.expiryNotice';
const hourMs = 3_600_000;

/** What the watch needs. */
export interface ExpiryWatchOptions {
  /** Shared by all windows, so that only one of them speaks. */
  store: Store;
  now(): number;
  /** Calls back every so many milliseconds, until what it returns is called. */
  every(ms: number, callback: () => void): () => void;
  /** The keys that are known. */
  keys(): readonly Key[];
  /** An hour has gone by: what counts days is drawn again. */
  onHour(): void;
  tell(expiring: readonly Key[]): void;
}

/**
 * Tells of imported key material that expires soon: once a day at most, first an hour after the start, never during it.
 * Keys of the sandbox are left out: its clock is moved to try what happens.
 */
export function watchExpiry(options: ExpiryWatchOptions): { dispose(): void } {
  const stop = options.every(hourMs, () => {
    options.onHour();
    const now = options.now();
    const last = options.store.get(storeKey);
    // A time ahead was written by a clock that was wrong.
    if (typeof last === 'number' && last <= now && now - last < dayMs) return;
    const expiring = options.keys().filter((key) => key.connection !== 'sandbox' && expiresSoon(key, now));
    if (expiring.length === 0) return;
    void options.store.update(storeKey, now);
    options.tell(expiring);
  });
  return { dispose: stop };
}
