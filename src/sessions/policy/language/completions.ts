import { answersTo, type Completion } from '../../../core/policy/complete/completion';
import { plainText } from '../../../core/policy/complete/snippetText';
import type { Edit } from '../../../core/policy/fixes/fix';
import type { HostedPolicy } from '../../../core/policy/languages/language';
import type { PolicyLanguage } from './policyLanguage';
import type { TextDocument } from './text';

/** A completion whose edits are the file's. */
export interface PlacedCompletion {
  completion: Completion;
  edit: Edit;
  /** What is written beside it: a comma that is missing before the place. */
  others: readonly Edit[];
}

export interface CompletionPlace {
  offset: number;
  /** The character that brought up the list. */
  trigger?: string | undefined;
  signal?: AbortSignal;
}

/** What can be written at a place of the document; undefined where nothing is offered. */
export async function completionsAt(
  language: PolicyLanguage,
  document: TextDocument,
  { offset, trigger, signal }: CompletionPlace,
): Promise<PlacedCompletion[] | undefined> {
  const { documents } = language;
  const line = document.text.slice(document.text.lastIndexOf('\n', offset - 1) + 1, offset);
  const blankCompletes = (before: string): boolean =>
    documents.of(document).language?.blankCompletes(before) ?? false;
  if (!answersTo(trigger, line, blankCompletes)) return undefined;
  const place = await documents.emptyPlaceAt(document, offset);
  if (!place || signal?.aborted) return undefined;
  const { complete } = await import('../../../core/policy/complete/complete');
  const offers = complete(place.policy.document, place.offset, language.contextOf(document.uri));
  return offers.flatMap((completion) => placed(place.policy, completion) ?? []);
}

/** Undefined where the place cannot be written to: it only shows something, or is not on one line. */
function placed(policy: HostedPolicy, offer: Completion): PlacedCompletion | undefined {
  const completion = offer.snippet && policy.escapes ? withoutPlaces(offer) : offer;
  const { span, insertText, additionalEdits = [] } = completion;
  const [edit, ...others] = policy.write([{ span, newText: insertText }, ...additionalEdits]) ?? [];
  return edit && { completion, edit, others };
}

/** Escapes would change what marks the places of a snippet. */
function withoutPlaces(completion: Completion): Completion {
  return { ...completion, insertText: plainText(completion.insertText), snippet: false };
}
