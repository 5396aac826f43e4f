import type { PolicyFacts } from '../../facts';
import type { Span } from '../../document';
import type { Change } from '../../fixes/fix';

/** `info` is a suggestion: the policy works as it stands. */
export type Severity = 'error' | 'warning' | 'info';

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
