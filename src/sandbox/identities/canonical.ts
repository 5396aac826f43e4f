import { createHash } from 'node:crypto';
import { ownValue } from '../../core/ownValue';

/** What of a request its signature covers. */
export interface SignedRequest {
  method: string;
  /** Path and query as they came. */
  url: string;
  /** By name in lower case, each value that came. */
  headers: NodeJS.Dict<string[]>;
  body: Buffer;
}

/** What a signature is made over, in the one spelling that both sides agree on. */
export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const [path, query = ''] = splitOnce(request.url, '?');
  const headers = signedHeaders
    .map((name) => `${name}:${canonicalHeader(ownValue(request.headers, name) ?? [])}\n`)
    .join('');
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers,
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

/** A header that is there several times counts with all its values, in their order. */
function canonicalHeader(values: readonly string[]): string {
  return values.map((value) => value.trim().replace(/ +/g, ' ')).join(',');
}

/** Services other than S3 encode the path once more. */
function canonicalPath(path: string): string {
  return path === '/' ? path : path.split('/').map(encode).join('/');
}

function canonicalQuery(query: string): string {
  if (query === '') return '';
  return (
    query
      .split('&')
      // The signature of a presigned URL is not part of what it signs.
      .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
      .map((pair) => {
        const [name, value = ''] = splitOnce(pair, '=');
        return [encode(decode(name)), encode(decode(value))] as const;
      })
      .sort(byNameThenValue)
      .map((pair) => pair.join('='))
      .join('&')
  );
}

type Pair = readonly [name: string, value: string];

/** By code unit, and not as joined texts: `=` comes after `-` and `.`. */
function byNameThenValue([name, value]: Pair, [other, otherValue]: Pair): number {
  const [one, two] = name === other ? [value, otherValue] : [name, other];
  return one < two ? -1 : Number(one > two);
}

/** The text before the first separator and after it; undefined where there is none. */
export function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Not percent-encoding: signed as it is.
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** In hexadecimal digits. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
