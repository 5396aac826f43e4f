import { applyEdits, format } from 'jsonc-parser';

const options = { insertSpaces: true, tabSize: 2, eol: '\n', insertFinalNewline: true };

/** The policy as people read it, two spaces a level; only white space is changed. */
export function tidy(text: string): string {
  return applyEdits(text, format(text, undefined, options));
}
