/** One section of a file, its keys in lower case; sections that share a heading are merged by the caller. */
export interface IniSection {
  /** What stands between the brackets. */
  heading: string;
  /** Line of the heading, from 1. */
  line: number;
  values: Map<string, string>;
  /** Indented `key = value` lines below a key without a value, as `services` sections have them. */
  nested: Map<string, Map<string, string>>;
}

/** A line that says nothing; its text is left out, as it may be a secret. */
export interface IniProblem {
  line: number;
  message: string;
}

/** The sections of a file in their order, and the lines that could not be read. */
export interface IniFile {
  sections: IniSection[];
  problems: IniProblem[];
}

interface State extends IniFile {
  /** Undefined before the first heading; 'skipped' below a heading that cannot be read. */
  section?: IniSection | 'skipped';
  /** The last key, which an indented line may continue. */
  open?: { key: string; indent: number };
}

/**
 * Reads the text of an AWS config or credentials file. The AWS CLI reads these files with Python's configparser, the
 * SDKs with readers of their own; what either accepts is accepted here: keys in any case, `=` or `:`, comments
 * behind values, continued lines, a byte order mark, any line ending.
 *
 * Sources: docs.python.org/3/library/configparser.html#supported-ini-file-structure; AWS SDKs and Tools Reference
 * Guide, "Format of the config file".
 */
export function parseIni(text: string): IniFile {
  const state: State = { sections: [], problems: [] };
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  lines.forEach((line, index) => readLine(state, line, index + 1));
  return { sections: state.sections, problems: state.problems };
}

function readLine(state: State, line: string, number: number): void {
  const text = line.trim();
  if (text === '' || text.startsWith('#') || text.startsWith(';')) return;
  if (text.startsWith('[')) return readHeading(state, text, number);
  if (state.section === 'skipped') return;
  if (state.section === undefined) {
    state.section = 'skipped';
    state.problems.push({ line: number, message: 'What stands before the first [section] is not used.' });
    return;
  }
  const indent = line.length - line.trimStart().length;
  const { open } = state;
  if (open !== undefined && indent > open.indent && readIndented(state.section, open.key, text)) return;
  const pair = pairOf(text);
  if (pair === undefined) {
    state.problems.push({ line: number, message: 'This line is no [section], and no key with a value.' });
    return;
  }
  state.section.values.set(...pair);
  // A key written twice: what stood below the first no longer counts.
  state.section.nested.delete(pair[0]);
  state.open = { key: pair[0], indent };
}

/** Up to the first bracket outside quotation marks; an apostrophe in a name is no quotation mark. */
function readHeading(state: State, text: string, number: number): void {
  delete state.open;
  const heading = (/^\[((?:"[^"]*"|'[^']*'|[^\]"'])+)\]/.exec(text) ?? /^\[([^\]]+)\]/.exec(text))?.[1];
  if (heading === undefined) {
    state.section = 'skipped';
    state.problems.push({ line: number, message: 'This heading is not closed by a bracket: [name].' });
    return;
  }
  const section = { heading: heading.trim(), line: number, values: new Map(), nested: new Map() };
  state.sections.push(section);
  state.section = section;
}

/** Whether an indented line belongs to the key above it. */
function readIndented(section: IniSection, key: string, text: string): boolean {
  const value = section.values.get(key) ?? '';
  if (value === '') {
    const pair = pairOf(text);
    if (pair === undefined) {
      section.values.set(key, text);
      return true;
    }
    const nested = section.nested.get(key) ?? new Map<string, string>();
    section.nested.set(key, nested.set(...pair));
    return true;
  }
  // The CLI continues the value; the SDKs read a key of its own. Keys indented by mistake are the commoner case.
  if (/^\w[\w.-]*\s*=/.test(text)) return false;
  section.values.set(key, `${value}\n${withoutComment(key, text)}`);
  return true;
}

function pairOf(text: string): [string, string] | undefined {
  const match = /^([^=:]+?)\s*[=:](.*)$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const key = match[1].toLowerCase();
  return [key, withoutComment(key, match[2])];
}

/** A command keeps its `#`: the shell that runs it knows what is a comment. */
function withoutComment(key: string, value: string): string {
  return (key === 'credential_process' ? value : value.replace(/(^|\s)[;#].*$/, '')).trim();
}
