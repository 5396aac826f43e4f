import { generateKeyPair, randomBytes, type KeyObject } from 'node:crypto';
import { der, derTag, integer, objectIdentifier } from '../encoding/der';
import { oids } from '../encoding/oids';
import { KmsError } from '../errors';
import type { MaterialForm } from '../kms/specs';

const nistCurves = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' } as const;
const pkcs8 = { type: 'pkcs8', format: 'der' } as const;

/** New random material: the secret itself, or a private key as PKCS#8 DER. */
export async function generateMaterial(form: MaterialForm): Promise<Buffer> {
  switch (form.kind) {
    case 'secret':
      return randomBytes(form.bytes);
    case 'rsa':
      return generated((done) => generateKeyPair('rsa', { modulusLength: form.bits }, done));
    case 'ed25519':
      return generated((done) => generateKeyPair('ed25519', undefined, done));
    case 'ec':
      if (form.curve === 'secp256k1') return secp256k1Key();
      if (form.curve === 'SM2') break;
      return ecKey(nistCurves[form.curve]);
    case 'mlDsa':
    case 'mlKem':
  }
  throw new KmsError('not-possible', 'Material of this key cannot be generated here.');
}

type Done = (error: Error | null, publicKey: KeyObject, privateKey: KeyObject) => void;

/** Off the event loop: an RSA key takes seconds. */
function generated(begin: (done: Done) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    begin((error, _, privateKey) => {
      if (error) reject(error);
      else resolve(privateKey.export(pkcs8));
    });
  });
}

function ecKey(namedCurve: string): Promise<Buffer> {
  return generated((done) => generateKeyPair('ec', { namedCurve }, done));
}

/** Electron's crypto does not know the curve. */
async function secp256k1Key(): Promise<Buffer> {
  const { secp256k1 } = await import('@noble/curves/secp256k1.js');
  const scalar = secp256k1.utils.randomSecretKey(randomBytes(secp256k1.lengths.seed ?? 48));
  const key = der(derTag.sequence, integer(Buffer.of(1)), der(derTag.octetString, scalar));
  const algorithm = der(
    derTag.sequence,
    objectIdentifier(oids.ecPublicKey),
    objectIdentifier(oids.curves.secp256k1),
  );
  try {
    return der(derTag.sequence, integer(Buffer.of(0)), algorithm, der(derTag.octetString, key));
  } finally {
    scalar.fill(0);
    key.fill(0);
  }
}
