import type { Span } from '../document';
import type { Completion, Offer } from './completion';
import { escapeSnippet } from './snippetText';
import { snippetTree, treeSnippet } from './snippetTree';

/** How offers are written at a place. */
export interface Setting {
  span: Span;
  text: string;
  offset?: number;
  /** Absent where a whole policy is to be written. */
  role?: 'key' | 'value' | 'item';
  hasColon?: boolean;
  commaBefore?: number;
  commaAfter?: boolean;
}

/** What does not depend on how the text is written. Built up, not spread: there may be thousands. */
export function completionOf(offer: Offer, index: number, { span, commaAfter, role }: Setting): Completion {
  // Items with a word of caution come last, in their own order.
  const rank = offer.rank + (offer.caution === undefined || offer.needed ? 0 : 5000);
  const completion: Completion = {
    label: offer.label ?? offer.text,
    kind: offer.kind,
    insertText: offer.text,
    snippet: false,
    span,
    filterText: offer.text,
    sortText: String(10_000_000 + rank * 1000 + Math.min(index, 999)),
  };
  const detail = offer.caution ?? offer.detail;
  if (detail !== undefined) completion.detail = detail;
  if (offer.documentation) completion.documentation = offer.documentation;
  if (offer.caution !== undefined) completion.caution = offer.caution;
  if (offer.kind === 'action' && !commaAfter && role === 'item') completion.commitCharacters = [','];
  return completion;
}

/** An offer between brackets and commas, as JSON has them. */
export function jsonCompletion(
  offer: Offer,
  index: number,
  setting: Setting,
  string: (text: string) => string,
): Completion {
  const { role, hasColon, commaAfter, commaBefore, span, text } = setting;
  const quoted = role === 'key' ? JSON.stringify(offer.text) : string(offer.text);
  const takesValue = role === 'key' && hasColon !== true;
  const value = takesValue && offer.value !== undefined ? `: ${inJson(offer.value, string)}` : '';
  const snippet = (offer.snippet !== undefined && (role !== 'key' || takesValue)) || value !== '';
  const written = offer.snippet === undefined ? escapeSnippet(quoted) : inJson(offer.snippet, string);
  const body = snippet ? written + value : quoted;
  const completion = completionOf(offer, index, setting);
  completion.insertText = commaAfter ? `${body},` : body;
  completion.snippet = snippet;
  completion.filterText = text[span.start] === '"' ? JSON.stringify(offer.text) : offer.text;
  if (snippet && offer.retrigger) completion.retrigger = true;
  if (commaBefore !== undefined)
    completion.additionalEdits = [{ span: { start: commaBefore, end: commaBefore }, newText: ',' }];
  return completion;
}

/** A snippet of JSON, with the strings in it that name something of the host language as that language has them. */
function inJson(snippet: string, string: (text: string) => string): string {
  if (!snippet.includes('\\${')) return snippet;
  const tree = snippetTree(snippet);
  return tree ? treeSnippet(tree, string) : snippet;
}
