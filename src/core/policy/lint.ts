import type { PolicyDocument, Span } from './document';
import { factsOf } from './facts';
import { isNoPolicy } from './file/noPolicy';
import { savingCodes } from './file/wholePolicy';
import type { PolicyFacts } from './facts';
import type { Change, Fix } from './fixes/fix';
import { judgeChange } from './fixes/judge';
import { withoutPlaceholders } from './placeholders';
import type { PrintedPolicy } from './printed';
import { printedFix, printedPolicy } from './printed';
import { rules } from './rules/table';
import { notices } from './rules/parts/notices';
import { placeholderReports } from './rules/parts/placeholderFindings';
import type { Report, Rule, Severity } from './rules/parts/rule';
import type { Known } from './known';
import { ownValue } from '../ownValue';

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

/**
 * So many findings of one rule, and of one severity, are listed. A policy that is full of them has one cause; looking
 * for all of them would cost a key stroke the time that it has for everything.
 */
const mostOfARule = 100;

/** All findings of a policy, in the order of the text; of more than a hundred of a kind the last says so. */
export function lintPolicy(
  document: PolicyDocument,
  known: Known = {},
  severities: Severities = {},
): Finding[] {
  const printed = document.embedded ? undefined : printedPolicy(document, document.text);
  if (printed) return lintPrinted(printed, known, severities);
  if (!document.embedded && isNoPolicy(document)) return [noPolicy(document)];
  const read = withoutPlaceholders(document);
  const policy = factsOf(read.document, known);
  const findings = placeholderReports(read.placeholders, known).flatMap((report) =>
    asFinding(report, severities),
  );
  for (const rule of rules) {
    const wanted = ownValue(severities, rule.code);
    if (wanted === 'off' || (known.key?.manager === 'AWS' && savingCodes.has(rule.code))) continue;
    for (const { span, message, fixes, severity } of upTo(mostOfARule, rule, policy)) {
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

function asFinding(
  { notice: { code, link }, span, message, severity }: ReturnType<typeof placeholderReports>[number],
  severities: Severities,
): Finding[] {
  const wanted = ownValue(severities, code) ?? severity;
  return wanted === 'off' ? [] : [{ code, link, span, message, severity: wanted, fixes: () => [] }];
}

/** Whoever checks it takes it for a key policy: that is wrong, and all that is to be said. */
function noPolicy({ root }: PolicyDocument): Finding {
  const { code, link } = notices.noKeyPolicy;
  const start = root?.span.start ?? 0;
  return {
    ...{ code, link, severity: 'error', span: { start, end: start + 1 } },
    message:
      'This is JSON, but no key policy: it has no Statement, and nothing else that a policy has. Nothing in it was checked.',
    fixes: () => [],
  };
}

type Graded = Report & { severity: Severity };

/** The reports of a rule up to the ceiling. None hides a more severe one: that has a ceiling of its own. */
function* upTo(most: number, rule: Rule, policy: PolicyFacts): Iterable<Graded> {
  const counts = new Map<Severity, number>();
  const held = new Map<Severity, Graded>();
  for (const report of rule.check(policy)) {
    const severity = rule.severityVaries ? (report.severity ?? rule.severity) : rule.severity;
    const count = (counts.get(severity) ?? 0) + 1;
    counts.set(severity, count);
    if (count < most) yield { ...report, severity };
    else if (count === most) held.set(severity, { ...report, severity });
    const last = count > most ? held.get(severity) : undefined;
    if (!last) continue;
    held.delete(severity);
    yield { ...last, message: `${last.message} The policy has more of them.` };
    if (!rule.severityVaries) return;
  }
  yield* held.values();
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
