import type { KeyRecord } from '../../../generated/sandbox-state';
import {
  openCiphertext,
  readCiphertextHeader,
  sealCiphertext,
  type CiphertextHeader,
  type EncryptionContext,
} from '../../crypto/envelope';
import { decryptWithPrivateKey, encryptWithPublicKey } from '../../crypto/publicKeyEncryption';
import { specOf, type EncryptionAlgorithm } from '../../../core/kms/specs';
import { AwsError, invalid } from '../../errors';
import { checkState } from '../../keyStates';
import { missingMember } from '../../protocol/validate';
import { keyArnOf } from '../../store/places';
import type { Call, Operations, UseOptions } from '../call';
import {
  currentMaterial,
  endDryRun,
  invalidCiphertext,
  materialById,
  refuseRecipient,
  requireAlgorithm,
} from './usableKeys';

const symmetric = 'SYMMETRIC_DEFAULT';

/** Encrypt, Decrypt and ReEncrypt. */
export const encryption = {
  async Encrypt(call) {
    const { input } = call;
    const algorithm = encryptionAlgorithm(input.EncryptionAlgorithm);
    const key = call.use(input.KeyId, { usage: 'ENCRYPT_DECRYPT' });
    const { ciphertext } = await encrypt(call, key, {
      algorithm,
      plaintext: input.Plaintext,
      context: input.EncryptionContext,
    });
    endDryRun(input);
    return { CiphertextBlob: ciphertext, KeyId: key.arn, EncryptionAlgorithm: algorithm };
  },

  async Decrypt(call) {
    const { input } = call;
    const algorithm = encryptionAlgorithm(input.EncryptionAlgorithm);
    const source = sourceOf(call, { ...input, action: 'kms:Decrypt', algorithm, keyParameter: 'KeyId' });
    const key = useSource(call, source, { algorithm });
    if (source.blob === undefined) return permissionTested(key, algorithm);
    refuseRecipient(input);
    const opened = await decrypt(call, key, {
      algorithm,
      blob: source.blob,
      context: input.EncryptionContext,
    });
    endDryRun(input);
    return {
      KeyId: key.arn,
      Plaintext: opened.plaintext,
      EncryptionAlgorithm: algorithm,
      KeyMaterialId: opened.materialId,
    };
  },

  async ReEncrypt(call) {
    const { input } = call;
    const from = encryptionAlgorithm(input.SourceEncryptionAlgorithm);
    const to = encryptionAlgorithm(input.DestinationEncryptionAlgorithm);
    const source = sourceOf(call, {
      ...input,
      KeyId: input.SourceKeyId,
      action: 'kms:ReEncryptFrom',
      algorithm: from,
      keyParameter: 'SourceKeyId',
    });
    const same = call.find(source.reference).arn === call.find(input.DestinationKeyId).arn;
    const context = { 'kms:ReEncryptOnSameKey': same };
    const sourceKey = useSource(call, source, { algorithm: from, action: 'kms:ReEncryptFrom', context });
    const key = call.use(input.DestinationKeyId, {
      action: 'kms:ReEncryptTo',
      context,
      usage: 'ENCRYPT_DECRYPT',
    });
    if (source.blob === undefined) return permissionTested(sourceKey, from);
    const opened = await decrypt(call, sourceKey, {
      algorithm: from,
      blob: source.blob,
      context: input.SourceEncryptionContext,
    });
    const sealed = await encrypt(call, key, {
      algorithm: to,
      plaintext: opened.plaintext,
      context: input.DestinationEncryptionContext,
    });
    endDryRun(input);
    return {
      CiphertextBlob: sealed.ciphertext,
      SourceKeyId: sourceKey.arn,
      KeyId: key.arn,
      SourceEncryptionAlgorithm: from,
      DestinationEncryptionAlgorithm: to,
      SourceKeyMaterialId: opened.materialId,
      DestinationKeyMaterialId: sealed.materialId,
    };
  },
} satisfies Operations;

interface Encryption {
  algorithm: EncryptionAlgorithm;
  plaintext: Uint8Array;
  context: EncryptionContext | undefined;
}

export interface Sealed {
  ciphertext: Buffer;
  /** Symmetric keys only. */
  materialId?: string;
}

/** Encrypts under a key that the caller may use. */
export async function encrypt(call: Call, key: KeyRecord, what: Encryption): Promise<Sealed> {
  const { algorithm, plaintext, context } = what;
  requireAlgorithm(key, algorithm);
  const material = currentMaterial(call, key);
  if (algorithm === symmetric) {
    const header = { account: key.accountId, keyId: key.keyId, materialId: material.id };
    return {
      ciphertext: sealCiphertext(header, material.secret, plaintext, context ?? {}),
      materialId: material.id,
    };
  }
  requireNoContext(context);
  const capacity = specOf(key.spec).plaintextBytes?.[algorithm];
  if (capacity !== undefined && plaintext.length > capacity)
    throw invalid(
      `Algorithm ${algorithm} and key spec ${key.spec} cannot encrypt data larger than ${capacity} bytes.`,
    );
  return { ciphertext: await encryptWithPublicKey(algorithm, material.secret, plaintext) };
}

