import { createHash } from 'node:crypto';
import { DerError, derItem, derItems, derTag, objectIdentifier, parseDer } from '../encoding/der';
import { oids } from '../encoding/oids';
import type { EcCurve, KeyUsage } from '../kms/specs';

/**
 * A public key read from its SubjectPublicKeyInfo (RFC 5280), the form in which GetPublicKey answers, and the other
 * forms in which tools want it. A form that does not exist for the kind of key says why.
 */
export interface PublicKey {
  /** The SubjectPublicKeyInfo in DER, byte for byte as it came. */
  spki: Uint8Array;
  kind: PublicKeyKind;
}

/** The numbers of a public key; big-endian, without leading zeros where they are integers. */
export type PublicKeyKind =
  | { kind: 'rsa'; modulus: Uint8Array; exponent: Uint8Array }
  | { kind: 'ec'; curve: EcCurve; x: Uint8Array; y: Uint8Array }
  | { kind: 'ed25519'; key: Uint8Array }
  | { kind: 'mlDsa'; parameterSet: '44' | '65' | '87'; key: Uint8Array }
  | { kind: 'mlKem'; parameterSet: '512' | '768' | '1024'; key: Uint8Array };

/** The key in another form, or why there is no such form. */
export type KeyForm = { text: string } | { unavailable: string };

/** The bytes are no SubjectPublicKeyInfo of a kind of key that KMS has; the message says what is wrong. */
export class PublicKeyError extends Error {
  override readonly name = 'PublicKeyError';
}

/** Bytes of a coordinate. Sources: SEC 1 §2.3.3 with the field sizes of SEC 2 and GB/T 32918. */
const coordinateBytes: Readonly<Record<EcCurve, number>> = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  secp256k1: 32,
  SM2: 32,
};

/** Bytes of a public key. Sources: FIPS 204 table 2, FIPS 203 table 3. */
const mlDsaBytes = { '44': 1312, '65': 1952, '87': 2592 } as const;
const mlKemBytes = { '512': 800, '768': 1184, '1024': 1568 } as const;

/** @throws PublicKeyError where the bytes are not the public key of a KMS key. */
export function readPublicKey(spki: Uint8Array): PublicKey {
  try {
    const items = derItems(parseDer(spki));
    if (items.length !== 2) throw new DerError(`it holds ${items.length} parts in place of 2.`);
    const identifier = derItems({ tag: derTag.sequence, content: derItem(items, 0, derTag.sequence) });
    const bits = derItem(items, 1, derTag.bitString);
    if (bits[0] !== 0) throw new PublicKeyError('The public key does not end at a whole byte.');
    const algorithm = derItem(identifier, 0, derTag.objectIdentifier);
    const curve = identifier[1]?.tag === derTag.objectIdentifier ? identifier[1].content : undefined;
    return { spki, kind: kindOf(algorithm, curve, bits.subarray(1)) };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw new PublicKeyError(
      `These bytes are not a public key in DER (SubjectPublicKeyInfo): ${error.message}`,
    );
  }
}

function kindOf(algorithm: Buffer, curve: Buffer | undefined, key: Buffer): PublicKeyKind {
  const is = (dotted: string, found: Buffer | undefined = algorithm) =>
    found !== undefined && objectIdentifier(dotted).subarray(2).equals(found);
  if (is(oids.rsaEncryption)) return rsaKey(key);
  if (is(oids.ecPublicKey)) {
    const name = keysOf(oids.curves).find((each) => is(oids.curves[each], curve));
    if (name === undefined) throw new PublicKeyError('The public key is on a curve that KMS does not have.');
    return ecKey(name, key);
  }
  if (is(oids.ed25519)) return { kind: 'ed25519', key: ofLength(key, 32, 'Ed25519') };
  for (const parameterSet of keysOf(oids.mlDsa)) {
    if (is(oids.mlDsa[parameterSet])) {
      return {
        kind: 'mlDsa',
        parameterSet,
        key: ofLength(key, mlDsaBytes[parameterSet], `ML-DSA-${parameterSet}`),
      };
    }
  }
  for (const parameterSet of keysOf(oids.mlKem)) {
    if (is(oids.mlKem[parameterSet])) {
      return {
        kind: 'mlKem',
        parameterSet,
        key: ofLength(key, mlKemBytes[parameterSet], `ML-KEM-${parameterSet}`),
      };
    }
  }
  throw new PublicKeyError('The public key is of an algorithm that KMS does not have.');
}

function rsaKey(key: Buffer): PublicKeyKind {
  const numbers = derItems(parseDer(key));
  return {
    kind: 'rsa',
    modulus: unsigned(derItem(numbers, 0, derTag.integer)),
    exponent: unsigned(derItem(numbers, 1, derTag.integer)),
  };
}

