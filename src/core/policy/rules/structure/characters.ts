import type { Change, Edit } from '../../fixes/fix';
import { typographyEdits } from '../../fixes/typography';
import { policyLimits } from '../../vocabulary/limits';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { ownValue } from '../../../ownValue';

/** Writing programs put these in the place of what is on the keyboard. */
const plain: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u201C': "'",
  '\u201D': "'",
  '\u201E': "'",
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u2022': '-',
  '\u2026': '...',
  '\u2009': ' ',
  '\u202F': ' ',
  '\u3000': ' ',
};

/** Around a string the quotes of a writing program become those of JSON, both at once. */
function delimiterFix(edits: readonly Edit[] | undefined): Change | undefined {
  const quote = edits?.[0]?.newText === '"';
  return edits && { title: quote ? 'Write " around it' : 'Write a plain blank', edits: [...edits] };
}

export const characters: Rule = {
  code: 'KMS_POLICY_CHARACTER',
  severity: 'error',
  summary: 'The policy has a character that KMS does not take.',
  link: kmsLink('key-policy-overview'),
  *check({ document, text }) {
    if (document.embedded) return;
    let found: Map<number, Edit[]> | undefined;
    const delimiters = (): Map<number, Edit[]> =>
      (found ??= new Map(
        typographyEdits(text).flatMap((edits) => edits.map((edit) => [edit.span.start, edits] as const)),
      ));
    const forbidden = new RegExp(`(?:${policyLimits.forbiddenCharacter.source})+`, 'g');
    for (const { 0: run, index } of text.matchAll(forbidden)) {
      const span = { start: index, end: index + run.length };
      const newText = Array.from(run, (character) => ownValue(plain, character) ?? '').join('');
      const code = (run.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      const title = newText === '' ? 'Remove it' : `Write ${newText}`;
      yield {
        span,
        message: `KMS takes only the characters of Latin-1, tab and line ends in a key policy, not U+${code}.`,
        fixes: () => [delimiterFix(delimiters().get(index)) ?? { title, edits: [{ span, newText }] }],
      };
    }
  },
};
