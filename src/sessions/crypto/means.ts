import type { CryptoCalls, CryptoOperation } from '../../core/crypto/calls';
import { bytesOf, type ChosenKey, type Draft } from '../../core/crypto/draft';
import type { ResultPart } from '../../core/crypto/outputForms';
import { KmsError } from '../../core/errors';
import type { KeyRef } from '../../core/keys/model';
import type { CryptoPort, EnvelopePort, KeyPort, Place } from '../../core/ports';
import type { Handed } from './handed';

export interface CryptoPorts {
  crypto: CryptoPort;
  envelopes: EnvelopePort;
  keys: Pick<KeyPort, 'publicKey'>;
  /** What people call a key. */
  nameOf(ref: KeyRef): string;
  now(): number;
}

/** A draft with the ways to what was handed over. */
export interface HandedDraft extends Draft {
  input?: Handed;
  second?: Handed;
}

/** What came of it. */
export type Outcome =
  /** `by`: the key and algorithm that made it. */
  | { kind: 'made'; parts: readonly ResultPart[]; by: string }
  | { kind: 'streamed'; stream: Streamed; by: string }
  /** `text` is a whole sentence; `details` what else a verifier has to know. */
  | { kind: 'verdict'; valid: boolean; text: string; details?: string };

/** What goes from file to file, because it is too large for anything else. */
export interface Streamed {
  name: 'Ciphertext' | 'Plaintext';
  secret: boolean;
  /** In bytes, of what is read. */
  size: number;
  /** Begins to read; `read` is told how many bytes that were. */
  parts: (signal: AbortSignal, read: (bytes: number) => void) => AsyncIterable<Uint8Array>;
}

/** Makes one call of KMS; the rehearsal replaces it. */
export type Send = <O extends CryptoOperation>(
  operation: O,
  input: CryptoCalls[O]['in'],
  where: Place | KeyRef,
) => Promise<CryptoCalls[O]['out']>;

/** What a doing needs beside its draft. */
export type Means = CryptoPorts & { send: Send };

/** The result, with the key and algorithm that made it. */
export function made(draft: Draft, ...parts: readonly ResultPart[]): Outcome {
  const { name } = keyOf(draft);
  return { kind: 'made', parts, by: draft.algorithm === undefined ? name : `${name} (${draft.algorithm})` };
}

export function keyOf({ key }: Draft): ChosenKey {
  if (key === undefined) throw missing('key');
  return key;
}

export function placeOf({ place }: Draft): Place {
  if (place === undefined) throw missing('place');
  return place;
}

/** The bytes of the input. */
export function inputOf({ input }: HandedDraft): Uint8Array {
  const bytes = bytesOf(input);
  if (bytes === undefined) throw missing('input');
  return bytes;
}

export function secondOf({ second }: HandedDraft): Uint8Array {
  const bytes = bytesOf(second);
  if (bytes === undefined) throw missing('second');
  return bytes;
}

/** The review lets no draft come here that lacks something. */
export function missing(what: string): KmsError {
  return new KmsError('not-possible', `The ${what} is missing.`);
}
