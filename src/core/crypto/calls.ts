import type { KeyRef } from '../keys/model';
import type { EncryptionAlgorithm, KeySpec, MessageType, SigningAlgorithm } from '../kms/specs';

/** Pairs that are bound to a ciphertext without being part of it. Symmetric keys only. */
export type EncryptionContext = Readonly<Record<string, string>>;

export interface SignedMessage {
  message: Uint8Array;
  messageType: MessageType;
  algorithm: SigningAlgorithm;
}

export type MacAlgorithm = 'HMAC_SHA_224' | 'HMAC_SHA_256' | 'HMAC_SHA_384' | 'HMAC_SHA_512';

/** The operations that work on data, with what each takes and answers. The key is where the call goes. */
export interface CryptoCalls {
  Encrypt: {
    in: { plaintext: Uint8Array; algorithm: EncryptionAlgorithm; context: EncryptionContext };
    out: { ciphertext: Uint8Array };
  };
  Decrypt: {
    in: { ciphertext: Uint8Array; algorithm: EncryptionAlgorithm; context: EncryptionContext };
    /** `key`: ARN of the key that decrypted it. */
    out: { plaintext: Uint8Array; key: string };
  };
  /** The key is the one to encrypt under; the one that it was encrypted under is told by a symmetric ciphertext. */
  ReEncrypt: {
    in: {
      ciphertext: Uint8Array;
      from?: KeyRef;
      fromAlgorithm: EncryptionAlgorithm;
      fromContext: EncryptionContext;
      algorithm: EncryptionAlgorithm;
      context: EncryptionContext;
    };
    out: { ciphertext: Uint8Array; from: string };
  };
  GenerateDataKey: {
    in: { bytes: number; context: EncryptionContext };
    out: { plaintext: Uint8Array; ciphertext: Uint8Array };
  };
  GenerateDataKeyWithoutPlaintext: {
    in: { bytes: number; context: EncryptionContext };
    out: { ciphertext: Uint8Array };
  };
  /** Private keys are PKCS #8 and public keys SubjectPublicKeyInfo, both in DER. */
  GenerateDataKeyPair: {
    in: { spec: KeySpec; context: EncryptionContext };
    out: { privateKey: Uint8Array; ciphertext: Uint8Array; publicKey: Uint8Array };
  };
  GenerateDataKeyPairWithoutPlaintext: {
    in: { spec: KeySpec; context: EncryptionContext };
    out: { ciphertext: Uint8Array; publicKey: Uint8Array };
  };
  GenerateRandom: { in: { bytes: number }; out: { random: Uint8Array } };
  Sign: { in: SignedMessage; out: { signature: Uint8Array } };
  /** A signature that does not fit is an answer here, not a failure. */
  Verify: { in: SignedMessage & { signature: Uint8Array }; out: { valid: boolean } };
  GenerateMac: { in: { message: Uint8Array; algorithm: MacAlgorithm }; out: { mac: Uint8Array } };
  VerifyMac: {
    in: { message: Uint8Array; algorithm: MacAlgorithm; mac: Uint8Array };
    out: { valid: boolean };
  };
  /** The peer's public key, as SubjectPublicKeyInfo in DER; the secret is the bare x coordinate. */
  DeriveSharedSecret: { in: { publicKey: Uint8Array }; out: { secret: Uint8Array } };
  Encapsulate: { in: object; out: { secret: Uint8Array; ciphertext: Uint8Array } };
  Decapsulate: { in: { ciphertext: Uint8Array }; out: { secret: Uint8Array } };
}

export type CryptoOperation = keyof CryptoCalls;

/** How one call is made. */
export interface CryptoOptions {
  grantTokens?: readonly string[];
  signal?: AbortSignal;
}
