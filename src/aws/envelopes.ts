import { once } from 'node:events';
import { PassThrough, type Duplex } from 'node:stream';
import type { KeyringNode, KmsKeyringNode } from '@aws-crypto/client-node';
import { frameBytes } from '../core/crypto/limits';
import { KmsError } from '../core/errors';
import type { KeyRef } from '../core/keys/model';
import { ownValue } from '../core/ownValue';
import type { CryptoPort, EnvelopeOptions, EnvelopePort } from '../core/ports';
import { required } from './required';

type Client = Exclude<ReturnType<KmsKeyringNode['clientProvider']>, false>;

/** More data keys in a message are refused: each costs a call, and the message may come from anybody. */
const mostKeys = 50;

/** Messages of the AWS Encryption SDK, made and read by that library; KMS is asked as for everything else. */
export function awsEnvelopes(crypto: CryptoPort): EnvelopePort {
  return {
    async *encrypt(plaintext, options) {
      const { encryptStream, keyringFor } = await library();
      const [first, ...others] = options.keys.map(({ arn }) => arn);
      const calls = new KeyCalls(crypto, options);
      const keyring = keyringFor(calls.client, { generatorKeyId: required(first), keyIds: others });
      const encryptionContext = { ...options.context };
      const stream = encryptStream(keyring, { encryptionContext, frameLength: frameBytes });
      yield* through(plaintext, stream, options.signal, (error) => calls.failure ?? notMade(error));
    },
    async *decrypt(message, options) {
      const { decryptStream, keyringFor } = await library();
      const calls = new KeyCalls(crypto, options);
      const keyring = keyringFor(calls.client, { keyIds: options.keys.map(({ arn }) => arn) });
      const stream = decryptStream(keyring);
      let lacking: string | undefined;
      stream.on('MessageHeader', ({ encryptionContext }: { encryptionContext: Record<string, string> }) => {
        lacking = Object.keys(options.context).find(
          (name) => ownValue(encryptionContext, name) !== ownValue(options.context, name),
        );
        if (lacking !== undefined) stream.emit('error', new Error('The context differs.'));
      });
      yield* through(message, stream, options.signal, (error) =>
        lacking === undefined ? (calls.failure ?? notAuthentic(error)) : otherContext(lacking),
      );
    },
  };
}

/** Loaded when it is first used: hardly anybody needs it at once. */
async function library() {
  const { buildEncrypt, buildDecrypt, CommitmentPolicy, KmsKeyringNode } = await import('./envelopeLibrary');
  const policy = {
    commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
    maxEncryptedDataKeys: mostKeys,
  };
  return {
    encryptStream: buildEncrypt(policy).encryptStream,
    decryptStream: buildDecrypt(policy).decryptStream,
    keyringFor: (client: Client, keys: { generatorKeyId?: string; keyIds: string[] }): KeyringNode =>
      // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- one by the library's own types
      new KmsKeyringNode({ clientProvider: () => client, ...keys }),
  };
}

/** The three operations that the library asks of KMS, with the failure that it would only tell as a stack. */
class KeyCalls {
  readonly client: Client;
  /** The first one; another key may have done it all the same. */
  failure: unknown;

  constructor(crypto: CryptoPort, { keys, grantTokens, signal }: EnvelopeOptions) {
    const options = { signal, ...(grantTokens && { grantTokens }) };
    const keyOf = (arn: string | undefined): KeyRef => required(keys.find((key) => key.arn === arn));
    this.client = {
      generateDataKey: ({ KeyId, NumberOfBytes, EncryptionContext = {} }) =>
        this.#told(async () => {
          const input = { bytes: required(NumberOfBytes), context: { ...EncryptionContext } };
          const answer = await crypto.call('GenerateDataKey', input, keyOf(KeyId), options);
          return { KeyId, Plaintext: answer.plaintext, CiphertextBlob: answer.ciphertext, $metadata: {} };
        }),
      encrypt: ({ KeyId, Plaintext, EncryptionContext = {} }) =>
        this.#told(async () => {
          const context = { ...EncryptionContext };
          const input = { plaintext: required(Plaintext), algorithm: 'SYMMETRIC_DEFAULT', context } as const;
          const { ciphertext } = await crypto.call('Encrypt', input, keyOf(KeyId), options);
          return { KeyId, CiphertextBlob: ciphertext, $metadata: {} };
        }),
      decrypt: ({ KeyId, CiphertextBlob, EncryptionContext = {} }) =>
        this.#told(async () => {
          const context = { ...EncryptionContext };
          const ciphertext = required(CiphertextBlob);
          const input = { ciphertext, algorithm: 'SYMMETRIC_DEFAULT', context } as const;
          const answer = await crypto.call('Decrypt', input, keyOf(KeyId), options);
          return { KeyId: answer.key, Plaintext: answer.plaintext, $metadata: {} };
        }),
    };
  }

  async #told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}

/**
 * What a stream of the library makes of the parts. It is never destroyed: its inner streams would throw that where
 * nobody can catch it. Whoever leaves early lets it come to its end without further parts.
 */
async function* through(
  source: AsyncIterable<Uint8Array>,
  stream: Duplex,
  signal: AbortSignal,
  told: (error: unknown) => unknown,
): AsyncIterable<Uint8Array> {
  signal.throwIfAborted();
  const out = new PassThrough();
  const fail = (error: unknown): void => void out.destroy(error as Error);
  const cancel = (): void => fail(signal.reason);
  signal.addEventListener('abort', cancel);
  stream.on('error', fail);
  feed(source, stream, () => out.destroyed).catch(fail);
  stream.pipe(out);
  try {
    for await (const part of out) yield part as Buffer;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof KmsError ? error : told(error);
  } finally {
    signal.removeEventListener('abort', cancel);
    out.destroy();
    stream.unpipe(out);
    stream.resume();
  }
}

/** Writes part after part, at the pace of the stream, until nobody wants any more. */
async function feed(source: AsyncIterable<Uint8Array>, stream: Duplex, isOver: () => boolean): Promise<void> {
  try {
    for await (const part of source) {
      if (isOver()) return;
      if (!stream.write(part)) await once(stream, 'drain');
    }
  } finally {
    stream.end();
  }
}

function notMade(cause: unknown): KmsError {
  return new KmsError('not-possible', 'The message could not be made. Nothing was kept of it.', { cause });
}

function notAuthentic(cause: unknown): KmsError {
  return new KmsError(
    'not-possible',
    'The message cannot be decrypted: it is damaged, cut off or was changed. Nothing was kept of it.',
    { cause },
  );
}

function otherContext(name: string): KmsError {
  return new KmsError('not-possible', `The message was encrypted with another ${name}, or without it.`);
}
