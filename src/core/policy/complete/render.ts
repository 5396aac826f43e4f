import type { Value } from '../document';
import { notationOf } from '../languages/notations';
import type { Completion, Offer } from './completion';
import type { Setting } from './item';
import { plainText } from './snippetText';

/** Offers as they are written beside the value or in it, the likeliest first. */
export function toCompletions(
  offers: readonly Offer[],
  setting: Setting,
  beside: Value | undefined,
): Completion[] {
  const notation = notationOf(beside);
  return offers.flatMap((offer, index) => notation.completion(offer, index, setting) ?? []);
}

/** What stands in the text once the completion is accepted and every placeholder keeps its default. */
export function accepted(text: string, completion: Completion): string {
  const inserted = completion.snippet ? plainText(completion.insertText) : completion.insertText;
  const edits = [{ span: completion.span, newText: inserted }, ...(completion.additionalEdits ?? [])];
  return edits
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, { span, newText }) => done.slice(0, span.start) + newText + done.slice(span.end), text);
}
