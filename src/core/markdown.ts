/** Markdown that may be shown: made by the functions here only, so that no text of others is markup in it. */
export class Markdown {
  private constructor(readonly source: string) {}

  /** Only for the functions of this file, which escape what they are given. */
  static of(source: string): Markdown {
    return new Markdown(source);
  }
}

/** What is put into Markdown: text of anybody, which is escaped, or Markdown. */
export type Piece = string | number | Markdown;

/** A value of a file may have 32 KB, and a hover shows what it is, not all of it. */
const longest = 400;

/** md`…${text}…`: the template is ours and is Markdown, what is put into it is text. */
export function md(template: TemplateStringsArray, ...pieces: readonly Piece[]): Markdown {
  return Markdown.of(template.reduce((done, part, index) => done + sourceOf(pieces[index - 1] ?? '') + part));
}

export function bold(piece: Piece): Markdown {
  const source = sourceOf(piece);
  return Markdown.of(source === '' ? '' : `**${source}**`);
}

/** Code of whatever signs: the fence is longer than any run of backticks inside (CommonMark 0.31, 6.1). */
export function code(text: string): Markdown {
  const line = shortened(oneLine(text));
  if (line === '') return Markdown.of('');
  const fence = '`'.repeat(Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const padding = /^[` ]|[` ]$/.test(line) ? ' ' : '';
  return Markdown.of(`${fence}${padding}${line}${padding}${fence}`);
}

/** A sentence of our own tables, in which backticks mark code. Everything else in it is text: `<region>`, `*`. */
export function prose(sentence: string): Markdown {
  const parts = sentence.split('`');
  return Markdown.of(parts.map((part, index) => (index % 2 ? code(part).source : escape(part))).join(''));
}

/** A link of our own: never to an address that a document names. */
export function link(title: string, address: string): Markdown {
  return Markdown.of(`[${escape(title)}](${address.replace(/[()<>\\\s]/g, encodeURIComponent)})`);
}

/** Pieces one after another, with a separator of our own between them. Absent ones leave no gap. */
export function joined(pieces: readonly (Piece | undefined)[], separator: ', ' | '\n' | '\n\n'): Markdown {
  return Markdown.of(
    pieces
      .map((piece) => (piece === undefined ? '' : sourceOf(piece)))
      .filter((source) => source !== '')
      .join(separator),
  );
}

/** Each of its own line, after a bullet. */
export function list(pieces: readonly Piece[]): Markdown {
  return Markdown.of(pieces.map((piece) => `- ${sourceOf(piece)}`).join('\n'));
}

function sourceOf(piece: Piece): string {
  return piece instanceof Markdown ? piece.source : escape(String(piece));
}

/** Text of anybody: no sign in it makes a link, an image, an element, a list or anything else. */
function escape(text: string): string {
  const before = /^\s/.test(text) ? ' ' : '';
  const after = /\s$/.test(text) ? ' ' : '';
  const line = shortened(oneLine(text).trim());
  if (line === '') return before;
  const escaped = line
    .replace(/[\\`*[\]<>&~|$@!]|(?<![A-Za-z\d])_|_(?![A-Za-z\d])/g, '\\$&')
    // What only the beginning of a line makes a heading, a list or a quotation.
    .replace(/^(?:[-+#=:]|\d+(?=[.)]))/, (sign) => (/\d/.test(sign) ? sign : `\\${sign}`))
    .replace(/^(\d+)([.)])/, '$1\\$2')
    // Addresses without brackets are links to GitHub's Markdown, which the editor speaks.
    .replace(/:\/\//g, ':\\/\\/')
    .replace(/www(?=\.)/gi, '$&\\');
  return `${before}${escaped}${after}`;
}

function oneLine(text: string): string {
  // Control characters and the like have no business in a hover; a line break would begin a block.
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
