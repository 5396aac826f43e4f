import type { PolicyDocument, Span } from './document';
import { factsOf } from './facts';
import type { PolicyFacts } from './facts';
import type { Change, Fix } from './fixes/fix';
import { judgeChange } from './fixes/judge';
import type { PrintedPolicy } from './printed';
import { printedFix, printedPolicy } from './printed';
import { rules } from './rules/table';
import { notices } from './rules/parts/notices';
import type { Known, Severity } from './rules/parts/rule';

/** Something that is wrong with a policy, or could be better. */
export interface Finding {
  code: string;
  severity: Severity;
  message: string;
  span: Span;
  /** AWS's page on the matter. */
  link: string;
  /** The likeliest first. Made when they are asked for: nobody asks while somebody types. */
  fixes: () => readonly Fix[];
}

/** Severities that somebody prefers to the rules' own, by code. */
export type Severities = Readonly<Record<string, Severity | 'off' | undefined>>;

/** All findings of a policy, in the order of the text. */
export function lintPolicy(
  document: PolicyDocument,
  known: Known = {},
  severities: Severities = {},
): Finding[] {
  const printed = document.embedded ? undefined : printedPolicy(document, document.text);
  if (printed) return lintPrinted(printed, known, severities);
  const policy = factsOf(document, known);
  const findings: Finding[] = [];
  for (const rule of rules) {
    const wanted = severities[rule.code];
    if (wanted === 'off') continue;
    for (const { span, message, fixes, severity = rule.severity } of rule.check(policy)) {
      findings.push({
        code: rule.code,
        severity: wanted ?? severity,
        message,
        span,
        link: rule.link,
        fixes: judged(policy, fixes),
      });
    }
  }
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** What `get-key-policy` answers is no policy itself: the text in it is checked where it stands. */
function lintPrinted(
  { document, span, back }: PrintedPolicy,
  known: Known,
  severities: Severities,
): Finding[] {
  const { code, severity, link } = notices.policyIsText;
  const note: Finding = {
    ...{ code, severity, link },
    message:
      'This is what "aws kms get-key-policy" prints: the key policy is the text in it, which is checked here. Save it alone (--query Policy --output text) to put it to a key.',
    span: { start: span.start, end: span.start + 1 },
    fixes: () => [],
  };
  const inside = lintPolicy(document, known, severities).map((finding) => ({
    ...finding,
    span: back(finding.span),
    fixes: () => finding.fixes().map((fix) => printedFix(fix, back)),
  }));
  return [note, ...inside];
}

function judged(policy: PolicyFacts, changes: (() => readonly Change[]) | undefined): Finding['fixes'] {
  let fixes: readonly Fix[] | undefined;
  return () => (fixes ??= (changes?.() ?? []).flatMap((change) => judgeChange(policy, change)));
}
