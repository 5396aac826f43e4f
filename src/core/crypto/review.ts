import { placeWords } from './places';
import type { EncryptionAlgorithm, SigningAlgorithm } from '../kms/specs';
import { mistakenFor } from './contents';
import { doings } from './doings';
import { bytesOf, isSymmetric, sizeOf, type ChosenKey, type Draft, type Given, type Source } from './draft';
import { contextWords } from './encryptionContext';
import {
  contextProblem,
  formatNote,
  isEnvelope,
  isStreamed,
  messageProblem as sdkMessageProblem,
  mustBeEnvelope,
  namedKeys,
} from './envelope';
import { endsWithLineBreak, type Wanted } from './encodings';
import {
  algorithmProblem,
  ciphertextProblem,
  count,
  keptBytes,
  messageBytes,
  generatedBytes,
  macProblem,
  plaintextLimit,
  plaintextProblem,
  signingProblem,
} from './limits';
import { digestLength } from './messages';
import { ecdsaFormOf, ecdsaHalf } from './signatureForms';

/** One thing that can be decided. */
export type Field =
  | 'input'
  | 'inputReading'
  | 'second'
  | 'secondReading'
  | 'key'
  | 'from'
  | 'place'
  | 'algorithm'
  | 'fromAlgorithm'
  | 'format'
  | 'others'
  | 'isDigest'
  | 'context'
  | 'fromContext'
  | 'bytes'
  | 'pairSpec'
  | 'withPlaintext'
  | 'grantTokens'
  | 'target'
  | 'shape'
  | 'encoding';

/** One line of the review: what is decided, and what is wrong with it. */
export interface ReviewRow {
  field: Field;
  label: string;
  value: string;
  /** What a person should know of it. */
  note?: string;
  /** Why the operation cannot be run as it stands. */
  problem?: string;
}

/** Everything that is decided, before anything is sent. */
export interface Review {
  /** "Encrypt" */
  title: string;
  rows: readonly ReviewRow[];
  /** Whether KMS can be asked without doing it. */
  canRehearse: boolean;
}

/** The rows of a draft in the order of the decisions. */
export function reviewOf(draft: Draft): Review {
  const { title, operation, input, second } = doings[draft.doing];
  const rows = [
    ...(input === undefined
      ? []
      : givenRows(draft.input, input, ['input', 'inputReading'], inputProblem(draft))),
    ...(second === undefined
      ? []
      : givenRows(draft.second, second, ['second', 'secondReading'], secondProblem(draft))),
    ...keyRows(draft),
    ...formatRows(draft),
    ...algorithmRows(draft),
    ...sizeRows(draft),
    ...contextRows(draft),
    ...outputRows(draft),
    ...(draft.doing === 'random' || draft.offline ? [] : [grantTokensRow(draft)]),
  ];
  return { title, rows, canRehearse: operation !== 'GenerateRandom' && !draft.offline };
}

/** The first row that keeps the operation from being run. */
export function firstProblem({ rows }: Review): ReviewRow | undefined {
  return rows.find(({ problem }) => problem !== undefined);
}

const sources: Readonly<Record<Source, string>> = {
  selection: 'Selection',
  document: 'Editor',
  file: 'File',
  clipboard: 'Clipboard',
  typed: 'Typed',
};

function givenRows(
  given: Given | undefined,
  { name, wanted }: { name: string; wanted: Wanted },
  [field, readingField]: readonly [Field, Field],
  problem: string | undefined,
): ReviewRow[] {
  if (given === undefined)
    return [{ field, label: name, value: 'Choose…', problem: `Choose the ${name.toLowerCase()}.` }];
  const value = given.name === undefined ? sources[given.source] : `${sources[given.source]} ${given.name}`;
  const { read } = given;
  const row: ReviewRow = { field, label: name, value: `${value}, ${count(given.size)}` };
  if (read.kind === 'unreadable') return [{ ...row, problem: read.problem }];
  if (read.kind === 'large') return [{ ...row, ...(problem !== undefined && { problem }) }];
  const reading = read.readings[read.chosen];
  const note = wanted === 'data' && reading ? dataNote(reading.bytes) : undefined;
  return [
    row,
    {
      field: readingField,
      label: 'Read as',
      value: `${reading?.encoding ?? ''}, ${count(sizeOf(given))}`,
      ...(note !== undefined && { note }),
      ...(problem !== undefined && { problem }),
    },
  ];
}

function dataNote(bytes: Uint8Array): string | undefined {
  return endsWithLineBreak(bytes) ? 'Ends with a line break, which is part of it.' : undefined;
}

