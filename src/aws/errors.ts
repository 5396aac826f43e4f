import { KmsError, type KmsErrorDetails, type Reason } from '../core/errors';
import { redact } from '../core/redact';

/** Error code of AWS, of the SDK or of Node → our reason. Source: KMS API reference, "Common error types" and each operation. */
const reasons = new Map<string, Reason>(
  Object.entries({
    AccessDeniedException: 'denied',
    AccessDenied: 'denied',
    NotAuthorized: 'denied',
    OptInRequired: 'denied',
    // IAM Identity Center Portal API, GetRoleCredentials: the role is not assigned; the token is no longer good.
    ForbiddenException: 'denied',
    UnauthorizedException: 'credentials-expired',
    // IAM Identity Center OIDC API, CreateToken.
    InvalidGrantException: 'credentials-expired',
    InvalidClientException: 'credentials-expired',
    UnauthorizedClientException: 'credentials-expired',
    // STS API, AssumeRoleWithWebIdentity.
    IDPRejectedClaim: 'denied',
    IDPRejectedClaimException: 'denied',
    InvalidIdentityToken: 'credentials-wrong',
    InvalidIdentityTokenException: 'credentials-wrong',
    IDPCommunicationError: 'service',
    IDPCommunicationErrorException: 'service',
    RegionDisabledException: 'region-off',

    ExpiredToken: 'credentials-expired',
    ExpiredTokenException: 'credentials-expired',
    TokenRefreshRequired: 'credentials-expired',
    UnrecognizedClientException: 'credentials-wrong',
    InvalidClientTokenId: 'credentials-wrong',
    InvalidSignatureException: 'credentials-wrong',
    SignatureDoesNotMatch: 'credentials-wrong',
    IncompleteSignature: 'credentials-wrong',
    IncompleteSignatureException: 'credentials-wrong',
    MissingAuthenticationToken: 'credentials-wrong',
    MissingAuthenticationTokenException: 'credentials-wrong',
    RequestExpired: 'clock-wrong',
    RequestTimeTooSkewed: 'clock-wrong',

    ENOTFOUND: 'network',
    EAI_AGAIN: 'network',
    ECONNREFUSED: 'network',
    ECONNRESET: 'network',
    EHOSTUNREACH: 'network',
    ENETUNREACH: 'network',
    EPIPE: 'network',
    // Node API, "X509 certificate error codes".
    UNABLE_TO_GET_ISSUER_CERT: 'certificate',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
    CERT_NOT_YET_VALID: 'certificate',
    CERT_UNTRUSTED: 'certificate',
    CERT_REJECTED: 'certificate',
    CERT_SIGNATURE_FAILURE: 'certificate',
    INVALID_CA: 'certificate',
    ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
    CERT_HAS_EXPIRED: 'certificate',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
    SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
    // TLS asked of a server that speaks none, or the other way round.
    EPROTO: 'not-aws',
    ERR_SSL_WRONG_VERSION_NUMBER: 'not-aws',
    ERR_INVALID_URL: 'endpoint-wrong',

    ETIMEDOUT: 'timeout',
    TimeoutError: 'timeout',
    RequestTimeout: 'timeout',
    RequestTimeoutException: 'timeout',

    // The codes that the SDKs know, of which one is for quotas of another kind: LimitExceededException.
    Throttling: 'throttled',
    ThrottlingException: 'throttled',
    ThrottledException: 'throttled',
    TooManyRequests: 'throttled',
    TooManyRequestsException: 'throttled',
    RequestLimitExceeded: 'throttled',
    RequestThrottled: 'throttled',
    RequestThrottledException: 'throttled',
    ProvisionedThroughputExceededException: 'throttled',
    BandwidthLimitExceeded: 'throttled',
    EC2ThrottledException: 'throttled',
    SlowDown: 'throttled',

    KMSInternalException: 'service',
    DependencyTimeoutException: 'service',
    KeyUnavailableException: 'service',
    InternalFailure: 'service',
    InternalError: 'service',
    ServiceUnavailable: 'service',
    ServiceFailure: 'service',

    NotFoundException: 'not-found',
    NoSuchEntity: 'not-found',
    CustomKeyStoreNotFoundException: 'not-found',
    AlreadyExistsException: 'already-exists',
    KMSInvalidStateException: 'wrong-state',
    CustomKeyStoreInvalidStateException: 'wrong-state',
    DisabledException: 'disabled',
    UnsupportedOperationException: 'unsupported',
    InvalidKeyUsageException: 'unsupported',
    LimitExceededException: 'limit',
    LimitExceeded: 'limit',
    MalformedPolicyDocumentException: 'malformed-policy',
    ConflictException: 'conflict',
    ConcurrentModification: 'conflict',

    ValidationException: 'invalid',
    ValidationError: 'invalid',
    InvalidAliasNameException: 'invalid',
    InvalidArnException: 'invalid',
    InvalidMarkerException: 'invalid',
    TagException: 'invalid',
    SerializationException: 'invalid',

    AbortError: 'cancelled',
  } satisfies Record<string, Reason>),
);

