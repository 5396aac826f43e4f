import { KmsError, type KmsErrorDetails, type Reason } from '../core/errors';
import { redact } from '../core/redact';
import { connectionFailures, reasonOfCode } from './errorCodes';

/** The one translator from whatever the SDK throws to a failure that people can be told. Never throws. */
export function toKmsError(error: unknown, details: KmsErrorDetails = {}): KmsError {
  if (error instanceof KmsError) return withDetails(plain(error), details);
  const failure = shapeOf(error);
  const all: KmsErrorDetails = { ...details, cause: error };
  if (failure.code !== undefined) all.code = failure.code;
  if (failure.requestId !== undefined) all.requestId = failure.requestId;
  // The cause keeps the words as they are for the log, which redacts them too.
  return new KmsError(reasonOf(failure), redact(failure.message), all);
}

/** The SDK adds its advice to whatever fails while an answer is read, our own failures too. */
const sdkAdvice = /\n\s*Deserialization error: .*/s;

function plain(error: KmsError): KmsError {
  if (!sdkAdvice.test(error.message)) return error;
  return new KmsError(error.reason, error.message.replace(sdkAdvice, ''), error.details);
}

/**
 * A failure that was translated before, with what it did not know yet. A step on the way to credentials keeps its own
 * operation and place: it was not the call that failed.
 */
function withDetails(error: KmsError, details: KmsErrorDetails): KmsError {
  const { operation } = error.details;
  const added =
    operation === undefined
      ? details
      : details.connection === undefined
        ? {}
        : { connection: details.connection };
  if (Object.keys(added).every((key) => Object.hasOwn(error.details, key))) return error;
  return new KmsError(error.reason, error.message, { ...added, ...error.details });
}

interface Failure {
  code?: string;
  message: string;
  status?: number;
  requestId?: string;
  /** Whether there was an answer that is no error of AWS's and could not be read as anything else. */
  foreign: boolean;
}

function reasonOf(failure: Failure): Reason {
  if (failure.code === 'CredentialsProviderError' || failure.code === 'TokenProviderError') {
    return credentialsReason(failure.message);
  }
  if (failure.code === 'MalformedPolicyDocumentException') return policyReason(failure.message);
  // KMS says this of ARNs in requests and in key policies alike.
  if (failure.code === 'InvalidArnException' && /key policy/i.test(failure.message))
    return 'invalid-principal';
  // STS has one code for a role that may not be assumed and for a wrong code of its MFA device.
  if (/MultiFactorAuthentication failed/i.test(failure.message)) return 'mfa-wrong';
  if (failure.status === 429) return 'throttled';
  if (failure.code === lacking) return 'unsupported';
  // AWS's front ends, and the proxies before them, fail without words of their own.
  if (failure.foreign) return (failure.status ?? 0) >= 500 ? 'service' : 'not-aws';
  // KMS and STS tell a wrong clock in the text only: “Signature expired: … is now earlier than …”.
  if (/^signature (expired|not yet current)\b/i.test(failure.message)) return 'clock-wrong';
  const known = failure.code === undefined ? undefined : reasonOfCode.get(failure.code);
  if (known !== undefined) return known;
  // Node's HTTP parser: what came is no HTTP.
  if (failure.code?.startsWith('HPE_')) return 'not-aws';
  // The editor's agent keeps what happened on the way to a proxy to itself (@vscode/proxy-agent, `PacProxyAgent`).
  if (/^failed to establish a socket connection to proxies/i.test(failure.message)) return 'network';
  // Servers in front of AWS and imitations of it have codes of their own; the words are AWS's.
  if (/\brate exceeded\b|\btoo many requests\b|\breduce your request rate\b/i.test(failure.message))
    return 'throttled';
  if (failure.status === 403) return 'denied';
  return (failure.status ?? 0) >= 500 ? 'service' : 'unknown';
}

/** The SDK's providers tell an expired sign-in from absent credentials in words only. */
function credentialsReason(message: string): Reason {
  return /expired|sso login|aws login|re-?authenticate|refresh|session associated with this profile/i.test(
    message,
  )
    ? 'credentials-expired'
    : 'credentials-missing';
}

