import { randomBytes } from 'node:crypto';
import { der, DerError, derItem, derItems, derTag, parseDer } from '../../core/encoding/der';
import { decodePrivateKey, encodePrivateKey, encodePublicKey } from './keyEncoding';

/** What ML-DSA and ML-KEM have in common: keys that grow from a seed, and their encodings (RFC 9881, RFC 9935). */
export interface LatticeScheme {
  lengths: { seed?: number | undefined; secretKey?: number | undefined };
  keygen(seed?: Uint8Array): ExpandedKey;
  getPublicKey(secretKey: Uint8Array): Uint8Array;
}

export interface ExpandedKey {
  secretKey: Uint8Array;
  publicKey: Uint8Array;
}

const seedTag = 0x80;
const expandedKeys = new WeakMap<Uint8Array, ExpandedKey>();

export function generateLatticeKey(scheme: LatticeScheme, oid: string): Buffer {
  return encodeSeed(randomBytes(scheme.lengths.seed ?? 0), oid);
}

/** The key pair of a stored private key; expanded once for as long as the bytes live. */
export function expandedKey(scheme: LatticeScheme, pkcs8: Uint8Array): ExpandedKey {
  const known = expandedKeys.get(pkcs8);
  if (known) return known;
  const pair = expand(scheme, decodeLatticeKey(decodePrivateKey(pkcs8).key));
  expandedKeys.set(pkcs8, pair);
  return pair;
}

export function latticePublicKey(scheme: LatticeScheme, oid: string, pkcs8: Uint8Array): Buffer {
  return encodePublicKey(expandedKey(scheme, pkcs8).publicKey, oid);
}

interface LatticePrivateKey {
  seed?: Buffer;
  expanded?: Buffer;
}

/** CHOICE { seed [0], expandedKey OCTET STRING, both SEQUENCE }. */
function decodeLatticeKey(encoded: Uint8Array): LatticePrivateKey {
  const value = parseDer(encoded);
  if (value.tag === seedTag) return { seed: value.content };
  if (value.tag === derTag.octetString) return { expanded: value.content };
  if (value.tag !== derTag.sequence) throw new DerError(`Unexpected DER tag ${value.tag} in a private key.`);
  const items = derItems(value);
  return {
    seed: derItem(items, 0, derTag.octetString),
    expanded: derItem(items, 1, derTag.octetString),
  };
}

function expand(scheme: LatticeScheme, { seed, expanded }: LatticePrivateKey): ExpandedKey {
  if (seed) return scheme.keygen(seed);
  if (!expanded) throw new DerError('A private key without content.');
  return { secretKey: expanded, publicKey: scheme.getPublicKey(expanded) };
}

function encodeSeed(seed: Uint8Array, oid: string): Buffer {
  return encodePrivateKey(der(seedTag, seed), oid);
}
