import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Seals bytes with the key kept beside the state. A sealed text opens only with the same context. */
export interface Vault {
  seal(bytes: Uint8Array, context: string): string;
  /** Throws when the text was not sealed by this vault with this context. */
  open(sealed: string, context: string): Buffer;
  /** The same, opened once for as long as the record lives that the sealed text is of. */
  openOnce(record: object, sealed: string, context: string): Buffer;
}

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with AES-256-GCM under a 32-byte key; the context is authenticated with it. */
export function vaultWith(key: Buffer): Vault {
  const opened = new WeakMap<object, Buffer>();
  return {
    openOnce(record, sealed, context) {
      const bytes = opened.get(record) ?? this.open(sealed, context);
      opened.set(record, bytes);
      return bytes;
    },
    seal(bytes, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(context, 'utf8'));
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64');
      const tagAt = 1 + NONCE_BYTES;
      const bodyAt = tagAt + TAG_BYTES;
      if (bytes.length < bodyAt || bytes[0] !== FORMAT) throw new Error('Not sealed by this sandbox.');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, tagAt));
      decipher.setAAD(Buffer.from(context, 'utf8'));
      decipher.setAuthTag(bytes.subarray(tagAt, bodyAt));
      return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]);
    },
  };
}
