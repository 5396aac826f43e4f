import type * as Kms from '@aws-sdk/client-kms';
import type { CryptoCalls, CryptoOperation, CryptoOptions } from '../core/crypto/calls';
import { KmsError } from '../core/errors';
import type { KeyRef } from '../core/keys/model';
import type { CryptoPort, Place } from '../core/ports';
import type { Clients } from './clients';
import { caller } from './kmsCall';
import { required } from './required';
import type { InputOf, OutputOf } from './sdkCall';

/** How an operation of ours is asked of the SDK. */
interface Translation<O extends CryptoOperation> {
  /** Without the key and the grant tokens, which all of them take alike. */
  input: (
    ours: CryptoCalls[O]['in'],
  ) => Omit<InputOf<typeof Kms, O>, 'KeyId' | 'DestinationKeyId' | 'GrantTokens' | 'DryRun'>;
  output: (theirs: OutputOf<typeof Kms, O>) => CryptoCalls[O]['out'];
  /** The code of an error that is an answer: the signature is not valid. */
  invalid?: string;
  /** The member that names the key; absent where there is none. */
  key?: 'KeyId' | 'DestinationKeyId';
}

const signed = ({ message, messageType, algorithm }: CryptoCalls['Sign']['in']) => ({
  Message: message,
  MessageType: messageType,
  SigningAlgorithm: algorithm,
});

const translations: { readonly [O in CryptoOperation]: Translation<O> } = {
  Encrypt: {
    key: 'KeyId',
    input: ({ plaintext, algorithm, context }) => ({
      Plaintext: plaintext,
      EncryptionAlgorithm: algorithm,
      ...encryptionContext(context),
    }),
    output: ({ CiphertextBlob }) => ({ ciphertext: required(CiphertextBlob) }),
  },
  Decrypt: {
    key: 'KeyId',
    input: ({ ciphertext, algorithm, context }) => ({
      CiphertextBlob: ciphertext,
      EncryptionAlgorithm: algorithm,
      ...encryptionContext(context),
    }),
    output: ({ Plaintext, KeyId }) => ({ plaintext: required(Plaintext), key: required(KeyId) }),
  },
  ReEncrypt: {
    key: 'DestinationKeyId',
    input: (ours) => ({
      CiphertextBlob: ours.ciphertext,
      SourceEncryptionAlgorithm: ours.fromAlgorithm,
      DestinationEncryptionAlgorithm: ours.algorithm,
      ...(ours.from === undefined ? {} : { SourceKeyId: ours.from.arn }),
      ...(isEmpty(ours.fromContext) ? {} : { SourceEncryptionContext: { ...ours.fromContext } }),
      ...(isEmpty(ours.context) ? {} : { DestinationEncryptionContext: { ...ours.context } }),
    }),
    output: ({ CiphertextBlob, SourceKeyId }) => ({
      ciphertext: required(CiphertextBlob),
      from: required(SourceKeyId),
    }),
  },
  GenerateDataKey: {
    key: 'KeyId',
    input: ({ bytes, context }) => ({ NumberOfBytes: bytes, ...encryptionContext(context) }),
    output: ({ Plaintext, CiphertextBlob }) => ({
      plaintext: required(Plaintext),
      ciphertext: required(CiphertextBlob),
    }),
  },
  GenerateDataKeyWithoutPlaintext: {
    key: 'KeyId',
    input: ({ bytes, context }) => ({ NumberOfBytes: bytes, ...encryptionContext(context) }),
    output: ({ CiphertextBlob }) => ({ ciphertext: required(CiphertextBlob) }),
  },
  GenerateDataKeyPair: {
    key: 'KeyId',
    input: ({ spec, context }) => ({ KeyPairSpec: pairSpec(spec), ...encryptionContext(context) }),
    output: ({ PrivateKeyPlaintext, PrivateKeyCiphertextBlob, PublicKey }) => ({
      privateKey: required(PrivateKeyPlaintext),
      ciphertext: required(PrivateKeyCiphertextBlob),
      publicKey: required(PublicKey),
    }),
  },
  GenerateDataKeyPairWithoutPlaintext: {
    key: 'KeyId',
    input: ({ spec, context }) => ({ KeyPairSpec: pairSpec(spec), ...encryptionContext(context) }),
    output: ({ PrivateKeyCiphertextBlob, PublicKey }) => ({
      ciphertext: required(PrivateKeyCiphertextBlob),
      publicKey: required(PublicKey),
    }),
  },
  GenerateRandom: {
    input: ({ bytes }) => ({ NumberOfBytes: bytes }),
    output: ({ Plaintext }) => ({ random: required(Plaintext) }),
  },
  Sign: { key: 'KeyId', input: signed, output: ({ Signature }) => ({ signature: required(Signature) }) },
  Verify: {
    key: 'KeyId',
    input: (ours) => ({ ...signed(ours), Signature: ours.signature }),
    output: ({ SignatureValid }) => ({ valid: required(SignatureValid) }),
    invalid: 'KMSInvalidSignatureException',
  },
  GenerateMac: {
    key: 'KeyId',
    input: ({ message, algorithm }) => ({ Message: message, MacAlgorithm: algorithm }),
    output: ({ Mac }) => ({ mac: required(Mac) }),
  },
  VerifyMac: {
    key: 'KeyId',
    input: ({ message, algorithm, mac }) => ({ Message: message, MacAlgorithm: algorithm, Mac: mac }),
    output: ({ MacValid }) => ({ valid: required(MacValid) }),
    invalid: 'KMSInvalidMacException',
  },
  DeriveSharedSecret: {
    key: 'KeyId',
    input: ({ publicKey }) => ({ PublicKey: publicKey, KeyAgreementAlgorithm: 'ECDH' }),
    output: ({ SharedSecret }) => ({ secret: required(SharedSecret) }),
  },
  Encapsulate: {
    key: 'KeyId',
    input: () => ({ EncapsulationAlgorithm: 'ML_KEM' }),
    output: ({ SharedSecret, SharedSecretCiphertextBlob }) => ({
      secret: required(SharedSecret),
      ciphertext: required(SharedSecretCiphertextBlob),
    }),
  },
  Decapsulate: {
    key: 'KeyId',
    input: ({ ciphertext }) => ({
      SharedSecretCiphertextBlob: ciphertext,
      EncapsulationAlgorithm: 'ML_KEM',
    }),
    output: ({ SharedSecret }) => ({ secret: required(SharedSecret) }),
  },
};

