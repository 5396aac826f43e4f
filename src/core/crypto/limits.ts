import { specOf, type EncryptionAlgorithm, type KeySpec, type SigningAlgorithm } from '../kms/specs';

/** The longest message of Sign, Verify, GenerateMac and VerifyMac, in bytes. Source: API reference, Message. */
export const messageBytes = 4096;
/** The longest ciphertext of Decrypt and ReEncrypt, in bytes. Source: API reference, CiphertextBlob. */
export const ciphertextBytes = 6144;
/** Source: API reference, NumberOfBytes of GenerateRandom and GenerateDataKey. */
export const generatedBytes = { least: 1, most: 1024 } as const;

/** Bytes in a frame of a message of the AWS Encryption SDK that is made here: what is held in memory at a time. */
export const frameBytes = 64 * 1024;
/** What is larger is encrypted and decrypted from file to file, and goes nowhere else. */
export const keptBytes = 1024 * 1024;

/** Bytes of what Encapsulate answers. Source: FIPS 203, table 3. */
const encapsulated = { '512': 768, '768': 1088, '1024': 1568 } as const;

/** The longest plaintext in bytes; undefined where the algorithm is none of the key spec. */
export function plaintextLimit(spec: KeySpec, algorithm: EncryptionAlgorithm): number | undefined {
  return specOf(spec).plaintextBytes?.[algorithm];
}

/** Why a plaintext of this size cannot be encrypted, and what to do instead. */
export function plaintextProblem(
  size: number,
  spec: KeySpec,
  algorithm: EncryptionAlgorithm,
): string | undefined {
  const most = plaintextLimit(spec, algorithm);
  if (size === 0) return 'There is nothing to encrypt: KMS takes at least one byte.';
  if (most === undefined || size <= most) return undefined;
  return `${spec} with ${algorithm} encrypts at most ${count(most)}, this has ${count(size)}. Use a symmetric key, which encrypts data of any size, or a data key pair.`;
}

/** Why bytes of this length are no ciphertext for the key. `spec` is undefined where the ciphertext names its key. */
export function ciphertextProblem(size: number, spec: KeySpec | undefined): string | undefined {
  const form = spec === undefined ? undefined : specOf(spec).material;
  const exact =
    form?.kind === 'rsa'
      ? form.bits / 8
      : form?.kind === 'mlKem'
        ? encapsulated[form.parameterSet]
        : undefined;
  if (exact !== undefined && size !== exact)
    return `Ciphertexts for ${spec ?? ''} have ${count(exact)}, this has ${count(size)}.`;
  return size > ciphertextBytes
    ? `Ciphertexts of KMS have at most ${count(ciphertextBytes)}, this has ${count(size)}. What is larger was encrypted with a data key.`
    : undefined;
}

/** Why there is no MAC of a message of this size. */
export function macProblem(size: number): string | undefined {
  return size > messageBytes
    ? `KMS makes MACs of at most ${count(messageBytes)}, this has ${count(size)}. A MAC of its hash would be another MAC, which no other program expects.`
    : undefined;
}

/** Why a message of this size cannot be signed. */
export function signingProblem(size: number): string | undefined {
  if (size === 0) return 'There is nothing to sign: KMS takes at least one byte.';
  return undefined;
}

/** Why the algorithm does not sign a message of this size; another one of the key does. */
export function algorithmProblem(size: number, algorithm: SigningAlgorithm): string | undefined {
  return algorithm === 'ED25519_SHA_512' && size > messageBytes
    ? `${algorithm} signs at most ${count(messageBytes)}, this has ${count(size)}. Choose ED25519_PH_SHA_512 to sign its digest, if the verifier knows that algorithm: most do not.`
    : undefined;
}

/** "4,096 bytes", "1 byte". */
export function count(bytes: number): string {
  return `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}