/** An uncompressed point, 04 and both coordinates (SEC 1 §2.3.3): the only form in which KMS answers. */
function ecKey(curve: EcCurve, point: Buffer): PublicKeyKind {
  const size = coordinateBytes[curve];
  if (point[0] !== 4) throw new PublicKeyError('The point of the public key is compressed.');
  ofLength(point, 1 + 2 * size, curve);
  return { kind: 'ec', curve, x: point.subarray(1, 1 + size), y: point.subarray(1 + size) };
}

function ofLength(bytes: Buffer, length: number, name: string): Buffer {
  if (bytes.length === length) return bytes;
  throw new PublicKeyError(`A public key of ${name} has ${length} bytes, this one has ${bytes.length}.`);
}

function unsigned(integer: Buffer): Buffer {
  let start = 0;
  while (start < integer.length - 1 && integer[start] === 0) start++;
  return integer.subarray(start);
}

function keysOf<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}

/** RFC 7468: base64 in lines of 64 characters. */
export function toPem({ spki }: PublicKey): string {
  const lines =
    Buffer.from(spki)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}

/** SHA-256 over the SubjectPublicKeyInfo, in hex with colons as `openssl` and browsers show it. */
export function fingerprint({ spki }: PublicKey): string {
  return createHash('sha256').update(spki).digest('hex').match(/../g)?.join(':') ?? '';
}

/** The members of a JSON Web Key that hold the key itself, and the algorithm where the kind of key has only one. */
type KeyMembers = Record<string, string>;

/**
 * JSON Web Key. `kid` is its RFC 7638 thumbprint, so that the same key has the same id everywhere.
 * Sources: RFC 7518 §6 (RSA, EC), 8037 (Ed25519), 8812 (secp256k1), 9964 (ML-DSA).
 */
export function toJwk({ kind }: PublicKey, usage: KeyUsage): KeyForm {
  const members = jwkMembers(kind);
  if (typeof members === 'string') return { unavailable: members };
  const jwk = { ...members, use: usage === 'SIGN_VERIFY' ? 'sig' : 'enc', kid: thumbprint(members) };
  return { text: `${JSON.stringify(jwk, undefined, 2)}\n` };
}

function jwkMembers(kind: PublicKeyKind): KeyMembers | string {
  switch (kind.kind) {
    case 'rsa':
      return { kty: 'RSA', n: base64Url(kind.modulus), e: base64Url(kind.exponent) };
    case 'ec':
      return kind.curve === 'SM2'
        ? 'No JSON Web Key is defined for SM2.'
        : { kty: 'EC', crv: kind.curve, x: base64Url(kind.x), y: base64Url(kind.y) };
    case 'ed25519':
      return { kty: 'OKP', crv: 'Ed25519', x: base64Url(kind.key) };
    case 'mlDsa':
      return { kty: 'AKP', alg: `ML-DSA-${kind.parameterSet}`, pub: base64Url(kind.key) };
    case 'mlKem':
      return 'No JSON Web Key is registered for ML-KEM.';
  }
}

/** RFC 7638: SHA-256 over the required members in the order of their names. */
function thumbprint(members: KeyMembers): string {
  const ordered = Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(ordered)).digest('base64url');
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** The names of curves in OpenSSH. Source: RFC 5656 §10.1. */
const sshCurves: Readonly<Partial<Record<EcCurve, string>>> = {
  'P-256': 'nistp256',
  'P-384': 'nistp384',
  'P-521': 'nistp521',
};

/**
 * A line of `authorized_keys`. Sources: RFC 4253 §6.6 (RSA), 5656 (ECDSA), 8709 (Ed25519).
 * @param comment what follows the key; line breaks become spaces.
 */
export function toSsh({ kind }: PublicKey, comment: string): KeyForm {
  const parts = sshParts(kind);
  if (typeof parts === 'string') return { unavailable: parts };
  const [name] = parts;
  const blob = Buffer.concat(parts.map((part) => sshString(Buffer.from(part)))).toString('base64');
  return { text: `${[name, blob, comment.replace(/\s+/g, ' ').trim()].filter(Boolean).join(' ')}\n` };
}

/** The name of the key type, then what its blob holds. */
function sshParts(kind: PublicKeyKind): [string, ...(string | Uint8Array)[]] | string {
  switch (kind.kind) {
    case 'rsa':
      return ['ssh-rsa', mpint(kind.exponent), mpint(kind.modulus)];
    case 'ed25519':
      return ['ssh-ed25519', kind.key];
    case 'ec': {
      const curve = sshCurves[kind.curve];
      if (curve === undefined) return `OpenSSH has no keys on the curve ${kind.curve}.`;
      return [`ecdsa-sha2-${curve}`, curve, Buffer.concat([Buffer.of(4), kind.x, kind.y])];
    }
    case 'mlDsa':
    case 'mlKem':
      return 'OpenSSH has no post-quantum keys of this kind.';
  }
}

function sshString(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** RFC 4251 §5: a number whose top bit is set gets a zero byte before it. */
function mpint(bytes: Uint8Array): Buffer {
  return Buffer.concat([(bytes[0] ?? 0) >= 0x80 ? Buffer.of(0) : Buffer.alloc(0), bytes]);
}
