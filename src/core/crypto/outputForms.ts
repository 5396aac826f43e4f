import { asText } from './encodings';
import { toP1363 } from './signatureForms';

/** How the numbers of an ECDSA signature stand together. */
export type Shape = 'DER' | 'IEEE P1363';

/** How bytes are written where only text can stand. */
export type TextEncoding = 'text' | 'base64' | 'base64url' | 'hex' | 'PEM';

/** One thing that an operation made. */
export interface ResultPart {
  name: string;
  bytes: Uint8Array;
  /** Whoever sees it can use it in place of the key. */
  secret: boolean;
  /** The label of its PEM block, where it has that form (RFC 7468). */
  pem?: 'PUBLIC KEY' | 'PRIVATE KEY';
}

/** The encodings that a part can be written in, the plainest first. */
export function encodingsOf({ bytes, pem }: ResultPart): TextEncoding[] {
  const isText = bytes.length > 0 && asText(bytes) !== undefined;
  return [
    ...(isText ? (['text'] as const) : []),
    ...(pem === undefined ? [] : (['PEM'] as const)),
    ...(['base64', 'base64url', 'hex'] as const),
  ];
}

/** The part as text; in base64 where it cannot be written as asked. */
export function written(part: ResultPart, encoding: TextEncoding): string {
  const bytes = Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength);
  switch (encoding) {
    case 'text':
      return asText(bytes) ?? bytes.toString('base64');
    case 'PEM':
      return part.pem === undefined ? bytes.toString('base64') : pemOf(bytes, part.pem);
    case 'base64':
    case 'base64url':
    case 'hex':
      return bytes.toString(encoding);
  }
}

function pemOf(bytes: Buffer, label: string): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** A signature in the shape that is asked for; `half` is undefined where it is no pair of numbers. */
export function shaped(signature: Uint8Array, shape: Shape, half: number | undefined): Uint8Array {
  if (shape === 'DER' || half === undefined) return signature;
  const made = toP1363(signature, half);
  if (made === undefined) throw new Error('KMS answered with a signature that is not in DER.');
  return made;
}
