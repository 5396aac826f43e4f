import type { Hover } from '../../../core/policy/hover/hover';
import type { PolicyLanguage } from './policyLanguage';
import type { TextDocument } from './text';

/** What the thing at the offset means, with its place in the file. */
export async function hoverIn(
  language: PolicyLanguage,
  document: TextDocument,
  offset: number,
): Promise<Hover | undefined> {
  const place = await language.documents.placeAt(document, offset);
  if (!place) return undefined;
  const { hoverAt } = await import('../../../core/policy/hover/hover');
  const hover = hoverAt(place.policy.document, place.offset, language.contextOf(document.uri));
  const span = hover && place.policy.toFile(hover.span);
  return span && { span, markdown: hover.markdown };
}
