import { applyEdits } from './fix';
import type { Edit } from './fix';

/** Quotes of other languages and of writing programs, which stand where JSON has `"`. */
const quotes = "'`\u00B4\u00AB\u00BB\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2033";
/** Blanks that JSON does not take between tokens (RFC 8259, section 2), and marks that have no width. */
const blanks = '\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000';
const marks = '\u00AD\u200B-\u200F\u2060\uFEFF';

const comment = '//[^\\n]*|/\\*[^]*?(?:\\*/|$)';
const special = new RegExp(`${comment}|["${quotes}]|[${blanks}]|[${marks}]`, 'g');
const proper = /"(?:[^"\\\r\n]|\\.)*"/y;
/** A string ends where what follows a string follows. */
const closing = new RegExp(`["${quotes}](?=\\s*(?:[:,}\\]]|$))`);
/** No name or value of a policy is longer; the search for an end that is not there stays short. */
const longest = 2_048;

/** One string, or one blank, that is not written as JSON has it: what makes it so. */
export function typographyEdits(text: string): Edit[][] {
  const found: Edit[][] = [];
  special.lastIndex = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    const { 0: character, index } = match;
    if (character.startsWith('/')) continue;
    if (character === '"' || quotes.includes(character)) {
      const { end, edits } = stringAt(text, index);
      if (edits.length > 0) found.push(edits);
      special.lastIndex = Math.max(end, index + 1);
    } else {
      const newText = new RegExp(`[${marks}]`).test(character) ? '' : ' ';
      found.push([{ span: { start: index, end: index + 1 }, newText }]);
    }
  }
  return found;
}

/** The text with plain quotes and blanks between its strings: what a reader takes it to say. */
export function plainDelimiters(text: string): string {
  return applyEdits(text, typographyEdits(text).flat());
}

function stringAt(text: string, start: number): { end: number; edits: Edit[] } {
  const opens = text[start] ?? '';
  proper.lastIndex = start;
  const plain = opens === '"' ? proper.exec(text)?.[0] : undefined;
  const plainEnd = start + (plain?.length ?? 0);
  if (plain !== undefined && /^\s*(?:[:,}\]]|$)/.test(text.slice(plainEnd, plainEnd + 64)))
    return { end: plainEnd, edits: [] };
  const [line = ''] = text.slice(start + 1, start + 1 + longest).split(/[\r\n]/, 1);
  const at = closing.exec(line)?.index;
  if (at === undefined) return { end: plain === undefined ? start + 1 + line.length : plainEnd, edits: [] };
  const end = start + 1 + at;
  const edits = [start, end].flatMap((offset) =>
    text[offset] === '"' ? [] : [{ span: { start: offset, end: offset + 1 }, newText: '"' }],
  );
  return { end: end + 1, edits };
}
