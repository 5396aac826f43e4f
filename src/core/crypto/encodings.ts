import { readJwk } from '../keys/readJwk';

/** How bytes can be written down. */
export type Encoding =
  'bytes' | 'text' | 'base64' | 'base64url' | 'hex' | 'double base64' | 'PEM' | 'JSON Web Key' | 'CLI answer';

/** One way to read what a person handed over. */
export interface Reading {
  encoding: Encoding;
  bytes: Uint8Array;
}

/** What was handed over cannot be read in any way that would do; the message says why, and what to do. */
export interface Unreadable {
  problem: string;
}

/**
 * What the bytes are wanted for: `data` is taken as it stands, so that its own encoding stays part of it, anything else
 * is binary that has been written down as text.
 */
export type Wanted = 'data' | 'binary';

/** Members of answers of the AWS CLI that hold bytes in base64. Source: API reference, response syntaxes. */
const cliMembers = [
  'CiphertextBlob',
  'Signature',
  'Mac',
  'SharedSecretCiphertextBlob',
  'PublicKey',
  'PrivateKeyCiphertextBlob',
];

/**
 * Every way in which the content can be read, the likeliest first. Nothing is decided here that a person does not see:
 * the first one is shown with its name and length, and the others are offered.
 */
export function readingsOf(content: Uint8Array, wanted: Wanted): Reading[] | Unreadable {
  if (content.length === 0) return { problem: 'There is nothing in it.' };
  const text = asText(content);
  if (wanted === 'data') return [asItStands(content, text), ...(text === undefined ? [] : decodings(text))];
  if (text === undefined) return [{ encoding: 'bytes', bytes: content }];
  const found = decodings(text);
  return found.length > 0 ? found : { problem: whyNotBinary(text) };
}

function asItStands(content: Uint8Array, text: string | undefined): Reading {
  return { encoding: text === undefined ? 'bytes' : 'text', bytes: content };
}

/** The bytes that a text stands for, by every encoding in which it is valid. */
function decodings(text: string): Reading[] {
  const found: Reading[] = [];
  const add = (encoding: Encoding, bytes: Uint8Array | undefined): void => {
    if (bytes !== undefined && bytes.length > 0) found.push({ encoding, bytes });
  };
  add('PEM', fromPem(text));
  add('JSON Web Key', readJwk(text));
  add('CLI answer', fromCliAnswer(text));
  const compact = text
    .replace(/^\uFEFF/, '')
    .replace(/^["'\s]+|["',;\s]+$/g, '')
    .replace(/\s+/g, '');
  // All digits of hexadecimal are base64 as well; base64 of some length that has no others does not occur by chance.
  add('hex', fromHex(compact));
  const base64 = fromBase64(compact);
  const inner = base64 && asText(base64);
  if (inner !== undefined && base64 && base64.length >= 16) add('double base64', fromBase64(inner.trim()));
  add('base64', base64);
  if (/[-_]/.test(compact) || base64 === undefined) add('base64url', fromBase64Url(compact));
  return found;
}

/** The text of bytes that are UTF-8 without control characters; undefined for binary. */
export function asText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return hasControls(text) ? undefined : text;
  } catch {
    // Not UTF-8: binary.
    return undefined;
  }
}

function hasControls(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are what tells binary from text
  return /[\u0000-\u0008\u000B\u000E-\u001A\u001C-\u001F\u007F]/.test(text);
}

function fromHex(text: string): Buffer | undefined {
  const digits = text.replace(/^0x/i, '').replace(/:/g, '');
  return /^(?:[0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined;
}

/** Strict: the right alphabet, the right length, and no bits that decode to nothing. */
function fromBase64(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bare = text.replace(/=+$/, '');
  const padded = bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
  if (text !== bare && text !== padded) return undefined;
  const bytes = Buffer.from(bare, 'base64');
  return bytes.toString('base64') === padded ? bytes : undefined;
}

function fromBase64Url(text: string): Buffer | undefined {
  if (!/^[A-Za-z0-9_-]+={0,2}$/.test(text)) return undefined;
  const bare = text.replace(/=+$/, '');
  const bytes = Buffer.from(bare, 'base64url');
  return bytes.toString('base64url') === bare ? bytes : undefined;
}

/** The first block of a PEM file that is no private key (RFC 7468). */
function fromPem(text: string): Buffer | undefined {
  const block = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/.exec(text);
  return block?.[2] === undefined ? undefined : fromBase64(block[2].replace(/\s+/g, ''));
}

function fromCliAnswer(text: string): Buffer | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const member = new RegExp(`"(?:${cliMembers.join('|')})"\\s*:\\s*"([^"]*)"`).exec(text);
  return member?.[1] === undefined ? undefined : fromBase64(member[1]);
}

function whyNotBinary(text: string): string {
  const compact = text.trim();
  if (compact === '') return 'There is nothing in it but white space.';
  if (/^fileb?:\/\//.test(compact))
    return 'It is the name of a file, as the AWS CLI takes it. Choose the file itself.';
  if (/^(?:0x)?[0-9a-f]+$/i.test(compact) && compact.length % 2 === 1)
    return `It looks like hexadecimal, with an odd number of digits (${compact.length}): one is missing.`;
  const wrong = /[^A-Za-z0-9+/=_\-\s]/.exec(compact);
  if (wrong)
    return `It is neither base64 nor hexadecimal: “${wrong[0]}” at character ${wrong.index + 1} is in neither.`;
  return `It is not whole base64: ${compact.replace(/\s/g, '').length} characters cannot be decoded. Some may be missing at the end.`;
}

/** Whether data ends with a line break, which editors add and which becomes part of what is encrypted or signed. */
export function endsWithLineBreak(bytes: Uint8Array): boolean {
  return bytes.at(-1) === 0x0a;
}
