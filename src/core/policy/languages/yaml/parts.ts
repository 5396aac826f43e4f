/** A part of a text that begins at the beginning of a line. */
export interface Part {
  start: number;
  end: number;
}

/** A file of one map, taken apart: its sections, and the entries of the one that is long. */
export interface Parts {
  /** The sections before and after the long one. */
  before: Part[];
  after: Part[];
  /** Whose value the entries are, its name's line only. */
  header: Part;
  entries: Part[];
}

/** A name with its colon at the beginning of what is given, in quotes or not. */
const name = /(?:"[^"\n]*"|'[^'\n]*'|[^\s#'"[\]{}&*!|>%@`,?-][^\n#]*?)\s*:(?:\s|$)/y;

/**
 * Takes a file apart by its columns, without reading it: each part begins with a name on the column of its map. What
 * stands deeper belongs to the name above it, so that a part that can be read alone says what it says in the whole.
 * Undefined where the file has another form.
 */
export function partsOf(text: string, long: string): Parts | undefined {
  // Several documents, directives, and marks of their ends.
  if (/^(?:---|\.\.\.|%)/m.test(text)) return undefined;
  const tops = namesOn(text, { start: 0, end: text.length }, 0);
  const at = tops.findIndex((start) => text.startsWith(`${long}:`, start));
  const headerStart = tops[at];
  if (headerStart === undefined || tops.slice(at + 1).some((start) => text.startsWith(`${long}:`, start)))
    return undefined;
  const headerEnd = lineAfter(text, headerStart);
  if (!/^[^:]*:[ \t]*(?:#.*)?\r?\n?$/.test(text.slice(headerStart, headerEnd))) return undefined;
  const end = tops[at + 1] ?? text.length;
  const column = columnIn(text, headerEnd, end);
  if (column === undefined) return undefined;
  const starts = namesOn(text, { start: headerEnd, end }, column);
  const [first] = starts;
  if (first === undefined) return undefined;
  const between = (all: readonly number[], last: number): Part[] =>
    all.map((start, index) => ({ start, end: all[index + 1] ?? last }));
  const [top = 0] = tops;
  return {
    before: [...(top > 0 ? [{ start: 0, end: top }] : []), ...between(tops.slice(0, at), headerStart)],
    after: between(tops.slice(at + 1), text.length),
    header: { start: headerStart, end: first },
    entries: between(starts, end),
  };
}

/** Where the lines of a part begin that have a name on the column. */
function namesOn(text: string, { start, end }: Part, column: number): number[] {
  const found: number[] = [];
  for (let at = start; at < end; at = lineAfter(text, at)) {
    let first = at;
    while (text[first] === ' ') first += 1;
    if (first - at !== column) continue;
    name.lastIndex = first;
    if (name.test(text)) found.push(at);
  }
  return found;
}

/** The column of the first line that is neither empty nor a comment; undefined where that is none of its own. */
function columnIn(text: string, start: number, end: number): number | undefined {
  for (let at = start; at < end; at = lineAfter(text, at)) {
    let first = at;
    while (text[first] === ' ') first += 1;
    if (!/[\r\n#]/.test(text.charAt(first))) return first > at && first < end ? first - at : undefined;
  }
  return undefined;
}

function lineAfter(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}
