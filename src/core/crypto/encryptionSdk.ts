/**
 * Algorithm suites of the AWS Encryption SDK: whether they commit to the data key, and whether messages are signed.
 * Source: AWS Encryption SDK developer guide, "Algorithm suites reference".
 */
const suites: Readonly<Record<number, { version: 1 | 2; isCommitted: boolean; isSigned: boolean }>> = {
  0x0014: { version: 1, isCommitted: false, isSigned: false },
  0x0046: { version: 1, isCommitted: false, isSigned: false },
  0x0078: { version: 1, isCommitted: false, isSigned: false },
  0x0114: { version: 1, isCommitted: false, isSigned: false },
  0x0146: { version: 1, isCommitted: false, isSigned: false },
  0x0178: { version: 1, isCommitted: false, isSigned: false },
  0x0214: { version: 1, isCommitted: false, isSigned: true },
  0x0346: { version: 1, isCommitted: false, isSigned: true },
  0x0378: { version: 1, isCommitted: false, isSigned: true },
  0x0478: { version: 2, isCommitted: true, isSigned: false },
  0x0578: { version: 2, isCommitted: true, isSigned: true },
};

/** A data key in a message, encrypted under one key. */
export interface MessageKey {
  /** `aws-kms` where it is a key of KMS. */
  provider: string;
  /** The key's ARN, where it is a key of KMS; else whatever the provider wrote, which need not be text. */
  key: string;
  ciphertext: Uint8Array;
}

/** What the header of a message tells. It is only proven to be true when the message is decrypted. */
export interface MessageHeader {
  isCommitted: boolean;
  isSigned: boolean;
  /** All of it, as KMS is given it. */
  context: Readonly<Record<string, string>>;
  keys: readonly MessageKey[];
}

/** The pair of the context in which signed messages keep their public key. Source: "Message format reference". */
export const publicKeyName = 'aws-crypto-public-key';

/** Whether the bytes begin as a message of the AWS Encryption SDK does. */
export function isEncryptionSdkMessage(bytes: Uint8Array): boolean {
  return suiteOf(bytes) !== undefined;
}

function suiteOf([version, first = 0, second = 0, third = 0]: Uint8Array) {
  // Version 1 has a type, 80, before the suite.
  if (version === 1 && first !== 0x80) return undefined;
  const suite = suites[version === 1 ? (second << 8) + third : (first << 8) + second];
  return suite?.version === version ? suite : undefined;
}

/**
 * The header of the message that these bytes begin with; undefined where it is damaged or not whole.
 * Source: AWS Encryption SDK developer guide, "AWS Encryption SDK message format reference", "Header structure".
 */
export function readMessageHeader(bytes: Uint8Array): MessageHeader | undefined {
  const suite = suiteOf(bytes);
  if (suite === undefined) return undefined;
  // Version, type, suite and an id of 16 bytes; since version 2 there is no type, and the id has 32.
  const reader = new Reader(bytes, suite.version === 1 ? 4 + 16 : 3 + 32);
  const { isCommitted, isSigned } = suite;
  try {
    const context = readContextFields(reader);
    const keys = Array.from({ length: reader.number() }, () => ({
      provider: reader.text(),
      key: new TextDecoder().decode(reader.field()),
      ciphertext: reader.field(),
    }));
    return keys.length === 0 ? undefined : { isCommitted, isSigned, context, keys };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function readContextFields(reader: Reader): Record<string, string> {
  const fields = new Reader(reader.field(), 0);
  if (fields.isAtEnd) return {};
  const pairs = Array.from({ length: fields.number() }, (): [string, string] => [
    fields.text(),
    fields.text(),
  ]);
  return Object.fromEntries(pairs);
}

/** Reads fields that begin with their length in two bytes. Throws RangeError where they are not whole. */
class Reader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  number(): number {
    const value = this.#view.getUint16(this.#at);
    this.#at += 2;
    return value;
  }

  field(): Uint8Array {
    const length = this.number();
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('The field is not whole.');
    return this.#bytes.subarray(start, this.#at);
  }

  /** Throws TypeError where it is not UTF-8. */
  text(): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.field());
  }
}