interface Decryption {
  algorithm: EncryptionAlgorithm;
  blob: Uint8Array;
  context: EncryptionContext | undefined;
}

interface Opened {
  plaintext: Buffer;
  /** Symmetric keys only. */
  materialId?: string;
}

async function decrypt(call: Call, key: KeyRecord, what: Decryption): Promise<Opened> {
  const { algorithm, blob, context } = what;
  requireAlgorithm(key, algorithm);
  if (algorithm === symmetric) return open(call, key, blob, context ?? {});
  requireNoContext(context);
  const plaintext = await decryptWithPrivateKey(algorithm, currentMaterial(call, key).secret, blob);
  if (!plaintext) throw invalidCiphertext();
  return { plaintext };
}

function open(call: Call, key: KeyRecord, blob: Uint8Array, context: EncryptionContext): Opened {
  const header = headerOf(blob);
  const material = materialById(call, key, header.materialId);
  const plaintext = material && openCiphertext(blob, material.secret, context);
  if (!plaintext) throw invalidCiphertext();
  return { plaintext, materialId: header.materialId };
}

interface Source {
  CiphertextBlob?: Buffer;
  KeyId?: string | undefined;
  DryRun?: boolean;
  DryRunModifiers?: string[];
  action: string;
  algorithm: EncryptionAlgorithm;
  keyParameter: string;
}

/** A key to decrypt with, and what for; without a blob only the permission is tested. */
interface NamedSource {
  reference: string;
  blob?: Buffer;
}

/** Which key a ciphertext is for. Without a blob only the permission is tested (DryRunModifiers). */
function sourceOf(call: Call, source: Source): NamedSource {
  const { CiphertextBlob: blob, KeyId: reference, keyParameter } = source;
  const ignored = ignoresCiphertext(source);
  if (ignored || blob === undefined) {
    if (!ignored) throw invalid(`1 validation error detected: ${missingMember('ciphertextBlob')}`);
    if (reference === undefined) throw invalid(missing(keyParameter));
    return { reference };
  }
  // A symmetric ciphertext has to be one before anything is asked about its key.
  const header = source.algorithm === symmetric ? headerOf(blob) : undefined;
  if (reference !== undefined) return { reference, blob };
  if (!header) throw invalid(missing(keyParameter));
  return { reference: keyOfCiphertext(call, source.action, header), blob };
}

/**
 * The key of a ciphertext, once the caller may use it. Here AWS answers IncorrectKeyException, not
 * InvalidKeyUsageException as everywhere else, and that before it looks at the state of the key.
 */
function useSource(
  call: Call<'Decrypt' | 'ReEncrypt'>,
  { reference, blob }: NamedSource,
  { algorithm, ...options }: UseOptions & { algorithm: EncryptionAlgorithm },
): KeyRecord {
  const key = call.use(reference, { ...options, state: false });
  const header = blob && algorithm === symmetric ? headerOf(blob) : undefined;
  if (header && (header.keyId !== key.keyId || header.account !== key.accountId)) throw incorrectKey();
  if (key.usage !== 'ENCRYPT_DECRYPT') throw incorrectKey();
  checkState(call.operation, key, call.stateOf(key));
  return key;
}

function ignoresCiphertext({ DryRun, DryRunModifiers }: Source): boolean {
  if (!DryRunModifiers?.includes('IGNORE_CIPHERTEXT')) return false;
  if (!DryRun) throw invalid('DryRunModifiers can be used only when DryRun is true.');
  return true;
}

/** ARN of the key that a symmetric ciphertext names, in the Region of the request: replicas share their key id. */
function keyOfCiphertext(call: Call, action: string, header: CiphertextHeader): string {
  const arn = keyArnOf({ accountId: header.account, region: call.region }, header.keyId);
  if (!call.store.key(arn))
    throw new AwsError(
      'AccessDeniedException',
      `User: ${call.caller.arn} is not authorized to perform: ${action} on the resource associated with this ` +
        'ciphertext because the resource does not exist in this Region, no resource-based policies allow access, ' +
        'or a resource-based policy explicitly denies access',
    );
  return arn;
}

/** The end of a call that wanted to know no more than whether it may. */
function permissionTested(key: KeyRecord, algorithm: EncryptionAlgorithm): never {
  requireAlgorithm(key, algorithm);
  endDryRun({ DryRun: true });
  throw new Error('A dry run did not end.');
}

/** The header of a symmetric ciphertext. Throws InvalidCiphertextException for bytes that are none. */
function headerOf(blob: Uint8Array): CiphertextHeader {
  const header = readCiphertextHeader(blob);
  if (!header) throw invalidCiphertext();
  return header;
}

function encryptionAlgorithm(algorithm: EncryptionAlgorithm | undefined): EncryptionAlgorithm {
  return algorithm ?? symmetric;
}

function requireNoContext(context: EncryptionContext | undefined): void {
  if (context && Object.keys(context).length > 0)
    throw invalid('EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs.');
}

function incorrectKey(): AwsError {
  return new AwsError(
    'IncorrectKeyException',
    'The key ID in the request does not identify a CMK that can perform this operation.',
  );
}

function missing(parameter: string): string {
  return `${parameter} is required.`;
}
