import type { EncryptionContext } from '../../core/crypto/calls';
import { bytesOf, type Draft } from '../../core/crypto/draft';
import { contextOf } from '../../core/crypto/encryptionContext';
import { isStreamed, messageHeaderOf, namedKeys } from '../../core/crypto/envelope';
import { explainedFailure } from '../../core/crypto/failures';
import type { KeyRef } from '../../core/keys/model';
import { only, type Handed } from './handed';
import { keyOf, missing, type CryptoPorts, type HandedDraft, type Outcome, type Streamed } from './means';

/** Encrypts the input into a message of the AWS Encryption SDK, or decrypts such a message. */
export async function envelope(
  draft: HandedDraft,
  ports: CryptoPorts,
  signal: AbortSignal,
): Promise<Outcome> {
  const { input } = draft;
  if (input === undefined) throw missing('input');
  const isDecrypting = draft.doing === 'decrypt';
  const named = isDecrypting
    ? ({ name: 'Plaintext', secret: true } as const)
    : ({ name: 'Ciphertext', secret: false } as const);
  const stream: Streamed = {
    ...{ ...named, size: input.size },
    parts: (own, read) =>
      partsOf(draft, ports, { signal: own, source: counted(contentOf(input, own), read) }),
  };
  const by =
    draft.key?.name ??
    keysOf(draft)
      .map((key) => ports.nameOf(key))
      .join(', ');
  if (isStreamed(draft)) return { kind: 'streamed', stream, by };
  const bytes = await collected(
    stream.parts(signal, () => undefined),
    named.secret,
  );
  return { kind: 'made', parts: [{ ...named, bytes }], by };
}

/** Asks KMS whether the data key could be made or decrypted. */
export async function rehearseEnvelope(
  draft: Draft,
  { crypto }: CryptoPorts,
  signal: AbortSignal,
): Promise<void> {
  const { grantTokens } = draft;
  const [key] = keysOf(draft);
  if (key === undefined) throw missing('key');
  const options = { grantTokens, signal };
  if (draft.doing === 'encrypt')
    return crypto.rehearse('GenerateDataKey', { bytes: 32, context: contextOf(draft.context) }, key, options);
  const header = messageHeaderOf(draft);
  const own = header?.keys.find(({ key: arn }) => arn === key.arn);
  if (header === undefined || own === undefined) throw missing('data key');
  const { ciphertext } = own;
  const { context } = header;
  return crypto.rehearse('Decrypt', { ciphertext, algorithm: 'SYMMETRIC_DEFAULT', context }, key, options);
}

/** To encrypt, the key that makes the data key comes first; to decrypt, those that the message names. */
function keysOf(draft: Draft): KeyRef[] {
  if (draft.doing === 'encrypt') return [keyOf(draft), ...draft.others].map(({ key }) => key);
  const named = namedKeys(draft);
  return draft.key === undefined ? named : named.filter(({ arn }) => arn === draft.key?.key.arn);
}

interface Reading {
  signal: AbortSignal;
  source: AsyncIterable<Uint8Array>;
}

async function* partsOf(
  draft: Draft,
  { envelopes }: CryptoPorts,
  { signal, source }: Reading,
): AsyncIterable<Uint8Array> {
  const context: EncryptionContext = contextOf(draft.context);
  const { grantTokens } = draft;
  const options = { keys: keysOf(draft), context, grantTokens, signal };
  try {
    if (draft.doing === 'encrypt') yield* envelopes.encrypt(source, options);
    else yield* envelopes.decrypt(source, options);
  } catch (error) {
    const operation = draft.doing === 'encrypt' ? 'GenerateDataKey' : 'Decrypt';
    throw explainedFailure(error, {
      ...{ operation, symmetric: true, keyNamed: true, withContext: draft.context.length > 0 },
    });
  }
}

/** As it was read where that is known, else as it stands. */
function contentOf(input: Handed, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const bytes = bytesOf(input);
  return bytes === undefined ? input.stream(signal) : only(bytes);
}

async function* counted(
  parts: AsyncIterable<Uint8Array>,
  read: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  for await (const part of parts) {
    read(part.length);
    yield part;
  }
}

/** All parts in one; what was decrypted before a failure is emptied. */
async function collected(parts: AsyncIterable<Uint8Array>, secret: boolean): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  try {
    for await (const part of parts) kept.push(part);
    return Buffer.concat(kept);
  } finally {
    if (secret) for (const part of kept) part.fill(0);
  }
}
