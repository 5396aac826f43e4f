import type { PolicyInput } from '../../core/access/model';

/** Who calls, as the access key of the signature says. */
export interface Caller {
  arn: string;
  accountId: string;
  userId: string;
  /** ARN of the role of an assumed-role session, else the same as `arn`. */
  principalArn: string;
  /** Policies that were passed to AssumeRole. */
  sessionPolicies?: PolicyInput[];
  /** Of temporary credentials only. */
  session?: CallerSession;
}

/** What condition keys can ask of the session behind temporary credentials. Dates in milliseconds since 1970. */
export interface CallerSession {
  issued: number;
  /** When the caller proved to have an MFA device; absent where it was not asked for. */
  mfa?: number;
  tags: Readonly<Record<string, string>>;
  /** Keys of the tags that go on to the sessions that this one opens. */
  transitive: readonly string[];
  sourceIdentity?: string;
}
