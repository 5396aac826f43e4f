import {
  bitString,
  der,
  DerError,
  derItem,
  derItems,
  derTag,
  integer,
  objectIdentifier,
  parseDer,
} from '../../core/encoding/der';

/** [1] of an ECPrivateKey. */
const publicKeyTag = 0xa1;
const version = integer(Buffer.of(0));

/** AlgorithmIdentifier: the algorithm, and the curve where there is one. */
function algorithmIdentifier(algorithm: string, curve?: string): Buffer {
  return der(
    derTag.sequence,
    objectIdentifier(algorithm),
    ...(curve === undefined ? [] : [objectIdentifier(curve)]),
  );
}

/** SubjectPublicKeyInfo (RFC 5280) of a raw public key. */
export function encodePublicKey(publicKey: Uint8Array, algorithm: string, curve?: string): Buffer {
  return der(derTag.sequence, algorithmIdentifier(algorithm, curve), bitString(publicKey));
}

/** PrivateKeyInfo (PKCS#8, RFC 5208) around an algorithm's own private-key encoding. */
export function encodePrivateKey(privateKey: Uint8Array, algorithm: string, curve?: string): Buffer {
  return der(
    derTag.sequence,
    version,
    algorithmIdentifier(algorithm, curve),
    der(derTag.octetString, privateKey),
  );
}

/** ECPrivateKey (RFC 5915) with its public point. */
export function encodeEcPrivateKey(scalar: Uint8Array, point: Uint8Array): Buffer {
  return der(
    derTag.sequence,
    integer(Buffer.of(1)),
    der(derTag.octetString, scalar),
    der(publicKeyTag, bitString(point)),
  );
}

export interface DecodedKey {
  /** The AlgorithmIdentifier in DER, to be compared with the expected one. */
  algorithm: Buffer;
  /** The algorithm's own encoding of the key. */
  key: Buffer;
}

export function decodePrivateKey(pkcs8: Uint8Array): DecodedKey {
  const items = derItems(parseDer(pkcs8));
  derItem(items, 0, derTag.integer);
  return {
    algorithm: der(derTag.sequence, derItem(items, 1, derTag.sequence)),
    key: derItem(items, 2, derTag.octetString),
  };
}

export function decodePublicKey(spki: Uint8Array): DecodedKey {
  const items = derItems(parseDer(spki));
  return {
    algorithm: der(derTag.sequence, derItem(items, 0, derTag.sequence)),
    key: derItem(items, 1, derTag.bitString).subarray(1),
  };
}

export function isAlgorithm(decoded: DecodedKey, algorithm: string, curve?: string): boolean {
  return decoded.algorithm.equals(algorithmIdentifier(algorithm, curve));
}

/** The scalar of an ECPrivateKey, as many bytes as it was written with. */
export function decodeEcScalar(ecPrivateKey: Uint8Array): Buffer {
  return derItem(derItems(parseDer(ecPrivateKey)), 1, derTag.octetString);
}

/** The public point of an ECPrivateKey that carries one. */
export function decodeEcPoint(ecPrivateKey: Uint8Array): Buffer {
  const field = derItems(parseDer(ecPrivateKey)).find((item) => item.tag === publicKeyTag);
  if (!field) throw new DerError('The private key carries no public key.');
  return derItem(derItems(field, publicKeyTag), 0, derTag.bitString).subarray(1);
}
