import type { Key, KeyRef } from '../../core/keys/model';
import type { KeyPort } from '../../core/ports';

/** What a part is read with. */
export interface Reading {
  keys: KeyPort;
  ref: KeyRef;
  /** The key as KMS describes it, read once for all parts that need it. */
  key: () => Promise<Key>;
  /** What the forms of a public key name it. */
  name: string;
  now: () => number;
  signal: AbortSignal;
}
