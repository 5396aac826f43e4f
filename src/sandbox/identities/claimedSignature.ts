import { dayMs } from '../../core/time';
import { basicTime } from './basicTime';
import { splitOnce } from './canonical';
import type { SignedRequest } from './canonical';
import type { SignatureErrors } from './signatureErrors';

/** A Signature of Version 4, taken apart and not yet believed. */
export interface Signature {
  accessKeyId: string;
  /** `20261124T101500Z`, when it was made: of `X-Amz-Date` or `Date`. */
  time: string | undefined;
  /** How long after that it may be used: of a presigned URL only. */
  expiresMs?: number;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  sessionToken?: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
const MOST_EXPIRES_SECONDS = (7 * dayMs) / 1000;

/** The signature that a request comes with, in its Authorization header or in its URL; undefined without one. */
export function claimedSignature(request: SignedRequest, errors: SignatureErrors): Signature | undefined {
  const header = request.headers['authorization']?.[0];
  if (header !== undefined) return signatureInHeader(header, request.headers, errors);
  const query = new URLSearchParams(splitOnce(request.url, '?')[1]);
  if (query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature')) return signatureInUrl(query, errors);
  return undefined;
}

function signatureInHeader(
  header: string,
  headers: SignedRequest['headers'],
  errors: SignatureErrors,
): Signature {
  if (!header.startsWith(`${ALGORITHM} `))
    throw errors.incomplete(`Authorization header requires '${ALGORITHM}' algorithm.`);
  const fields = new Map(
    header
      .slice(ALGORITHM.length + 1)
      .split(',')
      .map((field) => {
        const [name, value = ''] = splitOnce(field.trim(), '=');
        return [name, value];
      }),
  );
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !fields.get(name));
  if (missing.length > 0)
    throw errors.incomplete(
      missing.map((name) => `Authorization header requires '${name}' parameter.`).join(' '),
    );
  const [token] = headers['x-amz-security-token'] ?? [];
  return {
    ...scopeOf(fields.get('Credential') ?? '', errors),
    time: headers['x-amz-date']?.join(', ') ?? basicTime(headers['date']?.[0]),
    signedHeaders: (fields.get('SignedHeaders') ?? '').split(';'),
    signature: fields.get('Signature') ?? '',
    ...(token !== undefined && { sessionToken: token }),
  };
}

const queryMembers = ['Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date', 'Expires'].map(
  (name) => `X-Amz-${name}`,
);

/** Of a presigned URL. */
function signatureInUrl(query: URLSearchParams, errors: SignatureErrors): Signature {
  const missing = queryMembers.filter((name) => !query.get(name));
  if (missing.length > 0)
    throw errors.incomplete(
      `${missing.map((name) => `AWS query-string parameters must include '${name}'.`).join(' ')} Re-examine the query-string parameters.`,
    );
  const value = (name: string) => query.get(`X-Amz-${name}`) ?? '';
  if (value('Algorithm') !== ALGORITHM)
    throw errors.incomplete(`Unsupported AWS 'algorithm': '${value('Algorithm')}'`);
  const seconds = Number(value('Expires'));
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_EXPIRES_SECONDS)
    throw errors.incomplete(`X-Amz-Expires must be between 1 and ${MOST_EXPIRES_SECONDS} seconds.`);
  const token = query.get('X-Amz-Security-Token');
  return {
    ...scopeOf(value('Credential'), errors),
    time: value('Date'),
    expiresMs: seconds * 1000,
    signedHeaders: value('SignedHeaders').split(';'),
    signature: value('Signature'),
    ...(token !== null && { sessionToken: token }),
  };
}

type Scope = Pick<Signature, 'accessKeyId' | 'date' | 'region' | 'service'>;

function scopeOf(credential: string, errors: SignatureErrors): Scope {
  const [terminator, service, region, date, ...rest] = credential.split('/').reverse();
  const accessKeyId = rest.reverse().join('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request')
    throw errors.incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  return { accessKeyId, date, region, service };
}
