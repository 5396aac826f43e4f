import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * The sandbox's symmetric ciphertext, opaque to callers:
 *
 *     version 1 | account 12 | key id length 1 | key id | material id 32 | checksum 4 | nonce 12 | ciphertext | tag 16
 *
 * Everything before the nonce, and the encryption context, is authenticated with it. The checksum of the header tells
 * a damaged ciphertext from one of a key that is not there. The Region is left out on purpose:
 * a ciphertext of a multi-Region key decrypts under each of its replicas, whose key id and material are the same.
 */
const version = 1;
const accountBytes = 12;
const materialIdBytes = 32;
const checksumBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;

/** Name-value pairs that are authenticated with a ciphertext; their order does not matter. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** What a symmetric ciphertext says of the key it was made with. */
export interface CiphertextHeader {
  account: string;
  keyId: string;
  /** 64 lower-case hex digits. */
  materialId: string;
}

export function sealCiphertext(
  header: CiphertextHeader,
  secret: Uint8Array,
  plaintext: Uint8Array,
  context: EncryptionContext,
): Buffer {
  const head = encodeHeader(header);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherOf(secret), secret, nonce, { authTagLength: tagBytes });
  cipher.setAAD(authenticated(head, context));
  return Buffer.concat([head, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The header of a ciphertext, or undefined where the bytes are none of the sandbox's. It is not yet authenticated. */
export function readCiphertextHeader(ciphertext: Uint8Array): CiphertextHeader | undefined {
  return split(ciphertext)?.header;
}

/** The plaintext, or undefined where ciphertext, key material or encryption context are not those it was made with. */
export function openCiphertext(
  ciphertext: Uint8Array,
  secret: Uint8Array,
  context: EncryptionContext,
): Buffer | undefined {
  const parts = split(ciphertext);
  if (!parts) return undefined;
  const decipher = createDecipheriv(cipherOf(secret), secret, parts.nonce, { authTagLength: tagBytes });
  decipher.setAAD(authenticated(parts.head, context));
  decipher.setAuthTag(parts.tag);
  try {
    return Buffer.concat([decipher.update(parts.body), decipher.final()]);
  } catch {
    // GCM tells nothing but that the tag does not fit; which of the inputs was wrong cannot be known.
    return undefined;
  }
}

/** Material of 128 bits is that of China Regions, where KMS has SM4; node:crypto has that in few hosts, and nobody sees it. */
function cipherOf(secret: Uint8Array): 'aes-128-gcm' | 'aes-256-gcm' {
  return secret.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm';
}

function encodeHeader({ account, keyId, materialId }: CiphertextHeader): Buffer {
  const id = Buffer.from(keyId, 'latin1');
  const fields = Buffer.concat([
    Buffer.of(version),
    Buffer.from(account.padStart(accountBytes, '0'), 'latin1'),
    Buffer.of(id.length),
    id,
    Buffer.from(materialId, 'hex'),
  ]);
  return Buffer.concat([fields, checksum(fields)]);
}

function checksum(fields: Buffer): Buffer {
  return createHash('sha256').update(fields).digest().subarray(0, checksumBytes);
}

function split(ciphertext: Uint8Array) {
  const bytes = Buffer.from(ciphertext.buffer, ciphertext.byteOffset, ciphertext.byteLength);
  const idLength = bytes[1 + accountBytes];
  if (bytes[0] !== version || idLength === undefined) return undefined;
  const idStart = 2 + accountBytes;
  const materialStart = idStart + idLength;
  const checksumStart = materialStart + materialIdBytes;
  const nonceStart = checksumStart + checksumBytes;
  const bodyStart = nonceStart + nonceBytes;
  const tagStart = bytes.length - tagBytes;
  if (tagStart < bodyStart) return undefined;
  const fields = bytes.subarray(0, checksumStart);
  if (!checksum(fields).equals(bytes.subarray(checksumStart, nonceStart))) return undefined;
  return {
    header: {
      account: bytes.toString('latin1', 1, 1 + accountBytes),
      keyId: bytes.toString('latin1', idStart, materialStart),
      materialId: bytes.toString('hex', materialStart, checksumStart),
    },
    head: bytes.subarray(0, nonceStart),
    nonce: bytes.subarray(nonceStart, bodyStart),
    body: bytes.subarray(bodyStart, tagStart),
    tag: bytes.subarray(tagStart),
  };
}

/** JSON of the sorted pairs: the same for every order of the same pairs, and different for any other pairs. */
function authenticated(head: Buffer, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs))]);
}
