import { bitString, der, derTag, integer, objectIdentifier } from '../encoding/der';
import { oids } from '../encoding/oids';
import { isRecord } from '../json';
import { ownValue } from '../ownValue';

/** NULL, the parameters of rsaEncryption (RFC 3279 §2.3.1). */
const nothing = Buffer.of(0x05, 0x00);

/**
 * The SubjectPublicKeyInfo in DER of a JSON Web Key, or of the first key of a set; undefined where the text is none
 * that has a public key. Members of the private key are passed over.
 * Sources: RFC 7517, 7518 §6 (RSA, EC), 8037 (Ed25519), 8812 (secp256k1).
 */
export function readJwk(text: string): Buffer | undefined {
  const value = parsed(text);
  const keys = isRecord(value) && Array.isArray(value['keys']) ? (value['keys'] as unknown[]) : [value];
  const [key] = keys;
  if (!isRecord(key)) return undefined;
  const { kty, crv } = key;
  if (kty === 'RSA') return rsaKey(numberIn(key, 'n'), numberIn(key, 'e'));
  const x = numberIn(key, 'x');
  if (kty === 'OKP' && crv === 'Ed25519' && x?.length === 32)
    return der(derTag.sequence, der(derTag.sequence, objectIdentifier(oids.ed25519)), bitString(x));
  return kty === 'EC' && typeof crv === 'string' ? curveKey(crv, x, numberIn(key, 'y')) : undefined;
}

function rsaKey(modulus: Buffer | undefined, exponent: Buffer | undefined): Buffer | undefined {
  if (modulus === undefined || exponent === undefined) return undefined;
  const algorithm = der(derTag.sequence, objectIdentifier(oids.rsaEncryption), nothing);
  return der(
    derTag.sequence,
    algorithm,
    bitString(der(derTag.sequence, integer(modulus), integer(exponent))),
  );
}

/** Bytes of one coordinate. Sources: RFC 7518 §6.2.1.2, 8812 §3.1. */
const coordinateBytes = new Map([
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
  ['secp256k1', 32],
] as const);

function curveKey(crv: string, x: Buffer | undefined, y: Buffer | undefined): Buffer | undefined {
  const curve = [...coordinateBytes.keys()].find((name) => name === crv);
  if (curve === undefined || x === undefined || y === undefined) return undefined;
  const length = coordinateBytes.get(curve);
  if (x.length !== length || y.length !== length) return undefined;
  const algorithm = der(
    derTag.sequence,
    objectIdentifier(oids.ecPublicKey),
    objectIdentifier(oids.curves[curve]),
  );
  return der(derTag.sequence, algorithm, bitString(Buffer.concat([Buffer.of(4), x, y])));
}

function numberIn(key: Record<string, unknown>, name: string): Buffer | undefined {
  const text = ownValue(key, name);
  if (typeof text !== 'string' || text === '') return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON, hence no JSON Web Key; what it is instead is told by others.
    return undefined;
  }
}
