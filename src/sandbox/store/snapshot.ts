import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { SandboxState } from '../../generated/sandbox-state';

const CHUNK_BYTES = 1 << 20;

/** The state as JSON, one record a line, without ever building the whole text. */
export function* snapshotChunks(state: SandboxState): Generator<string> {
  const { version, generation, settings, ...lists } = state;
  yield `{"version":${version},"generation":${generation},"settings":${JSON.stringify(settings)}`;
  for (const [name, records] of Object.entries(lists)) {
    yield `,\n"${name}":[`;
    let chunk = '';
    for (const [index, record] of records.entries()) {
      chunk += `${index ? ',' : ''}\n${JSON.stringify(record)}`;
      if (chunk.length < CHUNK_BYTES) continue;
      yield chunk;
      chunk = '';
    }
    yield `${chunk}]`;
  }
  yield '}\n';
}

/** Reads a snapshot record by record; one that was edited, as a whole. Throws where it is no JSON. */
export function readSnapshot(file: string): unknown {
  try {
    const reader = new LineReader();
    for (const line of linesOf(file)) reader.take(line);
    return reader.state();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Edited or cut off: the whole text decides, and its error is told.
    return JSON.parse(withoutMark(readFileSync(file, 'utf8'))) as unknown;
  }
}

/** Some editors begin a file with a byte order mark, which JSON does not know. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** Understands the lines of `snapshotChunks`, and throws SyntaxError at any others. */
class LineReader {
  #state: Record<string, unknown> | undefined;
  #list: unknown[] | undefined;
  #whole = false;
  readonly #texts = new Map<string, string>();

  take(line: string): void {
    if (this.#whole) throw new SyntaxError('There is more after the end.');
    if (!this.#state) this.#state = JSON.parse(`${withoutEnd(line, ',')}}`) as Record<string, unknown>;
    else if (this.#list) this.#takeRecord(line, this.#list);
    else this.#takeList(line, this.#state);
  }

  state(): Record<string, unknown> {
    if (!this.#whole || !this.#state) throw new SyntaxError('The end is missing.');
    return this.#state;
  }

  /** `"keys":[`, or an empty list, which may be the last. */
  #takeList(line: string, state: Record<string, unknown>): void {
    const [, name, end] = /^"(\w+)":\[(\],|\]\}|)$/.exec(line) ?? [];
    if (name === undefined) throw new SyntaxError(`Not a list: ${line.slice(0, 40)}`);
    const list: unknown[] = [];
    state[name] = list;
    if (end === '') this.#list = list;
    this.#whole = end === ']}';
  }

  #takeRecord(line: string, list: unknown[]): void {
    const end = /\][,}]$/.exec(line);
    const record = JSON.parse(end ? line.slice(0, end.index) : withoutEnd(line, ',')) as object;
    list.push(shared(record, this.#texts));
    if (!end) return;
    this.#list = undefined;
    this.#whole = end[0] === ']}';
  }
}

function withoutEnd(line: string, end: string): string {
  if (!line.endsWith(end)) throw new SyntaxError(`Not a line of its own: ${line.slice(0, 40)}`);
  return line.slice(0, -end.length);
}

function* linesOf(file: string): Generator<string> {
  const handle = openSync(file, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let rest = '';
    for (let read = 0; (read = readSync(handle, buffer, 0, CHUNK_BYTES, null)) > 0;) {
      const lines = (rest + decoder.write(buffer.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(handle);
  }
}

/** Members whose values are the same in most records of a large sandbox. */
const repeated = [
  'policy',
  'description',
  'accountId',
  'region',
  'spec',
  'usage',
  'origin',
  'manager',
] as const;
/** Keeps one copy of each text that repeats. */
function shared(record: object, known: Map<string, string>): object {
  const fields = record as Record<string, unknown>;
  for (const name of repeated) {
    const value = fields[name];
    if (typeof value !== 'string') continue;
    const first = known.get(value);
    if (first === undefined) known.set(value, value);
    else fields[name] = first;
  }
  return record;
}