function inputProblem(draft: Draft): string | undefined {
  const { doing, input, key, algorithm } = draft;
  if (input === undefined) return undefined;
  const size = sizeOf(input);
  const bytes = bytesOf(input);
  if (isEnvelope(draft)) return doing === 'decrypt' ? sdkMessageProblem(draft) : emptyProblem(size);
  switch (doing) {
    case 'encrypt':
      return key && algorithm !== undefined
        ? plaintextProblem(size, key.key.spec, algorithm as EncryptionAlgorithm)
        : undefined;
    case 'decrypt':
    case 'reEncrypt': {
      const spec = (doing === 'decrypt' ? key : draft.from)?.key.spec;
      return (bytes && mistakenFor(bytes)) ?? ciphertextProblem(size, spec);
    }
    case 'decapsulate':
      return ciphertextProblem(size, key?.key.spec);
    case 'sign':
    case 'verify':
      return algorithm === undefined ? undefined : messageProblem(draft, size, algorithm as SigningAlgorithm);
    case 'mac':
    case 'verifyMac':
      return macProblem(size);
    default:
      return input.read.kind === 'large' ? `It is too large: ${count(size)}.` : undefined;
  }
}

function emptyProblem(size: number): string | undefined {
  return size === 0 ? 'There is nothing to encrypt.' : undefined;
}

function messageProblem(
  { isDigest, input, offline }: Draft,
  size: number,
  algorithm: SigningAlgorithm,
): string | undefined {
  if (!isDigest) return offline && size > 0 ? undefined : signingProblem(size);
  const wanted = digestLength(algorithm);
  if (wanted === undefined) return `${algorithm} signs messages only, no digests.`;
  return input && size !== wanted
    ? `A digest for ${algorithm} has ${count(wanted)}, this has ${count(size)}.`
    : undefined;
}

function secondProblem({ doing, second, key, algorithm }: Draft): string | undefined {
  const bytes = bytesOf(second);
  if (doing !== 'verify' || bytes === undefined || key === undefined) return undefined;
  const half = ecdsaHalf(key.key.spec);
  const isPair = half !== undefined && algorithm !== undefined && /^(ECDSA|SM2)/.test(algorithm);
  return isPair && ecdsaFormOf(bytes, half) === undefined
    ? `This is no signature for ${key.key.spec}: neither DER nor ${count(2 * half)} of IEEE P1363.`
    : undefined;
}

function keyRows(draft: Draft): ReviewRow[] {
  const { doing, key, from, fromAlgorithm, place, algorithm } = draft;
  const where = place === undefined ? 'Choose…' : placeWords(place);
  const placeRow: ReviewRow = {
    ...{ field: 'place', label: 'Where', value: where },
    ...(place === undefined && { problem: 'Choose a connection and a Region.' }),
  };
  if (doing === 'random') return [placeRow];
  const rows: ReviewRow[] = [];
  const keys = namedKeys(draft).length;
  const named = keys > 1 ? `Any of the ${keys} that the message names` : 'The one that the ciphertext names';
  if (doing === 'reEncrypt') {
    rows.push({ field: 'from', label: 'Encrypted under', value: from?.name ?? named });
    if (from && fromAlgorithm !== undefined)
      rows.push({ field: 'fromAlgorithm', label: 'Algorithm it was encrypted with', value: fromAlgorithm });
  }
  if (key !== undefined) rows.push(keyRow(key, draft.offline));
  else if (doing === 'decrypt') rows.push({ field: 'key', label: 'Key', value: named }, placeRow);
  else rows.push({ field: 'key', label: 'Key', value: 'Choose…', problem: 'Choose a key.' });
  if (doing === 'signToken' && key && algorithm === undefined)
    rows.push({
      field: 'key',
      label: 'Key',
      value: key.name,
      problem: `JSON Web Tokens have no algorithm for ${key.key.spec}.`,
    });
  return rows;
}

function keyRow({ key, name }: ChosenKey, offline: true | undefined): ReviewRow {
  const row: ReviewRow = { field: 'key', label: 'Key', value: `${name} · ${key.spec}` };
  return offline ? { ...row, note: 'Done on this machine. Nothing is sent, and KMS is not asked.' } : row;
}

/** Whether KMS encrypts the data itself, and which keys can decrypt it where it does not. */
function formatRows(draft: Draft): ReviewRow[] {
  const { doing, offline, others } = draft;
  const asked = doing === 'encrypt' && !offline && isSymmetric(draft) && draft.key !== undefined;
  const isMessage = isEnvelope(draft);
  if (!asked && !isMessage) return [];
  const note = formatNote(draft);
  const isForced = mustBeEnvelope(draft) && doing === 'encrypt';
  const format: ReviewRow = {
    ...{ field: 'format', label: 'Format' },
    value: isMessage
      ? `Message of the AWS Encryption SDK${isForced ? `: KMS encrypts at most ${count(messageBytes)}` : ''}`
      : 'Ciphertext of KMS',
    ...(note !== undefined && { note }),
  };
  if (!isMessage || doing === 'decrypt') return [format];
  const value = others.length === 0 ? 'None' : others.map(({ name }) => name).join(', ');
  return [
    format,
    { field: 'others', label: 'Further keys', value, note: 'Each of them can decrypt it by itself.' },
  ];
}

