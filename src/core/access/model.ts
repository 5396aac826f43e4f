import type { Grant } from '../keys/model';
import type { CompiledPolicy } from './compiled';
import type { Level } from './level';

/** A policy as text, as parsed JSON, or compiled (`compilePolicy`) by a caller who asks often. */
export type PolicySource = string | CompiledPolicy | Readonly<Record<string, unknown>>;

/** A policy with the name under which people know it; `document` is the form in which IAM lists it. */
export interface NamedPolicy {
  name: string;
  document: PolicySource;
}

export type PolicyInput = PolicySource | NamedPolicy;

/** What is known of the caller beyond the ARN. */
export interface Session {
  /** ARN of the role with its path, which the ARN of the session does not tell. */
  roleArn?: string;
  /** Session and principal tags: `aws:PrincipalTag/…`. */
  tags?: Readonly<Record<string, string>>;
  /** `cognito-identity.amazonaws.com` or the ARN of a SAML or OIDC provider, for federated principals. */
  federatedProvider?: string;
}

/**
 * One request to KMS and all policies that bear on it. What is absent is taken as not there: no identity
 * policies means that IAM allows nothing; no service control policies means that none restricts.
 */
export interface AccessRequest {
  /**
   * Who asks: the ARN of a user, role, role session, federated user or root user; the name of a service
   * (`cloudtrail.amazonaws.com`); or `*` for somebody unknown.
   */
  principal: string;
  /** Where the ARN does not tell it. */
  principalAccount?: string;
  /** `AIDA…` or `AROA…` (also with `:session`), for policies that name unique ids. */
  principalId?: string;
  session?: Session;
  /** `kms:Decrypt`; upper and lower case are the same. */
  action: string;
  /** ARN of the key or alias; `*` for operations that work on no key (`kms:ListKeys`). */
  resource: string;
  /** The account that owns the key, where the ARN does not tell it. */
  keyAccount?: string;
  /** The key policy. Absent for operations without a key: then IAM alone decides. */
  keyPolicy?: PolicySource;
  identityPolicies?: readonly PolicyInput[];
  /** The key's grants; for `kms:RetireGrant`, the one that is to be retired. */
  grants?: readonly Grant[];
  /**
   * Accepted for completeness: a grant token makes a new grant count at once, and the grants given here count
   * anyway.
   */
  grantTokens?: readonly string[];
  /**
   * Condition keys of the request, names in any case: `kms:EncryptionContext:app`, `kms:ViaService`,
   * `aws:SourceIp`… What follows from principal and resource (`aws:PrincipalArn`, `kms:CallerAccount`…) is
   * filled in where it is not given. The clock is not: pass `aws:CurrentTime`.
   */
  context?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Service control policies of the caller's account. Policies given side by side are one level of the
   * organization; a list within the list is a level of its own, and each level has to allow.
   */
  serviceControlPolicies?: readonly (PolicyInput | readonly PolicyInput[])[];
  /** Resource control policies of the key's account; AWS's own `RCPFullAWSAccess` is always added. */
  resourceControlPolicies?: readonly (PolicyInput | readonly PolicyInput[])[];
  /** Of the user or role; where there are several, each has to allow. */
  permissionBoundaries?: readonly PolicyInput[];
  /** Passed when the session began; one of them has to allow. */
  sessionPolicies?: readonly PolicyInput[];
}

export type Decision = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';

/** The kinds of policy that can decide a request. `operation`: KMS refuses it whatever the policies say. */
export type Layer =
  | 'key-policy'
  | 'identity-policy'
  | 'grant'
  | 'service-control-policy'
  | 'resource-control-policy'
  | 'permissions-boundary'
  | 'session-policy'
  | 'root-user'
  | 'operation';

/** Where in the policies something is. */
export interface Place {
  layer: Layer;
  /** Name of the policy, or its place in the list (`identityPolicies[1]`). */
  policy?: string;
  /** From zero, as it stands in the document. */
  statement?: number;
  sid?: string;
  grantId?: string;
}

/** One sentence of the explanation, with the place that it speaks of. */
export interface Reason extends Place {
  effect: 'allows' | 'delegates' | 'denies' | 'lacks';
  text: string;
}

/** The first element of a statement that the request fails; `matched` where all hold. */
export type Outcome =
  | 'matched'
  /** Matches the caller's account, and so leaves the decision to the account's IAM policies. */
  | 'delegated'
  | 'principal'
  | 'action'
  | 'resource'
  | 'condition'
  /** Lacks an element that it needs, and so never matches anything. */
  | 'dead';

/** A condition that failed, and what the request had. */
export interface FailedCondition {
  operator: string;
  key: string;
  expected: readonly string[];
  /** Absent where the request has no such key. */
  actual?: readonly string[];
}

/** What one statement or grant said to the request. */
export interface Step extends Place {
  effect: 'Allow' | 'Deny';
  outcome: Outcome;
  /** Which element a dead statement lacks, or what of a grant did not fit. */
  detail?: string;
  condition?: FailedCondition;
  /** Why the NotPrincipal of a Deny that matched does not spare the caller. */
  unspared?: Unspared;
}

/** What of the caller is not listed, and whether a permissions boundary makes listing useless. */
export interface Unspared {
  notListed: readonly Level[];
  bounded: boolean;
}

export interface Verdict {
  decision: Decision;
  /** The layer that decides: that allows, that denies, or that is missing. */
  layer: Layer;
  reasons: Reason[];
  /** Every statement and grant, in the order in which they were given. */
  trace: Step[];
}

/** The decision and what speaks for it. */
export type Ruling = Omit<Verdict, 'trace'>;
