import type { Key } from '../../../keys/model';
import type { PolicyFacts } from '../../facts';
import type { Span } from '../../document';
import type { Change } from '../../fixes/fix';

/** `info` is a suggestion: the policy works as it stands. */
export type Severity = 'error' | 'warning' | 'info';

/** What is known beside the text. Whatever is absent is not checked. */
export interface Known {
  /** The key that the policy belongs to, as far as it is known. */
  key?: Partial<Pick<Key, 'arn' | 'keyId' | 'accountId' | 'region' | 'spec' | 'usage' | 'origin'>> & {
    multiRegion?: boolean;
  };
  /** ARN of who would save the policy. */
  callerArn?: string;
  /** The caller's account, where the ARN is not known. */
  callerAccount?: string;
  /** The users and roles of an account, by account id: complete lists only. */
  principals?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What a rule says of a place in the policy. */
export interface Report {
  span: Span;
  /** What is wrong and what to write instead: one or two whole sentences. */
  message: string;
  /** Made only when somebody asks for them: the likeliest first. */
  fixes?: () => Change[];
  /** Where it differs from the rule's own; taken from rules only whose severity varies. */
  severity?: Severity;
}

/** One check. A value without state: the same policy always gives the same reports. */
export interface Rule {
  /** Access Analyzer's issue code where it has one, `KMS_…` where only KMS knows. */
  code: string;
  severity: Severity;
  /** Reports may have another one. */
  severityVaries?: true;
  /** One sentence for lists of rules. */
  summary: string;
  /** AWS's page on the matter. */
  link: string;
  check(policy: PolicyFacts): Iterable<Report>;
}
