import type { StepId } from './steps';

/** Something about the draft that a person should know, at its field. */
export interface Problem {
  step: StepId;
  /** Where it is: `alias`, `tags.2.key`, `administrators.0`, `otherAccounts.1`, `policy`. */
  field: string;
  /** Errors keep the key from being made; warnings and infos do not. */
  severity: 'error' | 'warning' | 'info';
  code: string;
  /** What is wrong and what to write instead. */
  message: string;
  /** In the policy's text, 1-based. */
  at?: { line: number; column: number };
}

/** What the checks need to know beyond the draft. What is absent is not known, and not judged. */
export interface DraftFacts {
  /** Names with prefix of the region's aliases. */
  aliases?: ReadonlySet<string>;
  /** ARNs of the account's users and roles. */
  principals?: ReadonlySet<string>;
}

export function errorsOf(problems: readonly Problem[], step?: StepId): Problem[] {
  return problems.filter(
    (problem) => problem.severity === 'error' && (step === undefined || problem.step === step),
  );
}
