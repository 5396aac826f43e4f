import { createHash, createPrivateKey, randomBytes } from 'node:crypto';
import type { KeySpec } from '../../core/kms/specs';
import { ed25519PublicKey, generateEd25519Key, normaliseEd25519Key } from './ed25519';
import { ecPublicKey, generateEcKey, normaliseEcKey } from './ellipticCurves';
import { specOf, type MaterialForm } from '../../core/kms/specs';
import { generateMlDsaKey, mlDsaPublicKey } from './mlDsa';
import { generateMlKemKey, mlKemPublicKey } from './mlKem';
import { publicKeyOf } from './rsa';
import { generateRsaPair } from './wrapping';

type SecretForm = Extract<MaterialForm, { kind: 'secret' }>;

/** The bytes are no key material of the key spec. */
export class MaterialError extends Error {
  override readonly name = 'MaterialError';
}

/** New key material: the secret itself, or the private key as PKCS#8 DER. RSA keys are made off the event loop. */
export async function generateSecret(spec: KeySpec): Promise<Buffer> {
  const form = specOf(spec).material;
  switch (form.kind) {
    case 'secret':
      return randomBytes(form.bytes);
    case 'rsa':
      return (await generateRsaPair(form.bits)).privateKey;
    case 'ec':
      return generateEcKey(form.curve);
    case 'ed25519':
      return generateEd25519Key();
    case 'mlDsa':
      return generateMlDsaKey(form.parameterSet);
    case 'mlKem':
      return generateMlKemKey(form.parameterSet);
  }
}

/**
 * Key material brought from outside, checked and in the one encoding that is stored, so that equal material is equal bytes.
 * Throws MaterialError with what is wrong.
 */
export async function normaliseMaterial(
  spec: KeySpec,
  bytes: Uint8Array,
  form = specOf(spec).material,
): Promise<Buffer> {
  try {
    return await normalise(form, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MaterialError(`No key material for ${spec}: ${reason}`, { cause: error });
  }
}

/** The public key as SubjectPublicKeyInfo DER, or undefined for a secret. */
export async function publicKeyDer(spec: KeySpec, material: Uint8Array): Promise<Buffer | undefined> {
  const form = specOf(spec).material;
  switch (form.kind) {
    case 'secret':
      return undefined;
    case 'rsa':
      return publicKeyOf(material).export({ format: 'der', type: 'spki' });
    case 'ec':
      return ecPublicKey(form.curve, material);
    case 'ed25519':
      return ed25519PublicKey(material);
    case 'mlDsa':
      return mlDsaPublicKey(form.parameterSet, material);
    case 'mlKem':
      return mlKemPublicKey(form.parameterSet, material);
  }
}

/**
 * The id that KMS gives key material "based on the KMS key ID and the key material" (ImportKeyMaterial, KeyMaterialId):
 * the same material gets the same id in every replica of a multi-Region key.
 */
export function materialId(keyId: string, material: Uint8Array): string {
  return createHash('sha256').update(`kms-workbench key material\n${keyId}\n`).update(material).digest('hex');
}

async function normalise(form: MaterialForm, bytes: Uint8Array): Promise<Buffer> {
  switch (form.kind) {
    case 'secret':
      return normaliseSecret(form, bytes);
    case 'rsa':
      return normaliseRsaKey(form.bits, bytes);
    case 'ec':
      return normaliseEcKey(form.curve, bytes);
    case 'ed25519':
      return normaliseEd25519Key(bytes);
    case 'mlDsa':
    case 'mlKem':
      throw new RangeError('KMS does not import ML-DSA and ML-KEM keys.');
  }
}

function normaliseSecret({ bytes: least, mostBytes = least }: SecretForm, bytes: Uint8Array): Buffer {
  if (bytes.length >= least && bytes.length <= mostBytes) return Buffer.from(bytes);
  const expected = least === mostBytes ? `${least}` : `${least} to ${mostBytes}`;
  throw new RangeError(`expected ${expected} bytes, found ${bytes.length}.`);
}

function normaliseRsaKey(bits: number, bytes: Uint8Array): Buffer {
  const key = createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'rsa' || key.asymmetricKeyDetails?.modulusLength !== bits)
    throw new RangeError(`expected an RSA private key of ${bits} bits.`);
  return key.export({ format: 'der', type: 'pkcs8' });
}
