import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../errors';

/** What of a request its signature covers. */
export interface SignedRequest {
  method: string;
  /** Path and query as they came. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The Authorization header of Signature Version 4, taken apart. */
export interface Signature {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  sessionToken?: string;
}

/** Error codes differ between services of the JSON and of the Query protocol; the texts are the same. */
export interface SignatureErrors {
  missing: () => AwsError;
  incomplete: (text: string) => AwsError;
  mismatch: (text: string) => AwsError;
  unknownKey: () => AwsError;
  expiredToken: () => AwsError;
}

const jsonErrors: SignatureErrors = {
  missing: () => new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  incomplete: (text) => new AwsError('IncompleteSignatureException', text),
  mismatch: (text) => new AwsError('InvalidSignatureException', text),
  unknownKey: () =>
    new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  expiredToken: () =>
    new AwsError('ExpiredTokenException', 'The security token included in the request is expired'),
};

const queryErrors: SignatureErrors = {
  missing: () => new AwsError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403),
  incomplete: (text) => new AwsError('IncompleteSignature', text, 400),
  mismatch: (text) => new AwsError('SignatureDoesNotMatch', text, 403),
  unknownKey: () =>
    new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
  expiredToken: () =>
    new AwsError('ExpiredToken', 'The security token included in the request is expired', 403),
};

export function signatureErrors(protocol: 'json' | 'query'): SignatureErrors {
  return protocol === 'json' ? jsonErrors : queryErrors;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 5 * 60 * 1000;

/** Takes the Authorization header apart, without believing it yet. */
export function parseSignature(headers: IncomingHttpHeaders, errors: SignatureErrors): Signature {
  const header = headers.authorization;
  if (header === undefined) throw errors.missing();
  if (!header.startsWith(`${ALGORITHM} `))
    throw errors.incomplete(`Authorization header requires '${ALGORITHM}' algorithm.`);
  const fields = new Map(
    header
      .slice(ALGORITHM.length + 1)
      .split(',')
      .map((field) => {
        const [name = '', ...value] = field.trim().split('=');
        return [name, value.join('=')];
      }),
  );
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !fields.get(name));
  if (missing.length > 0)
    throw errors.incomplete(
      missing.map((name) => `Authorization header requires '${name}' parameter.`).join(' '),
    );
  const scope = (fields.get('Credential') ?? '').split('/');
  const [terminator, service, region, date] = scope.reverse();
  const accessKeyId = scope.slice(4).reverse().join('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request')
    throw errors.incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${fields.get('Credential') ?? ''}'`,
    );
  const token = headers['x-amz-security-token'];
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: (fields.get('SignedHeaders') ?? '').split(';'),
    signature: fields.get('Signature') ?? '',
    ...(typeof token === 'string' && { sessionToken: token }),
  };
}

/** Throws unless the signature is of this request, of now, and made with the secret. */
export function verifySignature(
  request: SignedRequest,
  signature: Signature,
  secret: string,
  errors: SignatureErrors,
): void {
  const time = requestTime(request.headers, errors);
  checkTime(time, signature, errors);
  checkSignedHeaders(request.headers, signature, errors);
  const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
  const canonical = sha256(canonicalRequest(request, signature));
  const expected = createHmac('sha256', signingKey(secret, signature))
    .update(`${ALGORITHM}\n${time}\n${scope}\n${canonical}`)
    .digest();
  const given = Buffer.from(signature.signature, 'hex');
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw errors.mismatch(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
}

/** `20261124T101500Z`, from `X-Amz-Date` or `Date`. */
function requestTime(headers: IncomingHttpHeaders, errors: SignatureErrors): string {
  const given = headers['x-amz-date'];
  const text = typeof given === 'string' ? given : basicTime(headers.date);
  if (text === undefined)
    throw errors.incomplete(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  if (!/^\d{8}T\d{6}Z$/.test(text) || Number.isNaN(millisecondsOf(text)))
    throw errors.incomplete(`Date must be in ISO-8601 'basic format'. Got '${text}'.`);
  return text;
}

function checkTime(time: string, signature: Signature, errors: SignatureErrors): void {
  if (!time.startsWith(signature.date))
    throw errors.mismatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${signature.date}' != '${time.slice(0, 8)}', from '${time}'.`,
    );
  const now = Date.now();
  const ahead = millisecondsOf(time) - now;
  const [nowText, edge] = [basic(now), basic(ahead < 0 ? now - SKEW_MS : now + SKEW_MS)];
  if (ahead < -SKEW_MS)
    throw errors.mismatch(`Signature expired: ${time} is now earlier than ${edge} (${nowText} - 5 min.)`);
  if (ahead > SKEW_MS)
    throw errors.mismatch(
      `Signature not yet current: ${time} is still later than ${edge} (${nowText} + 5 min.)`,
    );
}

/** Host and every x-amz-* header have to be signed, or a man in the middle could change them. */
function checkSignedHeaders(
  headers: IncomingHttpHeaders,
  signature: Signature,
  errors: SignatureErrors,
): void {
  const signed = new Set(signature.signedHeaders);
  const unsigned = Object.keys(headers).filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signed.has(name),
  );
  const [first] = unsigned;
  if (first !== undefined)
    throw errors.mismatch(
      first === 'host'
        ? "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."
        : `'${first}' must be a 'SignedHeader' in the AWS Authorization.`,
    );
}

function canonicalRequest(request: SignedRequest, signature: Signature): string {
  const [path, query = ''] = splitOnce(request.url, '?');
  const headers = signature.signedHeaders
    .map((name) => `${name}:${canonicalHeader(request.headers[name])}\n`)
    .join('');
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers,
    signature.signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

function canonicalHeader(value: string | string[] | undefined): string {
  const text = Array.isArray(value) ? value.join(',') : (value ?? '');
  return text.trim().replace(/ +/g, ' ');
}

/** Services other than S3 encode the path once more. */
function canonicalPath(path: string): string {
  return path === '/' ? path : path.split('/').map(encode).join('/');
}

function canonicalQuery(query: string): string {
  if (query === '') return '';
  return query
    .split('&')
    .map((pair) => {
      const [name, value = ''] = splitOnce(pair, '=');
      return `${encode(decode(name))}=${encode(decode(value))}`;
    })
    .sort()
    .join('&');
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
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

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Signing keys hold for a day, and making one costs more than using it. */
const signingKeys = new Map<string, Buffer>();
const MOST_SIGNING_KEYS = 1000;

function signingKey(secret: string, { date, region, service }: Signature): Buffer {
  const name = `${secret}/${date}/${region}/${service}`;
  const known = signingKeys.get(name);
  if (known) return known;
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `AWS4${secret}`,
  ) as Buffer;
  if (signingKeys.size >= MOST_SIGNING_KEYS) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

function basic(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function basicTime(date: string | undefined): string | undefined {
  const milliseconds = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(milliseconds) ? undefined : basic(milliseconds);
}

function millisecondsOf(time: string): number {
  const digits = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time);
  if (!digits) return NaN;
  const [, year, month, day, hour, minute, second] = digits.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}
