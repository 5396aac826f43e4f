import { der, derItem, derItems, derTag, integer, objectIdentifier, parseDer } from '../encoding/der';
import { oids } from '../encoding/oids';
import type { EcCurve, MaterialForm } from '../kms/specs';

/** [0] of an ECPrivateKey: the curve, where the key stands by itself (RFC 5915). */
const curveTag = 0xa0;
const nullValue = der(0x05);
const zero = integer(Buffer.of(0));

/** The bytes are no private key that KMS imports; the message is a sentence for people. */
export class PrivateKeyError extends Error {
  override readonly name = 'PrivateKeyError';
}

/** A private key of a kind that can be imported. */
export interface PrivateKey {
  form: Extract<MaterialForm, { kind: 'rsa' | 'ec' | 'ed25519' }>;
  /** PKCS#8 (RFC 5208), DER: what KMS takes. */
  pkcs8: Buffer;
  /** What makes it this key and no other, however it is encoded. */
  identity: Buffer;
}

/** Encodings of a private key by themselves. */
type Encoding = 'pkcs8' | 'encrypted' | 'pkcs1' | 'sec1';

/** Which encoding DER has, by its structure; undefined where it is none of a private key. */
export function encodingOf(bytes: Uint8Array): Encoding | undefined {
  const items = itemsOf(bytes);
  const [first, second, third] = items ?? [];
  if (first?.tag === derTag.sequence && second?.tag === derTag.octetString) return 'encrypted';
  if (first?.tag !== derTag.integer) return undefined;
  if (second?.tag === derTag.sequence && third?.tag === derTag.octetString) return 'pkcs8';
  if (second?.tag === derTag.octetString) return 'sec1';
  return second?.tag === derTag.integer && (items?.length ?? 0) >= 9 ? 'pkcs1' : undefined;
}

function itemsOf(bytes: Uint8Array) {
  try {
    return derItems(parseDer(bytes));
  } catch {
    // Not DER at all: the caller says what the file is instead.
    return undefined;
  }
}

/** PKCS#8 around a PKCS#1 (RSA) or SEC 1 (elliptic curve) private key, which say their kind in themselves. */
export function pkcs8Around(encoding: 'pkcs1' | 'sec1', bytes: Uint8Array): Buffer {
  const algorithm =
    encoding === 'pkcs1'
      ? der(derTag.sequence, objectIdentifier(oids.rsaEncryption), nullValue)
      : der(derTag.sequence, objectIdentifier(oids.ecPublicKey), curveOf(bytes));
  return der(derTag.sequence, zero, algorithm, der(derTag.octetString, bytes));
}

function curveOf(sec1: Uint8Array): Buffer {
  const field = derItems(parseDer(sec1)).find(({ tag }) => tag === curveTag);
  if (!field) throw new PrivateKeyError('The EC private key does not say its curve.');
  return field.content;
}

/** Reads an unencrypted PKCS#8 private key; throws `PrivateKeyError` for what KMS cannot import. */
export function readPrivateKey(pkcs8: Uint8Array): PrivateKey {
  try {
    const items = derItems(parseDer(pkcs8));
    const [algorithm, parameters] = derItems(items[1] ?? { tag: 0, content: Buffer.alloc(0) });
    const key = derItem(items, 2, derTag.octetString);
    const is = (oid: string) =>
      algorithm?.tag === derTag.objectIdentifier && encoded(algorithm).equals(objectIdentifier(oid));
    const whole = Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.byteLength);
    if (is(oids.rsaEncryption)) return { ...rsaKey(key), pkcs8: whole };
    if (is(oids.ecPublicKey)) return { ...ecKey(key, parameters), pkcs8: whole };
    if (is(oids.ed25519)) return { ...ed25519Key(key), pkcs8: whole };
  } catch (error) {
    if (error instanceof PrivateKeyError) throw error;
    // The cause names positions in the key, nothing of its bytes.
    throw new PrivateKeyError('The file is damaged: its private key cannot be read.', { cause: error });
  }
  throw new PrivateKeyError('The private key is of a kind that KMS does not import.');
}

function encoded({ tag, content }: { tag: number; content: Buffer }): Buffer {
  return der(tag, content);
}

function rsaKey(key: Buffer): Omit<PrivateKey, 'pkcs8'> {
  const items = derItems(parseDer(key));
  const version = derItem(items, 0, derTag.integer);
  if (version.length !== 1 || version[0] !== 0)
    throw new PrivateKeyError('The RSA key has more than two primes. KMS imports keys of two.');
  const modulus = unsigned(derItem(items, 1, derTag.integer));
  const exponent = unsigned(derItem(items, 3, derTag.integer));
  return { form: { kind: 'rsa', bits: bitLength(modulus) }, identity: Buffer.concat([modulus, exponent]) };
}

function ecKey(
  key: Buffer,
  parameters: { tag: number; content: Buffer } | undefined,
): Omit<PrivateKey, 'pkcs8'> {
  if (parameters?.tag === derTag.sequence)
    throw new PrivateKeyError(
      'The key writes its curve out in parameters. KMS takes named curves only: convert it with openssl ec -param_enc named_curve.',
    );
  const curve = (Object.keys(oids.curves) as EcCurve[]).find(
    (name) => parameters && encoded(parameters).equals(objectIdentifier(oids.curves[name])),
  );
  if (curve === undefined) throw new PrivateKeyError('The key is on a curve that KMS does not have.');
  const scalar = unsigned(derItem(derItems(parseDer(key)), 1, derTag.octetString));
  return { form: { kind: 'ec', curve }, identity: Buffer.from(scalar) };
}

function ed25519Key(key: Buffer): Omit<PrivateKey, 'pkcs8'> {
  const { tag, content } = parseDer(key);
  if (tag !== derTag.octetString || content.length !== 32)
    throw new PrivateKeyError('The Ed25519 private key does not have 32 bytes.');
  return { form: { kind: 'ed25519' }, identity: Buffer.from(content) };
}

/** Without leading zeros. */
function unsigned(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? bytes.subarray(0, 0) : bytes.subarray(start);
}

function bitLength(bytes: Buffer): number {
  return bytes.length === 0 ? 0 : (bytes.length - 1) * 8 + (32 - Math.clz32(bytes[0] ?? 0));
}