/** KMS has one code for three mistakes in a policy (texts: PutKeyPolicy and CreateKey, recorded answers). */
function policyReason(message: string): Reason {
  if (/will not allow you to update the key policy/i.test(message)) return 'lockout';
  return /invalid principals?/i.test(message) ? 'invalid-principal' : 'malformed-policy';
}

function shapeOf(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return { message: String(error), foreign: false };
  const record = error as Record<string, unknown>;
  const metadata = (record.$metadata ?? {}) as Record<string, unknown>;
  const code = firstText([knownName(record), record.code, record.Code, record.name]);
  const requestId = firstText([metadata.requestId]);
  const status = metadata.httpStatusCode;
  const foreign = isForeign(record, code, status);
  if (isLacking(record, status)) return { message: '', foreign: false, code: lacking };
  return {
    message: foreign ? answerOf(record, status) : messageOf(error, record),
    foreign,
    ...(code === undefined ? {} : { code }),
    ...(typeof status === 'number' ? { status } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** Our code for an operation that the server asked does not have. */
export const lacking = 'UnknownOperationException';

/** AWS names it in one of two ways, by protocol; imitations have a status or words. */
function isLacking(record: Record<string, unknown>, status: unknown): boolean {
  const names = [record.name, record.Code, record.code];
  return (
    status === 501 ||
    names.includes('UnknownOperationException') ||
    names.includes('InvalidAction') ||
    /\bnot (yet )?(been )?implemented\b/i.test(String(record.message))
  );
}

/** Errors of AWS have a code; what could not be read has none, unless the connection broke within it. */
function isForeign({ message }: Record<string, unknown>, code: string | undefined, status: unknown): boolean {
  if (code !== undefined && reasonOfCode.has(code)) return false;
  if (sdkAdvice.test(String(message))) return true;
  // The SDK's words where an answer names no error.
  const nameless = [code ?? 'Unknown', String(message)].some((text) => /^Unknown(Error)?$/.test(text));
  return typeof status === 'number' && status >= 300 && nameless;
}

/** What answered, in place of the SDK's advice to those who program with it. */
function answerOf(record: Record<string, unknown>, status: unknown): string {
  const response = record.$response as { headers?: Record<string, string> } | undefined;
  const type = response?.headers?.['content-type']?.split(';')[0] ?? 'unknown type';
  return `status ${typeof status === 'number' ? status : 'unknown'}, ${type}`;
}

/** Whom a connection was for and how it failed: “ENOTFOUND: no such name, kms.example.com”. */
function connectingMessage(record: Record<string, unknown>): string | undefined {
  const code = firstText([record.code, record.name]);
  const words = code === undefined ? undefined : connectionFailures.get(code);
  if (words === undefined) return undefined;
  const host = firstText([record.hostname, record.address]);
  const port = typeof record.port === 'number' ? `:${record.port}` : '';
  return `${code}: ${words}${host === undefined ? '' : `, ${host}${port}`}`;
}

/** Failures that Node makes while connecting have no message of their own when both address families failed. */
function messageOf(error: object, record: Record<string, unknown>): string {
  const told = connectingMessage(record);
  if (told !== undefined) return told;
  // Words for those who maintain this program; the log has them.
  if (error instanceof TypeError || error instanceof RangeError) return 'something unexpected, see the log';
  const own = firstText([record.message, record.Message]);
  if (own !== undefined) return own;
  if (error instanceof AggregateError) {
    return error.errors.map((one) => (one instanceof Error ? one.message : String(one))).join('; ');
  }
  return '';
}

function knownName({ name, code }: Record<string, unknown>): string | undefined {
  if (typeof name !== 'string') return undefined;
  // The SDK calls a cut connection a timeout too; only its code tells them apart.
  if (name === 'TimeoutError' && typeof code === 'string' && reasonOfCode.has(code)) return code;
  return reasonOfCode.has(name) || name === 'CredentialsProviderError' || name === 'TokenProviderError'
    ? name
    : undefined;
}

function firstText(candidates: unknown[]): string | undefined {
  return candidates.find((value): value is string => typeof value === 'string' && value !== '');
}
