import { parseArn } from '../arn';
import { ownValue } from '../ownValue';
import type { KeyRef } from '../keys/model';
import { bytesOf, isSymmetric, sizeOf, type Draft, type Given } from './draft';
import {
  isEncryptionSdkMessage,
  publicKeyName,
  readMessageHeader,
  type MessageHeader,
} from './encryptionSdk';
import { contextOf, contextWords } from './encryptionContext';
import { keptBytes, messageBytes } from './limits';

/** The beginning of a message of the AWS Encryption SDK that was handed over; undefined where it is none. */
function messageIn(given: Given | undefined): Uint8Array | undefined {
  const start = given?.read.kind === 'large' ? given.read.head : bytesOf(given);
  return start !== undefined && isEncryptionSdkMessage(start) ? start : undefined;
}

/** What the header of the message tells; undefined where there is no message or its header cannot be read. */
export function messageHeaderOf({ input }: Pick<Draft, 'input'>): MessageHeader | undefined {
  const start = messageIn(input);
  return start && readMessageHeader(start);
}

/**
 * Whether the data is encrypted on this machine with a data key, as a message of the AWS Encryption SDK: what KMS does
 * not encrypt itself, and what a person wants to have in that format.
 */
export function isEnvelope(draft: Draft): boolean {
  if (draft.doing === 'decrypt') return messageIn(draft.input) !== undefined;
  if (draft.doing !== 'encrypt' || draft.offline || !isSymmetric(draft)) return false;
  return draft.format === 'message' || mustBeEnvelope(draft);
}

/** Whether a plaintext is longer than KMS encrypts. */
export function mustBeEnvelope({ input }: Pick<Draft, 'input'>): boolean {
  return input !== undefined && sizeOf(input) > messageBytes;
}

/** Whether it goes from file to file, part by part. */
export function isStreamed(draft: Draft): boolean {
  return isEnvelope(draft) && draft.input !== undefined && sizeOf(draft.input) > keptBytes;
}

/** The keys of KMS that a message names, as they are reached from the draft's place. */
export function namedKeys(draft: Draft): KeyRef[] {
  const { connection = '' } = draft.key?.key ?? draft.place ?? {};
  const arns = messageHeaderOf(draft)?.keys.filter(({ provider }) => provider === 'aws-kms') ?? [];
  return arns.flatMap(({ key: text }) => {
    const arn = parseArn(text);
    if (arn?.service !== 'kms' || !arn.resource.startsWith('key/')) return [];
    return [{ connection, region: arn.region, keyId: arn.resource.slice('key/'.length), arn: text }];
  });
}

/** Why the message cannot be decrypted, and what to do. */
export function messageProblem(draft: Draft): string | undefined {
  const header = messageHeaderOf(draft);
  if (header === undefined)
    return 'This begins as a message of the AWS Encryption SDK, but its header is damaged or not whole.';
  const named = namedKeys(draft);
  if (named.length === 0)
    return `No key of KMS can decrypt this message: its data keys are encrypted by ${header.keys.map(({ provider }) => provider).join(', ')}.`;
  if (!header.isCommitted)
    return 'This message was made without key commitment (AWS Encryption SDK before version 2), which is refused: it could decrypt to something else under another key. Decrypt it with the SDK of that time and encrypt it anew.';
  const { key } = draft;
  if (key && !named.some(({ arn }) => arn === key.key.arn))
    return `The message is not encrypted under ${key.name}. It names ${named.map(({ arn }) => arn).join(', ')}.`;
  return undefined;
}

/** What of the context that a person expects is not in the message. */
export function contextProblem(draft: Draft): string | undefined {
  const header = messageHeaderOf(draft);
  if (header === undefined) return undefined;
  const different = Object.entries(contextOf(draft.context)).filter(
    ([name, value]) => ownValue(header.context, name) !== value,
  );
  const [first] = different;
  return first && `The message was not encrypted with ${first[0]}=${first[1]}.`;
}

/** What is said about the format that the result has, or the input. */
export function formatNote(draft: Draft): string | undefined {
  if (!isEnvelope(draft)) return undefined;
  if (draft.doing === 'encrypt')
    return 'Encrypted here under a data key of KMS, with key commitment and a signature.';
  const pairs = Object.entries(messageHeaderOf(draft)?.context ?? {})
    .filter(([name]) => name !== publicKeyName)
    .map(([name, value]) => ({ name, value }));
  return pairs.length === 0 ? undefined : `Encryption context in it: ${contextWords(pairs)}`;
}
