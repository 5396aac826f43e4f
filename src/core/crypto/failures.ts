import { KmsError } from '../errors';
import type { CryptoOperation } from './calls';

/** What decides how a refusal is to be understood. */
export interface Attempt {
  operation: CryptoOperation;
  /** Whether the algorithm is that of symmetric keys. */
  symmetric: boolean;
  /** Whether the key to decrypt with was named, or left to the ciphertext. */
  keyNamed: boolean;
  /** Whether an encryption context was sent. */
  withContext: boolean;
}

/** One row: the exception and the call that it came from, the likely causes and what to try next. */
export interface FailureRow {
  code: string;
  operations: readonly CryptoOperation[];
  symmetric?: boolean;
  keyNamed?: boolean;
  withContext?: boolean;
  /** Told apart from other refusals of the same code by its text. */
  text?: RegExp;
  says: string;
  source: string;
}

const decrypting = ['Decrypt', 'ReEncrypt'] as const;
const dataKeys = [
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
] as const;
const reference = 'API reference, errors of Decrypt and ReEncrypt (2026-11)';
const states = 'developer guide, "Key states of AWS KMS keys" (2026-11)';

/** Every refusal that says less than a person needs; the first row that fits stands. */
export const failureRows: readonly FailureRow[] = [
  {
    code: 'InvalidCiphertextException',
    operations: decrypting,
    symmetric: true,
    withContext: true,
    says: 'KMS does not say which of these it is: the encryption context is not the one that it was encrypted with (each name and value has to be the same, in upper and lower case too), or the ciphertext was changed or is incomplete. Compare the context, then the length.',
    source: reference,
  },
  {
    code: 'InvalidCiphertextException',
    operations: decrypting,
    symmetric: true,
    withContext: false,
    says: 'KMS does not say which of these it is: it was encrypted with an encryption context, and none was given; or the ciphertext was changed, is incomplete, or is none of KMS. Add the context that it was encrypted with.',
    source: reference,
  },
  {
    code: 'InvalidCiphertextException',
    operations: decrypting,
    symmetric: false,
    says: 'It was not encrypted for this key with this algorithm, or it was changed. RSAES_OAEP_SHA_1 and RSAES_OAEP_SHA_256 do not read each other, and PKCS #1 v1.5 is not supported. Try the other algorithm, then the other key.',
    source: `${reference}; Encrypt, EncryptionAlgorithm`,
  },
  {
    code: 'InvalidCiphertextException',
    operations: ['Decapsulate'],
    says: 'The ciphertext does not have the length that the key’s spec asks for. It was made for a key of another spec, or is incomplete.',
    source: 'API reference, Decapsulate, errors (2026-11)',
  },
  {
    code: 'IncorrectKeyException',
    operations: decrypting,
    symmetric: true,
    keyNamed: true,
    says: 'It was encrypted under another key. Leave the key out: a symmetric ciphertext names its own.',
    source: reference,
  },
  {
    code: 'IncorrectKeyException',
    operations: decrypting,
    symmetric: true,
    keyNamed: false,
    says: 'The key that the ciphertext names cannot decrypt it. Its key material may have been deleted or replaced.',
    source: `${reference}; developer guide, "Importing key material"`,
  },
  {
    code: 'IncorrectKeyException',
    operations: decrypting,
    symmetric: false,
    says: 'This key is not one that decrypts. Choose the RSA or SM2 key with whose public key it was encrypted.',
    source: reference,
  },
  {
    code: 'AccessDeniedException',
    operations: decrypting,
    keyNamed: false,
    text: /ciphertext/i,
    says: 'KMS does not say which of these it is: the key is in another Region or account, it was deleted, or you may not decrypt with it. Try the Region where it was encrypted, or name the key: then KMS says who has to allow it.',
    source: 'recorded answer: "The ciphertext refers to a customer master key that does not exist, …"',
  },
  {
    code: 'AccessDeniedException',
    operations: decrypting,
    keyNamed: true,
    text: /ciphertext refers to/i,
    says: 'The key is in another Region or account than the ciphertext asks for, it was deleted, or you may not decrypt with it. Check that the key’s Region is the one where it was encrypted.',
    source: 'recorded answer: "The ciphertext refers to a customer master key that does not exist, …"',
  },
  {
    code: 'NotFoundException',
    operations: decrypting,
    keyNamed: false,
    says: 'The key that the ciphertext names does not exist in this Region. Try the Region where it was encrypted; the key may also have been deleted.',
    source: reference,
  },
  {
    code: 'DisabledException',
    operations: decrypting,
    keyNamed: false,
    says: 'The key that it was encrypted under is disabled. Enable that key, then try again.',
    source: states,
  },
  {
    code: 'KMSInvalidStateException',
    operations: decrypting,
    keyNamed: false,
    says: 'The key that it was encrypted under cannot be used in its state: it is pending deletion, waits for its key material, or its key store is not connected.',
    source: states,
  },
  {
    code: 'InvalidKeyUsageException',
    operations: ['Encrypt', ...decrypting, ...dataKeys],
    says: 'The key is not for encryption, or its spec does not have this algorithm.',
    source: 'API reference, InvalidKeyUsageException (2026-11)',
  },
  {
    code: 'ValidationException',
    operations: ['DeriveSharedSecret'],
    says: 'The public key is not a point of the same curve as the key. Both sides have to use the same key spec.',
    source: 'API reference, DeriveSharedSecret, PublicKey (2026-11)',
  },
];

/**
 * The failure with its likely causes and the next try, where the table knows them; else the failure as it is. Its
 * code, request id and cause stay.
 */
export function explainedFailure(error: unknown, attempt: Attempt): unknown {
  if (!(error instanceof KmsError)) return error;
  const { code } = error.details;
  const row = failureRows.find(
    (each) =>
      each.code === code &&
      each.operations.includes(attempt.operation) &&
      fits(each.symmetric, attempt.symmetric) &&
      fits(each.keyNamed, attempt.keyNamed) &&
      fits(each.withContext, attempt.withContext) &&
      (each.text?.test(error.message) ?? true),
  );
  return row === undefined
    ? error
    : new KmsError('not-possible', row.says, { ...error.details, remedy: 'retry', cause: error });
}

function fits(asked: boolean | undefined, is: boolean): boolean {
  return asked === undefined || asked === is;
}
