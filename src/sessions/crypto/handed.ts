import type { Given } from '../../core/crypto/draft';

/** Bytes that are at hand, as a stream. */
export async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** What a person handed over: what is known of it, and the ways to all of it and back. */
export interface Handed extends Given {
  /**
   * All of it as it stands, in parts. Fails where it changed while it was read; ends with the signal's reason where that
   * aborts.
   */
  stream(signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Puts a text in its place. False where it is not there any more as it was. */
  replace?(text: string): Promise<boolean>;
}