/** The one translator from whatever the SDK throws to a failure that people can be told. Never throws. */
export function toKmsError(error: unknown, details: KmsErrorDetails = {}): KmsError {
  if (error instanceof KmsError) return withDetails(error, details);
  const failure = shapeOf(error);
  const all: KmsErrorDetails = { ...details, cause: error };
  if (failure.code !== undefined) all.code = failure.code;
  if (failure.requestId !== undefined) all.requestId = failure.requestId;
  // The cause keeps the words as they are for the log, which redacts them too.
  return new KmsError(reasonOf(failure), redact(failure.message), all);
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
  /** Whether the SDK could make nothing of the answer. */
  unreadable: boolean;
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
  if (failure.unreadable) return (failure.status ?? 0) >= 500 ? 'service' : 'not-aws';
  // KMS and STS tell a wrong clock in the text only: “Signature expired: … is now earlier than …”.
  if (/^signature (expired|not yet current)\b/i.test(failure.message)) return 'clock-wrong';
  const known = failure.code === undefined ? undefined : reasons.get(failure.code);
  if (known !== undefined) return known;
  // Node's HTTP parser: what came is no HTTP.
  if (failure.code?.startsWith('HPE_')) return 'not-aws';
  if (failure.status === 407) return 'not-aws';
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
  if (typeof error !== 'object' || error === null) return { message: String(error), unreadable: false };
  const record = error as Record<string, unknown>;
  const metadata = (record.$metadata ?? {}) as Record<string, unknown>;
  const code = firstText([knownName(record), record.code, record.Code, record.name]);
  const requestId = firstText([metadata.requestId]);
  const status = metadata.httpStatusCode;
  const unreadable = /\n\s*Deserialization error: /.test(String(record.message));
  return {
    message: unreadable ? answerOf(record, status) : messageOf(error, record),
    unreadable,
    ...(code === undefined ? {} : { code }),
    ...(typeof status === 'number' ? { status } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** What answered, in place of the SDK's advice to those who program with it. */
function answerOf(record: Record<string, unknown>, status: unknown): string {
  const response = record.$response as { headers?: Record<string, string> } | undefined;
  const type = response?.headers?.['content-type']?.split(';')[0] ?? 'unknown type';
  return `status ${typeof status === 'number' ? status : 'unknown'}, ${type}`;
}

/** Failures that Node makes while connecting have no message of their own when both address families failed. */
function messageOf(error: object, record: Record<string, unknown>): string {
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
  if (name === 'TimeoutError' && typeof code === 'string' && reasons.has(code)) return code;
  return reasons.has(name) || name === 'CredentialsProviderError' || name === 'TokenProviderError'
    ? name
    : undefined;
}

function firstText(candidates: unknown[]): string | undefined {
  return candidates.find((value): value is string => typeof value === 'string' && value !== '');
}
