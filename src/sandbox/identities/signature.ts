import { createHmac, timingSafeEqual } from 'node:crypto';
import { basic, millisecondsOf } from './basicTime';
import { canonicalRequest, sha256 } from './canonical';
import type { SignedRequest } from './canonical';
import { ALGORITHM } from './claimedSignature';
import type { Signature } from './claimedSignature';
import type { SignatureErrors } from './signatureErrors';

const SKEW_MS = 5 * 60 * 1000;
const HEX = /^[0-9a-f]{64}$/;

/** Throws unless the signature is of this request, of now, and made with the signing key. */
export function verifySignature(
  request: SignedRequest,
  signature: Signature,
  signingKey: () => Buffer,
  errors: SignatureErrors,
): void {
  const time = checkedTime(signature.time, errors);
  checkAge(time, signature, errors);
  checkSignedHeaders(request.headers, signature, errors);
  const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
  const canonical = sha256(canonicalRequest(request, signature.signedHeaders));
  const expected = createHmac('sha256', signingKey())
    .update(`${ALGORITHM}\n${time}\n${scope}\n${canonical}`)
    .digest();
  const given = HEX.test(signature.signature) ? Buffer.from(signature.signature, 'hex') : undefined;
  if (given && timingSafeEqual(given, expected)) return;
  throw errors.mismatch(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
}

function checkedTime(text: string | undefined, errors: SignatureErrors): string {
  if (text === undefined)
    throw errors.incomplete(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  if (!/^\d{8}T\d{6}Z$/.test(text) || Number.isNaN(millisecondsOf(text)))
    throw errors.incomplete(`Date must be in ISO-8601 'basic format'. Got '${text}'.`);
  return text;
}

/** By the real clock, also where the sandbox's own is ahead: callers know nothing of that one. */
function checkAge(time: string, { date, expiresMs = SKEW_MS }: Signature, errors: SignatureErrors): void {
  if (!time.startsWith(date))
    throw errors.mismatch(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${time.slice(0, 8)}', from '${time}'.`,
    );
  const now = Date.now();
  const ahead = millisecondsOf(time) - now;
  if (ahead < -expiresMs)
    throw errors.mismatch(
      `Signature expired: ${time} is now earlier than ${basic(now - expiresMs)} (${basic(now)} - ${inMinutes(expiresMs)} min.)`,
    );
  if (ahead > SKEW_MS)
    throw errors.mismatch(
      `Signature not yet current: ${time} is still later than ${basic(now + SKEW_MS)} (${basic(now)} + ${inMinutes(SKEW_MS)} min.)`,
    );
}

function inMinutes(milliseconds: number): number {
  return Math.floor(milliseconds / 60_000);
}

/** Host and every x-amz-* header have to be signed, or a man in the middle could change them. */
function checkSignedHeaders(
  headers: SignedRequest['headers'],
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

const MOST_SIGNING_KEYS = 1000;

/** Signing keys that a sandbox has met. They hold for a day, and making one costs more than using it. */
export class SigningKeys {
  readonly #known = new Map<string, Buffer>();

  of(secret: string, { date, region, service }: Signature): Buffer {
    const name = `${secret}/${date}/${region}/${service}`;
    const known = this.#known.get(name);
    if (known) return known;
    const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
      (previous, part) => createHmac('sha256', previous).update(part).digest(),
      `AWS4${secret}`,
    ) as Buffer;
    if (this.#known.size >= MOST_SIGNING_KEYS) this.#known.clear();
    this.#known.set(name, key);
    return key;
  }
}
