import { constants, createHash, createPublicKey, publicEncrypt, verify, type KeyObject } from 'node:crypto';
import type { CryptoCalls, CryptoOperation, SignedMessage } from '../../core/crypto/calls';
import { KmsError } from '../../core/errors';
import type { Key } from '../../core/keys/model';
import { readPublicKey, type PublicKey } from '../../core/keys/publicKey';
import { keySpecs, specOf, type KeySpec, type KeyUsage } from '../../core/kms/specs';
import type { CryptoPort } from '../../core/ports';

/** Where a key is that is only a file. */
const nowhere = { connection: 'file', region: '', keyId: '', arn: '' };

/** A downloaded public key as a key that can be used for what its kind allows; KMS is not asked. */
export function offlineKey(spki: Uint8Array, usage: KeyUsage): Key {
  const spec = specFor(readPublicKey(spki));
  const algorithms = specOf(spec).usages[usage];
  if (algorithms === undefined)
    throw new KmsError('not-possible', `A public key of ${spec} is not for this (${usage}).`);
  return {
    ...nowhere,
    ...{ accountId: '', manager: 'CUSTOMER', state: 'Enabled', origin: 'AWS_KMS', description: '' },
    ...{ spec, usage, algorithms: [...algorithms] },
  };
}

function specFor({ kind }: PublicKey): KeySpec {
  const found = keySpecs.find((spec) => {
    const form = specOf(spec).material;
    switch (form.kind) {
      case 'rsa':
        return kind.kind === 'rsa' && kind.modulus.length * 8 === form.bits;
      case 'ec':
        return kind.kind === 'ec' && kind.curve === form.curve;
      case 'ed25519':
        return kind.kind === 'ed25519';
      case 'mlDsa':
      case 'mlKem':
        return kind.kind === form.kind && kind.parameterSet === form.parameterSet;
      case 'secret':
        return false;
    }
  });
  if (found === undefined) throw new KmsError('not-possible', 'KMS has no keys of this length.');
  return found;
}

/** What a public key alone can do, on this machine: nothing is sent, nobody is asked. */
export function offlineCrypto(spki: Uint8Array): CryptoPort {
  const publicKey = readPublicKey(spki);
  const { kind } = publicKey;
  const work: {
    readonly [O in CryptoOperation]?: (input: CryptoCalls[O]['in']) => Promise<CryptoCalls[O]['out']>;
  } = {
    Encrypt: ({ plaintext, algorithm }) =>
      Promise.resolve({ ciphertext: encrypt(spki, plaintext, algorithm) }),
    Verify: async ({ signature, ...message }) => ({
      valid: await isValid(publicKey, spki, { ...message, signature }),
    }),
    async Encapsulate() {
      if (kind.kind !== 'mlKem') throw notHere('Encapsulate');
      const { ml_kem512, ml_kem768, ml_kem1024 } = await import('@noble/post-quantum/ml-kem.js');
      const scheme = { '512': ml_kem512, '768': ml_kem768, '1024': ml_kem1024 }[kind.parameterSet];
      const { cipherText, sharedSecret } = scheme.encapsulate(kind.key);
      return { secret: sharedSecret, ciphertext: cipherText };
    },
  };
  return {
    call(operation, input) {
      const own = work[operation] as ((given: typeof input) => Promise<never>) | undefined;
      return own === undefined ? Promise.reject(notHere(operation)) : own(input);
    },
    rehearse: () => Promise.resolve(),
  };
}

function notHere(operation: CryptoOperation): KmsError {
  return new KmsError('not-possible', `${operation} needs the key itself, which only KMS has.`);
}

const oaepHashes = new Map([
  ['RSAES_OAEP_SHA_1', 'sha1'],
  ['RSAES_OAEP_SHA_256', 'sha256'],
]);

/** RSAES-OAEP with MGF1 of the same hash and no label, as KMS reads it (API reference, Encrypt). */
function encrypt(spki: Uint8Array, plaintext: Uint8Array, algorithm: string): Uint8Array {
  const oaepHash = oaepHashes.get(algorithm);
  if (oaepHash === undefined)
    throw new KmsError('not-possible', `${algorithm} needs KMS: it cannot be encrypted with here.`);
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  return publicEncrypt({ key, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING }, plaintext);
}

type Signed = SignedMessage & { signature: Uint8Array };

async function isValid({ kind }: PublicKey, spki: Uint8Array, signed: Signed): Promise<boolean> {
  const { message, messageType, algorithm, signature } = signed;
  if (kind.kind === 'mlDsa') return isMlDsaValid(kind, signed);
  if (kind.kind === 'mlKem' || algorithm === 'SM2DSA' || algorithm === 'ED25519_PH_SHA_512')
    throw new KmsError('not-possible', `${algorithm} needs KMS: it is not verified here.`);
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  if (kind.kind === 'ed25519') return verify(null, message, key, signature);
  const hash = hashOf(algorithm);
  if (kind.kind === 'ec' && (messageType === 'DIGEST' || kind.curve === 'secp256k1'))
    return isCurveValid(kind, messageType === 'DIGEST' ? message : digestOf(hash, message), signature);
  if (messageType === 'DIGEST')
    throw new KmsError(
      'not-possible',
      'A digest cannot be verified with an RSA key here. Choose the message.',
    );
  return verify(hash, message, algorithm.includes('PSS') ? pss(key) : key, signature);
}

async function isMlDsaValid(
  kind: Extract<PublicKey['kind'], { kind: 'mlDsa' }>,
  { message, messageType, signature }: Signed,
): Promise<boolean> {
  const { ml_dsa44, ml_dsa65, ml_dsa87 } = await import('@noble/post-quantum/ml-dsa.js');
  const scheme = { '44': ml_dsa44, '65': ml_dsa65, '87': ml_dsa87 }[kind.parameterSet];
  if (signature.length !== scheme.lengths.signature) return false;
  return messageType === 'EXTERNAL_MU'
    ? scheme.internal.verify(signature, message, kind.key, { externalMu: true })
    : scheme.verify(signature, message, kind.key);
}

/** By a library: Electron has no secp256k1, and Node verifies no digests. */
async function isCurveValid(
  kind: Extract<PublicKey['kind'], { kind: 'ec' }>,
  digest: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const [{ p256, p384, p521 }, { secp256k1 }] = await Promise.all([
    import('@noble/curves/nist.js'),
    import('@noble/curves/secp256k1.js'),
  ]);
  const curves = { 'P-256': p256, 'P-384': p384, 'P-521': p521, secp256k1 } as const;
  if (kind.curve === 'SM2') throw new KmsError('not-possible', 'SM2 needs KMS: it is not verified here.');
  const point = Buffer.concat([Buffer.of(4), kind.x, kind.y]);
  try {
    // KMS makes and takes high S as well.
    return curves[kind.curve].verify(signature, digest, point, {
      prehash: false,
      lowS: false,
      format: 'der',
    });
  } catch {
    // Bytes that are no signature in DER at all are a wrong signature.
    return false;
  }
}

/** Salt as long as the hash (developer guide, "RSA key specs"). */
function pss(key: KeyObject) {
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
}

function hashOf(algorithm: string): string {
  return `sha${/SHA_(256|384|512)$/.exec(algorithm)?.[1] ?? '256'}`;
}

function digestOf(hash: string, message: Uint8Array): Uint8Array {
  return createHash(hash).update(message).digest();
}
