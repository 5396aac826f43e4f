import { complete } from '../../../../../src/core/policy/complete/complete';
import type { AssistContext, Completion } from '../../../../../src/core/policy/complete/completion';
import { accepted } from '../../../../../src/core/policy/complete/render';
import { policyAt } from '../../../../../src/core/policy/languages/language';
import type { HostedPolicy, HostLanguage, Reading } from '../../../../../src/core/policy/languages/language';
import { hostLanguages } from '../../../../../src/core/policy/languages/table';

type Format = 'json' | 'yaml';

/** A template's language. */
export function templateLanguage(format: Format): HostLanguage {
  const language = hostLanguages.find(({ id }) => id === `cloudformation-${format}`);
  if (!language) throw new Error(`There is no language for templates in ${format}.`);
  return language;
}

export const readingOf = (text: string, format: Format): Promise<Reading> =>
  templateLanguage(format).read(text);

export const templatePolicies = async (text: string, format: Format): Promise<HostedPolicy[]> => [
  ...(await readingOf(text, format)).policies,
];

export const mayHoldKeyPolicy = (text: string): boolean => templateLanguage('yaml').mayHoldPolicy(text);

export interface Offered {
  items: Completion[];
  /** The text after the item of that label has been accepted, with each place at its default. */
  accept: (label: string) => string;
}

/** What is offered at `|` of a template, and what it makes of the text in an editor. */
export async function offeredIn(
  marked: string,
  format: Format,
  context: AssistContext = {},
): Promise<Offered> {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const language = templateLanguage(format);
  const reading = (await language.readAt(text, offset)) ?? (await language.read(text));
  const policy = policyAt(reading.policies, offset);
  const items = policy ? complete(policy.document, policy.fromFile(offset), context) : [];
  const accept = (label: string): string => {
    const item = items.find((candidate) => candidate.label === label);
    if (!policy || !item)
      throw new Error(`"${label}" is not offered: ${items.map((one) => one.label).join(' · ')}`);
    const edits = policy.write([
      { span: item.span, newText: item.insertText },
      ...(item.additionalEdits ?? []),
    ]);
    const [edit, ...others] = edits ?? [];
    if (!edit) throw new Error('not a place that can be written to');
    const insertText = indented(text, edit.span.start, edit.newText);
    return accepted(text, { ...item, insertText, span: edit.span, additionalEdits: others });
  };
  return { items, accept };
}

/** As an editor inserts several lines: with the white space of the line of the place. */
function indented(text: string, offset: number, inserted: string): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const lead = /^\s*/.exec(line)?.[0] ?? '';
  return inserted.replaceAll('\n', `\n${lead}`).replaceAll('\t', '  ');
}