/** Cryptography over the AWS SDK, at the pace of the account's quotas. */
export function awsCrypto(clients: Clients): CryptoPort {
  const call = caller(clients);
  async function send<O extends CryptoOperation>(
    operation: O,
    ours: CryptoCalls[O]['in'],
    where: Place | KeyRef,
    { grantTokens = [], signal, dryRun }: CryptoOptions & { dryRun?: true } = {},
  ): Promise<CryptoCalls[O]['out']> {
    const { input, output, invalid, key } = translations[operation] as Translation<O>;
    const asked = {
      ...input(ours),
      ...(key !== undefined && 'arn' in where && { [key]: where.arn }),
      ...(grantTokens.length > 0 && { GrantTokens: [...grantTokens] }),
      ...(dryRun && { DryRun: true }),
    } as InputOf<typeof Kms, O>;
    try {
      return output(await call(operation, asked, where, signal));
    } catch (error) {
      const isAnswer = invalid !== undefined && error instanceof KmsError && error.details.code === invalid;
      // Only operations that verify have such a code, and this is what they answer.
      if (isAnswer) return { valid: false } as CryptoCalls[O]['out'];
      throw error;
    }
  }
  return {
    call: (operation, input, where, options) => send(operation, input, where, options),
    async rehearse(operation, input, where, options) {
      try {
        await send(operation, input, where, { ...options, dryRun: true });
      } catch (error) {
        if (error instanceof KmsError && error.details.code === 'DryRunOperationException') return;
        throw error;
      }
    },
  };
}

function encryptionContext(context: Readonly<Record<string, string>>): {
  EncryptionContext?: Record<string, string>;
} {
  return isEmpty(context) ? {} : { EncryptionContext: { ...context } };
}

function isEmpty(context: Readonly<Record<string, string>>): boolean {
  return Object.keys(context).length === 0;
}

function pairSpec(spec: string): Kms.DataKeyPairSpec {
  // The rows of `specs` that say dataKeyPair are the members of DataKeyPairSpec.
  return spec as Kms.DataKeyPairSpec;
}
