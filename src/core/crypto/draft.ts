import type { Key } from '../keys/model';
import { specOf, type KeySpec } from '../kms/specs';
import type { Place } from '../ports';
import { algorithmsFor, doings, type Doing } from './doings';
import type { ContextPair } from './encryptionContext';
import { readingsOf, type Reading, type Wanted } from './encodings';
import { keptBytes } from './limits';
import type { Shape, TextEncoding } from './outputForms';

/** Where something that was handed over comes from. */
export type Source = 'selection' | 'document' | 'file' | 'clipboard' | 'typed';

/** What was handed over, as far as it is known without reading all of it. */
export interface Given {
  source: Source;
  /** Of a file or a document. */
  name?: string;
  /** In bytes, as it stands. */
  size: number;
  read: Read;
}

/**
 * How it is read: in the chosen one of several ways, not at all, or later, because it is larger than any ciphertext.
 * `head` is the beginning of the latter, as it stands.
 */
export type Read =
  | { kind: 'read'; readings: readonly Reading[]; chosen: number }
  | { kind: 'unreadable'; problem: string }
  | { kind: 'large'; head?: Uint8Array };

/** Where the result goes. */
export type Target = 'view' | 'replace' | 'document' | 'file' | 'clipboard';

export interface ChosenKey {
  key: Key;
  name: string;
}

/** All that a person decides before anything is sent. */
export interface Draft {
  doing: Doing;
  /** The key is a public key in a file: everything happens on this machine, and KMS is not asked. */
  offline?: true;
  input?: Given;
  /** The signature, MAC or the like that the input is compared with. */
  second?: Given;
  /** The key; of a symmetric ciphertext it may be left out. */
  key?: ChosenKey;
  /** The key that a ciphertext to be encrypted again was encrypted under, where it is named. */
  from?: ChosenKey;
  /** Where a call goes that names no key. */
  place?: Place;
  algorithm?: string;
  /** What encrypting makes with a symmetric key: a ciphertext of KMS, or a message of the AWS Encryption SDK. */
  format: 'ciphertext' | 'message';
  /** Further keys that can decrypt the message. */
  others: readonly ChosenKey[];
  /** The algorithm that a ciphertext to be encrypted again was encrypted with. */
  fromAlgorithm?: string;
  /** The message is a digest already. */
  isDigest: boolean;
  context: readonly ContextPair[];
  /** The context that a ciphertext to be encrypted again was encrypted with. */
  fromContext: readonly ContextPair[];
  bytes: number;
  pairSpec: KeySpec;
  withPlaintext: boolean;
  grantTokens: readonly string[];
  target: Target;
  shape: Shape;
  encoding: TextEncoding;
}

/** A draft with nothing decided yet. */
export function newDraft(doing: Doing): Omit<Draft, 'input' | 'second'> {
  return {
    doing,
    isDigest: false,
    format: 'ciphertext',
    others: [],
    context: [],
    fromContext: [],
    bytes: 32,
    pairSpec: 'ECC_NIST_P256',
    withPlaintext: true,
    grantTokens: [],
    target: doings[doing].secret ? 'view' : 'clipboard',
    shape: 'DER',
    encoding: doing === 'decrypt' ? 'text' : 'base64',
  };
}

/** Reads content in every way that it can be read; `large` where only its `head` was read. */
export function readGiven(content: Uint8Array | undefined, wanted: Wanted, head?: Uint8Array): Read {
  if (content === undefined) return { kind: 'large', ...(head && { head }) };
  const found = readingsOf(content, wanted);
  if ('problem' in found) return { kind: 'unreadable', problem: found.problem };
  return { kind: 'read', readings: found, chosen: 0 };
}

/** The bytes that a call takes; undefined where they are not at hand. */
export function bytesOf(given: Given | undefined): Uint8Array | undefined {
  return given?.read.kind === 'read' ? given.read.readings[given.read.chosen]?.bytes : undefined;
}

/** The number of bytes that a call takes. */
export function sizeOf(given: Given): number {
  return bytesOf(given)?.length ?? given.size;
}

/** The draft with what was handed over; where the result goes follows where it came from. */
export function withInput<D extends Draft, G extends Given>(draft: D, input: G): D & { input: G } {
  return { ...draft, input, target: targetFor(draft.doing, input) };
}

function targetFor(doing: Doing, { source, size }: Given): Target {
  if ((doing === 'encrypt' || doing === 'decrypt') && size > keptBytes) return 'file';
  if (doings[doing].secret) return 'view';
  if (source === 'file') return 'file';
  const replaces = doing === 'encrypt' || doing === 'reEncrypt';
  if (source === 'selection') return replaces ? 'replace' : 'document';
  return source === 'document' ? 'document' : 'clipboard';
}

/** The draft with a key; its algorithm stays where the key has it. */
export function withKey<D extends Draft>(draft: D, chosen: ChosenKey): D {
  const algorithms = algorithmsFor(draft.doing, chosen.key);
  const keeps = draft.algorithm !== undefined && algorithms.includes(draft.algorithm);
  const algorithm = keeps ? draft.algorithm : preferred(algorithms);
  const next = { ...draft, key: chosen };
  if (algorithm === undefined) delete next.algorithm;
  else next.algorithm = algorithm;
  return next;
}

/** The draft with the key that its ciphertext was encrypted under. */
export function withFrom<D extends Draft>(draft: D, from: ChosenKey): D {
  const fromAlgorithm = preferred(algorithmsFor(draft.doing, from.key));
  return { ...draft, from, ...(fromAlgorithm !== undefined && { fromAlgorithm }) };
}

/** SHA-1 comes first in AWS's order, and is nobody's first choice. */
function preferred(algorithms: readonly string[]): string | undefined {
  return algorithms.find((algorithm) => !algorithm.endsWith('SHA_1')) ?? algorithms[0];
}

/** Whether the draft works with a symmetric key, as far as that is decided. */
export function isSymmetric({ doing, key }: Draft): boolean {
  if (!doings[doing].usages.includes('ENCRYPT_DECRYPT')) return false;
  return key === undefined || specOf(key.key.spec).group === 'Symmetric';
}
