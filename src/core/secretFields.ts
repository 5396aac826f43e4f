/** What stands between two offsets of a text. */
export interface HiddenSpan {
  start: number;
  end: number;
}

/**
 * Names of members, headers, variables and options whose values are secret, whatever comes before them
 * (`aws_`, `x-amz-`, `New…`). Sources: KMS API reference (members of requests and answers), AWS CLI user guide
 * (configuration variables), STS, IAM Identity Center OIDC and RFC 9110 (headers).
 */
const names = [
  'secret[-_ ]?access[-_ ]?keys?',
  '(?<!expired|invalid|missing|unrecognized|unexpected|next|expired |invalid |unexpected )tokens?',
  'token[-_ ]?codes?',
  '(?:mfa|device|user|verification)[-_ ]?code',
  'code[-_]?verifier',
  'secrets?',
  'pass(?:word|wd|phrase|code)s?',
  'authorization',
  'authentication[-_ ]?credential',
  'cookies?',
  'api[-_ ]?key',
  'private[-_]?key',
  'plain[-_]?text',
  'key[-_]?material(?![-_]?(?:id|state|description))',
  'ciphertext(?:[-_]?blob|[-_]?for[-_]?recipient)',
  'saml[-_]?assertion',
  'signature',
  // What Node tells of a child process that failed: arguments hold passwords.
  '\\bcmd',
  '\\bspawnargs',
  'credential[-_]?process(?=\\s*=|>|\\\\*["\'`]?\\s*[:,]\\s*\\\\*["\'`[{])',
];

/** `"Message"` is what is signed, `message` what went wrong: told apart by the capital and the quotes. */
const name = new RegExp(
  `(?:${names.join('|')})(?=\\\\*["'\`]?[ \\t]*[:=,]|>|[ \\t])|(?<=["'])Message(?=\\\\*["']\\s*[:,])`,
  'gi',
);

/** What stands in the place of a value. */
export const hidden = '‹hidden›';

/** Header values go on to the end of their line: they have blanks, commas and semicolons inside. */
const wholeLine = /^(?:authorization|cookies?|credential_?process)$/i;

/** Where values stand that must not be seen, in order and apart from each other. Linear in the text's length. */
export function hiddenSpans(text: string): HiddenSpan[] {
  const spans: HiddenSpan[] = [];
  const seen: Seen = { closed: 0, blank: 0, line: 0 };
  for (const match of text.matchAll(name)) {
    if (match.index < seen.closed || (/^message$/i.test(match[0]) && match[0] !== 'Message')) continue;
    const value = valueAfter(text, match, seen);
    if (!value || value.end <= value.start) continue;
    const last = spans.at(-1);
    if (last && value.start <= last.end) last.end = Math.max(last.end, value.end);
    else spans.push(value);
  }
  return spans;
}

/** How far the text is hidden already, by what ends the value: so that no part is read again for each name in it. */
interface Seen {
  /** A quote or bracket: nothing is looked for inside. */
  closed: number;
  /** A blank: such a value may have swallowed the name of another. */
  blank: number;
  line: number;
}

const separator =
  /(\\*["'`]?)(?:[ \t]*(?:=>|[:=])(?:\s*(?=\\*["'`[{]|<Buffer|Uint8Array|Buffer)|[ \t]*)|[ \t]*,\s*(?=\\*["']))/y;
const option = /[ \t]+(?!-)/y;
const element = />/y;

function valueAfter(text: string, { 0: word, index }: RegExpExecArray, seen: Seen): HiddenSpan | undefined {
  const after = index + word.length;
  const separated = stick(separator, text, after);
  // `['Authorization', '…']` is a list of headers; a comma after a bare word is prose.
  if (separated && !(separated[0].includes(',') && separated[1] === '')) {
    return valueAt(text, after + separated[0].length, seen, wholeLine.test(word) ? 'line' : 'blank');
  }
  if (stick(element, text, after)) {
    const end = text.indexOf('<', after);
    return { start: after + 1, end: (seen.closed = end < 0 ? text.length : end) };
  }
  const blanks = stick(option, text, after);
  return blanks && /--[\w-]*$/.test(text.slice(Math.max(0, index - 64), index))
    ? valueAt(text, after + blanks[0].length, seen, 'blank')
    : undefined;
}

function stick(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const opening = /(\\*)(["'`])/y;
const container = /(?:[A-Z]\w{0,40}(?:\(\d+\))? )?[[{]|<Buffer/y;
const goesOn = /[^\s,;:)\]}>"'`\\&<]/y;
const ends = { blank: /\s|$/g, line: /[\r\n]|$/g };

function valueAt(text: string, start: number, seen: Seen, until: 'blank' | 'line'): HiddenSpan {
  if (text.startsWith(hidden, start)) return { start, end: start + hidden.length };
  const quote = stick(opening, text, start);
  const begin = quote ? start + quote[0].length : start;
  let end = start;
  if (quote) end = quotedEnd(text, begin, quote[2] ?? '"', quote[1]?.length ?? 0);
  else if (stick(container, text, start)) end = bracketEnd(text, start);
  seen.closed = Math.max(seen.closed, end);
  // What goes on right after its quote or bracket was no value in quotes, but one that begins with such a sign.
  if (end > start && !stick(goesOn, text, end + (quote?.[0].length ?? 0))) return { start: begin, end };
  if (start >= seen[until]) seen[until] = stick(ends[until], text, start)?.index ?? text.length;
  return { start, end: seen[until] };
}

/**
 * Where a quoted value ends. `slashes` stand before its quotes: none in JSON, one in JSON inside JSON, three inside
 * that. A value that is never closed ends with its line. A value in pieces, `'…' +\n '…'`, is one.
 */
function quotedEnd(text: string, begin: number, quote: string, slashes: number): number {
  let run = 0;
  for (let at = begin; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\n') return at;
    if (sign === quote && run % (2 * (slashes + 1)) === slashes) {
      const next = stick(/["'`]\s*\+\s*["'`]/y, text, at);
      if (!next) return at - slashes;
      at += next[0].length - 1;
    }
    run = sign === '\\' ? run + 1 : 0;
  }
  return text.length;
}

/** Where a list or an object ends; one that is never closed ends with the text. Brackets in its texts do not count. */
function bracketEnd(text: string, start: number): number {
  let depth = 0;
  let slashes = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text[at] ?? '';
    if ('[{<'.includes(sign)) depth++;
    else if (']}>'.includes(sign) && --depth <= 0) return at + 1;
    else if (sign === '"' || sign === "'" || sign === '`')
      at = quotedEnd(text, at + 1, sign, slashes) + slashes;
    slashes = sign === '\\' ? slashes + 1 : 0;
  }
  return text.length;
}
