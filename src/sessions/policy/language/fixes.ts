import type { Span } from '../../../core/policy/document';
import { combineFixes, preferredFix, type Change } from '../../../core/policy/fixes/fix';
import type { Judged } from './findings';
import type { PolicyLanguage } from './policyLanguage';
import type { TextDocument } from './text';

/** A change that is offered for findings. */
export interface OfferedFix {
  change: Change;
  /** The finding that it answers; absent where it answers all of a kind. */
  judged?: Judged;
  /** The one that is taken where nobody chooses. */
  preferred: boolean;
}

/** Names the fix of so many findings of one kind. */
export type NameOfAll = (count: number, code: string) => string;

/** Quick fixes of the findings in a part of the file: each for itself, then all of a kind in the file at once. */
export async function quickFixesIn(
  language: PolicyLanguage,
  document: TextDocument,
  { start, end }: Span,
  nameOfAll: NameOfAll,
): Promise<OfferedFix[]> {
  const all = await language.findings(document);
  const here = all.filter(({ finding: { span } }) => span.start <= end && start <= span.end);
  const single = here.flatMap((judged) => {
    const fixes = judged.finding.fixes();
    const preferred = preferredFix(fixes);
    return fixes.map((change) => ({ change, judged, preferred: change === preferred }));
  });
  const codes = [...new Set(here.map(({ finding }) => finding.code))];
  return [...single, ...codes.flatMap((code) => fixAll(all, code, nameOfAll))];
}

/** All findings of one kind in the file at once, each by the fix that needs no choice. */
function fixAll(all: readonly Judged[], code: string, nameOfAll: NameOfAll): OfferedFix[] {
  const first = all
    .filter(({ finding }) => finding.code === code)
    .flatMap(({ finding }) => preferredFix(finding.fixes()) ?? []);
  if (first.length < 2) return [];
  const change = combineFixes(nameOfAll(first.length, code), first);
  return change ? [{ change, preferred: false }] : [];
}

/** What can be written differently in a part of the file, without being wrong. */
export async function rewritesIn(
  language: PolicyLanguage,
  document: TextDocument,
  { start, end }: Span,
): Promise<Change[]> {
  const place = await language.documents.placeAt(document, start);
  if (!place) return [];
  const { policy, offset } = place;
  const { refactorings } = await import('../../../core/policy/refactor/refactorings');
  const at = { start: offset, end: policy.fromFile(end) };
  return refactorings(policy.document, at, language.knownOf(document.uri)).flatMap((change) => {
    const edits = policy.write(change.edits);
    return edits ? [{ ...change, edits: policy.layOut?.(edits) ?? edits }] : [];
  });
}
