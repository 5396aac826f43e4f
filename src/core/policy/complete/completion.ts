import type { KeyTraits } from '../vocabulary/actions';
import type { Span } from '../document';

/** What the editor knows beside the text. Whatever is absent is not offered, and nothing waits for it. */
export interface AssistContext {
  /** The key that the policy belongs to, as far as it is known. */
  key?: KeyTraits & { arn?: string; keyId?: string; region?: string };
  /** The account that the policy belongs to, 12 digits. */
  accountId?: string;
  partition?: string;
  region?: string;
  /** ARNs of the account's users and roles. */
  principals?: readonly string[];
  /** Names of the account's aliases, `alias/payments`. */
  aliases?: readonly string[];
  /** The id of the account's organization, `o-…`. */
  organizationId?: string;
}

export type CompletionKind =
  'element' | 'value' | 'action' | 'principal' | 'service' | 'operator' | 'condition-key' | 'snippet';

/** One thing that may be written at the cursor. */
export interface Completion {
  label: string;
  kind: CompletionKind;
  /** A few words beside the label. */
  detail?: string;
  /** Markdown, made only when the item is looked at. */
  documentation?: () => string;
  /** Replaces `span`. */
  insertText: string;
  /** `insertText` has placeholders in the syntax of VS Code's snippets. */
  snippet: boolean;
  /** What is replaced: on one line, with the offset in it. */
  span: Span;
  /** What the typed text is compared with: begins with a quote where the span does. */
  filterText: string;
  sortText: string;
  commitCharacters?: readonly string[];
  /** A comma that is missing before the place. */
  additionalEdits?: readonly { span: Span; newText: string }[];
  /** Completion goes on at the new place of the cursor. */
  retrigger?: true;
  /** Why it is probably not what is wanted here: such items stand at the end of the list. */
  caution?: string;
}

/** What a source of completions says: the place adds the span, quotes, commas and order. */
export interface Offer {
  /** What is written between the quotes. */
  text: string;
  label?: string;
  kind: CompletionKind;
  detail?: string;
  documentation?: () => string;
  /** Instead of the quoted text: any JSON, with placeholders. */
  snippet?: string;
  /** For a key: what follows the colon, with placeholders. */
  value?: string;
  retrigger?: true;
  caution?: string;
  /** The service of the statement needs it: a word of caution does not put it at the end of the list. */
  needed?: true;
  /** Lower comes first. */
  rank: number;
}

/** Characters after which an editor asks for completions; whether it gets some, `answersTo` says. */
export const completionTriggers: readonly string[] = ['"', ':', '/', '{', ' '];

/**
 * Whether a typed character shall bring up the list. After `{`, `[`, `,` and blanks of JSON the next key is Enter
 * more often than not, and would accept the first item instead of beginning a line.
 * @param before the line's text up to the cursor, the typed character included
 * @param blankCompletes whether the language has a name or a dash before a blank
 */
export function answersTo(
  trigger: string | undefined,
  before: string,
  blankCompletes: (before: string) => boolean,
): boolean {
  if (trigger === '{') return before.endsWith('${');
  return trigger === ' ' ? blankCompletes(before) : true;
}
