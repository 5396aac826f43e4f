import type { Caller, CallerSession } from './caller';
import type { Identities } from './identities';
import type { SignedRequest } from './canonical';
import { claimedSignature } from './claimedSignature';
import type { Signature } from './claimedSignature';
import type { Session, Sessions } from './sessions';
import { verifySignature } from './signature';
import type { SigningKeys } from './signature';
import { signatureErrors } from './signatureErrors';
import type { SignatureErrors } from './signatureErrors';

export interface AuthenticationParts {
  identities: Identities;
  sessions: Sessions;
  signingKeys: SigningKeys;
  accountId: string;
  /** Of requests without a signature, which would say it. */
  region: string;
  /** Takes any access key and any signature, or none, as some programs' tests need it. */
  anyCredentials: boolean;
  /** Milliseconds by the sandbox's clock, for the end of sessions. */
  now: () => number;
}

/** Who calls, from where in the world, and for which service. */
export interface Authenticated {
  caller: Caller;
  region: string;
  /** Absent where there is no signature to say it. */
  service?: string;
  accessKeyId: string;
}

/** Believes the signature of a request, or throws AWS's error of the protocol. */
export function authenticate(
  request: SignedRequest,
  protocol: 'json' | 'query',
  parts: AuthenticationParts,
): Authenticated {
  const errors = signatureErrors(protocol);
  const signature = claimedSignature(request, errors);
  if (signature === undefined) {
    if (!parts.anyCredentials) throw errors.missing();
    return { caller: rootOf(parts.accountId), region: parts.region, accessKeyId: '' };
  }
  const known = credentialsOf(signature, parts, errors);
  if (!known) {
    if (!parts.anyCredentials) throw errors.unknownKey();
    return authenticated(rootOf(parts.accountId), signature, errors);
  }
  const signingKey = () => parts.signingKeys.of(known.secret, signature);
  verifySignature(request, signature, signingKey, errors);
  return authenticated(known.caller, signature, errors);
}

function authenticated(
  caller: Caller,
  { region, service, accessKeyId }: Signature,
  errors: SignatureErrors,
): Authenticated {
  if (!/^[a-z]{2}(-[a-z]+){1,3}-\d{1,2}$/.test(region))
    throw errors.mismatch(`Credential should be scoped to a valid region, not '${region}'. `);
  return { caller, region, service, accessKeyId };
}

interface Credentials {
  caller: Caller;
  secret: string;
}

function credentialsOf(
  signature: Signature,
  parts: AuthenticationParts,
  errors: SignatureErrors,
): Credentials | undefined {
  if (signature.sessionToken !== undefined)
    return sessionOf(signature, signature.sessionToken, parts, errors);
  const key = parts.identities.accessKey(signature.accessKeyId);
  const user = key && parts.identities.iam.principal(key.arn);
  if (!key || !user) return undefined;
  const { arn, accountId, id } = user;
  return { caller: { arn, accountId, userId: id, principalArn: arn }, secret: key.secretAccessKey };
}

function sessionOf(
  signature: Signature,
  token: string,
  { identities, sessions, now }: AuthenticationParts,
  errors: SignatureErrors,
): Credentials | undefined {
  const session = sessions.open(token);
  const role = session && identities.iam.principal(session.roleArn);
  if (!session || !role || session.accessKeyId !== signature.accessKeyId) return undefined;
  if (session.expires <= now()) throw errors.expiredToken();
  const { accountId, name, id } = role;
  return {
    secret: session.secretAccessKey,
    caller: {
      arn: `arn:aws:sts::${accountId}:assumed-role/${name}/${session.sessionName}`,
      accountId,
      userId: `${id}:${session.sessionName}`,
      principalArn: role.arn,
      ...(session.sessionPolicies.length > 0 && { sessionPolicies: session.sessionPolicies }),
      session: callerSession(session),
    },
  };
}

/** The shortest session lasts this long: where a token does not say when it was issued, it is at least as old. */
const SHORTEST_MS = 900_000;

function callerSession(session: Session): CallerSession {
  const {
    expires,
    issued = expires - SHORTEST_MS,
    mfa,
    tags = {},
    transitive = [],
    sourceIdentity,
  } = session;
  return {
    ...{ issued, tags, transitive },
    ...(mfa !== undefined && { mfa }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
}

function rootOf(accountId: string): Caller {
  const arn = `arn:aws:iam::${accountId}:root`;
  return { arn, accountId, userId: accountId, principalArn: arn };
}
