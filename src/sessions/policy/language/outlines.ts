import type { OutlineEntry } from '../../../core/policy/outline';
import type { PolicyLanguage } from './policyLanguage';
import type { TextDocument } from './text';

/** The statements of all policies in the document, with their places in the file. */
export async function outlineOf(language: PolicyLanguage, document: TextDocument): Promise<OutlineEntry[]> {
  const { outline } = await import('../../../core/policy/outline');
  const policies = await language.documents.policiesIn(document);
  return policies
    .filter(({ part }) => !part)
    .flatMap((policy) =>
      outline(policy.document).flatMap((entry) => {
        const [span, selection] = [policy.toFile(entry.span), policy.toFile(entry.selection)];
        return span && selection ? [{ ...entry, span, selection }] : [];
      }),
    );
}
