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
  // Names and values that are marked as such: `? name`, `: value`.
  if (/^[ \t]*[?:](?:\s|$)/m.test(text)) return undefined;
  const tops = namesOn(text, { start: 0, end: text.length }, 0);
  const at = tops.findIndex((start) => text.startsWith(`${long}:`, start));
  const headerStart = tops[at];
  if (headerStart === undefined || tops.slice(at + 1).some((start) => text.startsWith(`${long}:`, start)))
    return undefined;
  const headerEnd = lineAfter(text, headerStart);
  if (!/^[^:]*:[ \t]*(?:#.*)?\r?\n?$/.test(text.slice(headerStart, headerEnd))) return undefined;
  const end = tops[at + 1] ?? text.length;
  // What stands before the first name of a map could be a tag, an anchor or the sign of a text that goes on below it.
  if (firstContent(text, 0, text.length)?.start !== tops[0]) return undefined;
  const content = firstContent(text, headerEnd, end);
  if (!content || content.column === 0) return undefined;
  // Texts that go on left of the entries with a sign of YAML: what they belong to shows only in the whole.
  if (new RegExp(`^ {0,${content.column - 1}}[|>&*!@\`]`, 'm').test(text)) return undefined;
  const starts = namesOn(text, { start: headerEnd, end }, content.column);
  const [first] = starts;
  if (first === undefined || first !== content.start) return undefined;
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

/** Start and column of the first line that is neither empty nor a comment. */
function firstContent(
  text: string,
  from: number,
  end: number,
): { start: number; column: number } | undefined {
  for (let start = from; start < end; start = lineAfter(text, start)) {
    let first = start;
    while (text[first] === ' ') first += 1;
    if (/[\r\n#]/.test(text.charAt(first))) continue;
    return first < end ? { start, column: first - start } : undefined;
  }
  return undefined;
}

function lineAfter(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}
