/** Hears what the lines of a snapshot are. */
export interface LineListener {
  /** What stands before the first list. */
  head(members: Record<string, unknown>): void;
  /** A list begins, and at once ends where it is empty. */
  list(name: string, isEmpty: boolean): void;
  /** A record; `rest` is how many characters, all of one byte, stand behind it in its line: `,`, `]` or `],`. */
  record(list: string, record: object, rest: number): void;
}

/** Understands the lines of a snapshot, and throws SyntaxError at any others. */
export class LineReader {
  readonly #listener: LineListener;
  #list: string | undefined;
  #begun = false;
  #whole = false;

  constructor(listener: LineListener) {
    this.#listener = listener;
  }

  take(line: string): void {
    if (this.#whole) throw new SyntaxError('There is more after the end.');
    if (!this.#begun) {
      this.#listener.head(JSON.parse(`${withoutEnd(line, ',')}}`) as Record<string, unknown>);
      this.#begun = true;
    } else if (this.#list !== undefined) this.#takeRecord(line, this.#list);
    else if (line.startsWith('"checksum"')) this.#takeChecksum(line);
    else this.#takeList(line);
  }

  /** Throws where the end is missing. */
  end(): void {
    if (!this.#whole) throw new SyntaxError('The end is missing.');
  }

  /** `"keys":[`, or an empty list, which may be the last. */
  #takeList(line: string): void {
    const [, name, end] = /^"(\w+)":\[(\],|\]\}|)$/.exec(line) ?? [];
    if (name === undefined) throw new SyntaxError(`Not a list: ${line.slice(0, 40)}`);
    this.#listener.list(name, end !== '');
    if (end === '') this.#list = name;
    this.#whole = end === ']}';
  }

  #takeRecord(line: string, list: string): void {
    const isLast = !line.endsWith('},');
    const end = isLast ? /\][,}]$/.exec(line) : undefined;
    const text = end ? line.slice(0, end.index) : withoutEnd(line, ',');
    this.#listener.record(list, JSON.parse(text) as object, line.length - text.length);
    if (!end) return;
    this.#list = undefined;
    this.#whole = end[0] === ']}';
  }

  #takeChecksum(line: string): void {
    JSON.parse(`{${line}`);
    this.#whole = true;
  }
}

function withoutEnd(line: string, end: string): string {
  if (!line.endsWith(end)) throw new SyntaxError(`Not a line of its own: ${line.slice(0, 40)}`);
  return line.slice(0, -end.length);
}
