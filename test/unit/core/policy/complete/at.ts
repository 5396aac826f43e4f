import { complete } from '../../../../../src/core/policy/complete/complete';
import type { AssistContext, Completion } from '../../../../../src/core/policy/complete/completion';
import { accepted } from '../../../../../src/core/policy/complete/render';
import { parsePolicy } from '../../../../../src/core/policy/parse';

/** A text with `|` at the cursor. */
export function cursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  return { text: marked.replace('|', ''), offset };
}

/** What is offered at `|`, as the list shows it: by sort text. */
export function offered(marked: string, context?: AssistContext): Completion[] {
  const { text, offset } = cursor(marked);
  return complete(parsePolicy(text), offset, context).toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

export const labels = (marked: string, context?: AssistContext) =>
  offered(marked, context).map(({ label }) => label);

/** The text after the item of that label has been accepted at `|`. */
export function accept(marked: string, label: string, context?: AssistContext): string {
  const { text } = cursor(marked);
  const items = offered(marked, context);
  const item = items.find((candidate) => candidate.label === label);
  if (!item)
    throw new Error(`"${label}" is not offered, but: ${items.map((entry) => entry.label).join(' · ')}`);
  return accepted(text, item);
}

/** A policy with one statement that holds the text. */
export const inStatement = (members: string) =>
  `{\n  "Version": "2012-10-17",\n  "Statement": [\n    {\n      ${members}\n    }\n  ]\n}`;
