import { createDecipheriv, pbkdf2 } from 'node:crypto';
import { der, derItem, derItems, derTag, objectIdentifier, parseDer, type DerValue } from '../encoding/der';
import { PrivateKeyError } from './privateKey';

/**
 * Encrypted PKCS#8 by PBES2 (RFC 8018), as `openssl pkcs8 -topk8` writes it. Read here and not by createPrivateKey,
 * which in Electron refuses the keys of secp256k1 and SM2.
 */

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2Oid = '1.2.840.113549.1.5.12';
const scryptOid = '1.3.6.1.4.1.11591.4.11';

const ciphers: readonly (readonly [string, string, number])[] = [
  ['2.16.840.1.101.3.4.1.2', 'aes-128-cbc', 16],
  ['2.16.840.1.101.3.4.1.22', 'aes-192-cbc', 24],
  ['2.16.840.1.101.3.4.1.42', 'aes-256-cbc', 32],
];
/** hmacWithSHA1 is the default (RFC 8018, appendix A.2). */
const hashes: readonly (readonly [string, string])[] = [
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
];
/** More would keep a person waiting for minutes: a file made to do that, not a key. */
const mostIterations = 20_000_000;
const mostScryptBytes = 1 << 28;

/** The PKCS#8 key inside, or undefined where the passphrase is not the file's. Throws `PrivateKeyError`. */
export async function decryptPrivateKey(
  encrypted: Uint8Array,
  passphrase: string,
): Promise<Buffer | undefined> {
  const { scheme, kdf, data } = partsOf(encrypted);
  const [cipherOid, iv] = derItems(scheme);
  const cipher = ciphers.find(([oid]) => isOid(cipherOid, oid));
  if (!cipher || iv?.tag !== derTag.octetString || iv.content.length !== 16) throw unknownScheme();
  const [, name, keyBytes] = cipher;
  const key = await derivedKey(kdf, passphrase, keyBytes);
  try {
    const decipher = createDecipheriv(name, key, iv.content);
    const plain = Buffer.concat([decipher.update(data), decipher.final()]);
    if (looksLikeKey(plain)) return plain;
    plain.fill(0);
    return undefined;
  } catch {
    // Wrong padding: another key than the one that encrypted it.
    return undefined;
  } finally {
    key.fill(0);
  }
}

/** One wrong passphrase in some hundred leaves padding that looks right. */
function looksLikeKey(plain: Buffer): boolean {
  try {
    return derItems(parseDer(plain))[0]?.tag === derTag.integer;
  } catch {
    return false;
  }
}

interface Parts {
  kdf: DerValue;
  scheme: DerValue;
  data: Buffer;
}

function partsOf(encrypted: Uint8Array): Parts {
  try {
    const items = derItems(parseDer(encrypted));
    const data = derItem(items, 1, derTag.octetString);
    const [algorithm, parameters] = items[0] ? derItems(items[0]) : [];
    if (!isOid(algorithm, pbes2) || !parameters) throw unknownScheme();
    const [kdf, scheme] = derItems(parameters);
    if (!kdf || !scheme) throw unknownScheme();
    return { kdf, scheme, data };
  } catch (error) {
    if (error instanceof PrivateKeyError) throw error;
    throw new PrivateKeyError('The file is damaged: its encrypted key cannot be read.', { cause: error });
  }
}

async function derivedKey(kdf: DerValue, passphrase: string, length: number): Promise<Buffer> {
  const [oid, parameters] = derItems(kdf);
  const items = parameters ? derItems(parameters) : [];
  const salt = derItem(items, 0, derTag.octetString);
  if (isOid(oid, pbkdf2Oid)) {
    const iterations = count(derItem(items, 1, derTag.integer));
    if (iterations < 1 || iterations > mostIterations) throw unknownScheme();
    return derive(passphrase, { salt, iterations, length, hash: hashOf(items) });
  }
  if (!isOid(oid, scryptOid)) throw unknownScheme();
  const [N = 0, r = 0, p = 0] = [1, 2, 3].map((at) => count(derItem(items, at, derTag.integer)));
  if (128 * N * r > mostScryptBytes || N < 2 || (N & (N - 1)) !== 0 || r < 1 || p < 1 || p > 64)
    throw unknownScheme();
  const { scryptAsync } = await import('@noble/hashes/scrypt.js');
  return Buffer.from(await scryptAsync(passphrase, salt, { N, r, p, dkLen: length }));
}

interface Pbkdf2 {
  salt: Buffer;
  iterations: number;
  length: number;
  hash: string;
}

function derive(passphrase: string, { salt, iterations, length, hash }: Pbkdf2): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    pbkdf2(passphrase, salt, iterations, length, hash, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

function hashOf(items: readonly DerValue[]): string {
  const prf = items.find(({ tag }) => tag === derTag.sequence);
  if (!prf) return 'sha1';
  const [oid] = derItems(prf);
  const hash = hashes.find(([known]) => isOid(oid, known));
  if (!hash) throw unknownScheme();
  return hash[1];
}

function isOid(value: DerValue | undefined, oid: string): boolean {
  return value !== undefined && der(value.tag, value.content).equals(objectIdentifier(oid));
}

function count(bytes: Buffer): number {
  return bytes.length > 6 ? Infinity : bytes.readUIntBE(0, bytes.length);
}

function unknownScheme(): PrivateKeyError {
  return new PrivateKeyError(
    'The file is encrypted in a way that is not supported. Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW',
  );
}