function algorithmRows(draft: Draft): ReviewRow[] {
  const { doing, key, algorithm } = draft;
  if (isEnvelope(draft)) return [];
  const chooses = doing !== 'dataKey' && doing !== 'dataKeyPair' && doing !== 'verifyToken';
  if (key === undefined || algorithm === undefined || !chooses) return [];
  const limit =
    doing === 'encrypt' ? plaintextLimit(key.key.spec, algorithm as EncryptionAlgorithm) : undefined;
  const problem = signedAlgorithmProblem(draft);
  const rows: ReviewRow[] = [
    {
      ...{ field: 'algorithm', label: 'Algorithm', value: algorithm },
      ...(limit !== undefined && { note: `At most ${count(limit)}` }),
      ...(problem !== undefined && { problem }),
    },
  ];
  if (doing !== 'sign' && doing !== 'verify') return rows;
  const value = draft.isDigest
    ? 'A digest, signed as it is'
    : messageWords(draft, algorithm as SigningAlgorithm);
  return [...rows, { field: 'isDigest', label: 'Message is', value }];
}

/** Another algorithm of the key may do it: that is asked, because its signatures are others. */
function signedAlgorithmProblem({ doing, input, algorithm, isDigest, offline }: Draft): string | undefined {
  const signs = (doing === 'sign' || doing === 'verify') && !isDigest && !offline;
  if (!signs || input === undefined) return undefined;
  return algorithmProblem(sizeOf(input), algorithm as SigningAlgorithm);
}

function messageWords({ input }: Draft, algorithm: SigningAlgorithm): string {
  const local = input !== undefined && sizeOf(input) > 4096;
  if (algorithm === 'ED25519_PH_SHA_512') return 'The message; its SHA-512 digest is made here';
  return local ? 'The message; its digest is made here, nothing else is sent' : 'The message; KMS hashes it';
}

function sizeRows({ doing, bytes, pairSpec, withPlaintext }: Draft): ReviewRow[] {
  const plain: ReviewRow = {
    field: 'withPlaintext',
    label: 'Parts',
    value: withPlaintext ? 'In the clear and encrypted' : 'Encrypted only',
  };
  if (doing === 'dataKeyPair') return [{ field: 'pairSpec', label: 'Key spec', value: pairSpec }, plain];
  if (doing !== 'dataKey' && doing !== 'random') return [];
  const { least, most } = generatedBytes;
  const isRight = Number.isInteger(bytes) && bytes >= least && bytes <= most;
  const row: ReviewRow = {
    ...{ field: 'bytes', label: 'Length', value: count(bytes) },
    ...(!isRight && { problem: `KMS makes ${least} to ${count(most)}.` }),
  };
  return doing === 'random' ? [row] : [row, plain];
}

function contextRows(draft: Draft): ReviewRow[] {
  const { doing, context, fromContext } = draft;
  const value = (pairs: Draft['context']) => (pairs.length === 0 ? 'None' : contextWords(pairs));
  if (doing === 'reEncrypt') {
    return [
      { field: 'fromContext', label: 'Context it was encrypted with', value: value(fromContext) },
      { field: 'context', label: 'Context from now on', value: value(context) },
    ];
  }
  if (!isSymmetric(draft)) return [];
  const problem = isEnvelope(draft) && doing === 'decrypt' ? contextProblem(draft) : undefined;
  const expected = isEnvelope(draft) && doing === 'decrypt' && context.length === 0;
  return [
    {
      ...{ field: 'context', label: 'Encryption context' },
      value: expected ? 'The one in the message' : value(context),
      ...(problem !== undefined && { problem }),
    },
  ];
}

const targets: Readonly<Record<Draft['target'], string>> = {
  view: 'A read-only view that is never written to disk',
  replace: 'Replace the selection',
  document: 'New document',
  file: 'File…',
  clipboard: 'Clipboard',
};

function outputRows(draft: Draft): ReviewRow[] {
  const { doing, target, shape, encoding, key, withPlaintext } = draft;
  if (doing === 'verify' || doing === 'verifyMac' || doing === 'verifyToken') return [];
  const tooLarge = isStreamed(draft) && target !== 'file';
  const rows: ReviewRow[] = [
    {
      ...{ field: 'target', label: 'Result goes to', value: targets[target] },
      ...(tooLarge && { problem: `Over ${count(keptBytes)} it can only go to a file.` }),
    },
  ];
  const isPair = doing === 'sign' && key !== undefined && ecdsaHalf(key.key.spec) !== undefined;
  if (isPair) rows.push({ field: 'shape', label: 'Signature as', value: shape });
  const asBytes = target === 'view' || target === 'file' || doing === 'signToken';
  const several = doing === 'dataKey' || doing === 'dataKeyPair';
  if (!asBytes && !(several && withPlaintext))
    rows.push({ field: 'encoding', label: 'Written as', value: encoding });
  return rows;
}

function grantTokensRow({ grantTokens }: Draft): ReviewRow {
  const value = grantTokens.length === 0 ? 'None' : String(grantTokens.length);
  return { field: 'grantTokens', label: 'Grant tokens', value };
}
