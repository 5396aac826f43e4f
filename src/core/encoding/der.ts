/** The little of ASN.1 DER (X.690) that PKCS#8 and SubjectPublicKeyInfo need. */

export const derTag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  sequence: 0x30,
} as const;

export interface DerValue {
  tag: number;
  content: Buffer;
}

/** The bytes are not the DER that was expected. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

export function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content]);
}

/** A BIT STRING of whole bytes. */
export function bitString(bytes: Uint8Array): Buffer {
  return der(derTag.bitString, Buffer.of(0), bytes);
}

/** An unsigned INTEGER from its big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const trimmed = bytes.subarray(start);
  const sign = (trimmed[0] ?? 0) >= 0x80 ? Buffer.of(0) : Buffer.alloc(0);
  return der(derTag.integer, sign, trimmed.length > 0 ? trimmed : Buffer.of(0));
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(derTag.objectIdentifier, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** The one value that `bytes` hold; anything before or after it is an error. */
export function parseDer(bytes: Uint8Array): DerValue {
  const values = parseAll(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const [value] = values;
  if (!value || values.length > 1) throw new DerError(`Expected one DER value, found ${values.length}.`);
  return value;
}

/** The values inside a constructed value. */
export function derItems(value: DerValue, tag: number = derTag.sequence): DerValue[] {
  if (value.tag !== tag) throw new DerError(`Expected DER tag ${tag}, found ${value.tag}.`);
  return parseAll(value.content);
}

/** The item at `index`, which must be there and have the tag. */
export function derItem(items: readonly DerValue[], index: number, tag: number): Buffer {
  const item = items[index];
  if (item?.tag !== tag) throw new DerError(`Expected DER tag ${tag} at position ${index}.`);
  return item.content;
}

function parseAll(bytes: Buffer): DerValue[] {
  const values: DerValue[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { length, start } = contentOf(bytes, at);
    if (start + length > bytes.length) throw new DerError('A DER value is longer than its container.');
    values.push({ tag: bytes.readUInt8(at), content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return values;
}

function contentOf(bytes: Buffer, at: number): { length: number; start: number } {
  const first = bytes[at + 1];
  if (first === undefined) throw new DerError('A DER value ends before its length.');
  if (first < 0x80) return { length: first, start: at + 2 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 2 + count > bytes.length)
    throw new DerError('A DER length is indefinite or out of range.');
  const length = bytes.readUIntBE(at + 2, count);
  return { length, start: at + 2 + count };
}

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.of(0x80 | significant.length), significant]);
}

function base128(arc: number): number[] {
  const groups = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    groups.unshift((rest % 128) | 0x80);
  return groups;
}
