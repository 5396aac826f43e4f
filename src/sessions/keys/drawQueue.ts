/** Changes are drawn together, this often. */
const batchMs = 60;
/** A row that is drawn open, and about which the editor did not ask by then, was closed by the person before. */
const patienceMs = 2_000;

/**
 * Hands changes of the tree over while the editor asks for nothing. A change that overtakes a question lets the
 * editor forget the row that the question is about: it draws that row open and empty, and does not ask again.
 */
export class DrawQueue {
  readonly #draw: (ids?: ReadonlySet<string>) => void;
  readonly #waiting = new Set<string>();
  #everything = false;
  #questions = 0;
  /** Rows about which the editor asked after it was told of them, and those about which it did not: they are closed. */
  readonly #open = new Map<string, boolean>();
  /** Rows about which the editor will ask next, and until when that is waited for. */
  readonly #due = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  /** `draw` is called with the ids of the rows to draw again; without any: the whole tree. */
  constructor(draw: (ids?: ReadonlySet<string>) => void) {
    this.#draw = draw;
  }

  /** This row, and what is under it, has changed. */
  add(id: string): void {
    this.#waiting.add(id);
    this.#arm();
  }

  addAll(): void {
    this.#everything = true;
    this.#arm();
  }

  /** Answers the editor's question for the rows under `id`. It comes back for those that are drawn open. */
  async answer<T extends { id: string }>(
    id: string,
    rows: () => T[] | Promise<T[]>,
    isOpen: (row: T) => boolean,
  ): Promise<T[]> {
    this.#questions += 1;
    this.#open.set(id, true);
    this.#due.delete(id);
    try {
      const answer = await rows();
      for (const row of answer)
        if (this.#open.get(row.id) ?? isOpen(row)) this.#due.set(row.id, Date.now() + patienceMs);
      return answer;
    } finally {
      this.#questions -= 1;
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #arm(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#isAsking()) this.#arm();
      else this.#flush();
    }, batchMs);
  }

  #isAsking(): boolean {
    for (const [id, until] of this.#due) {
      if (until > Date.now()) continue;
      this.#due.delete(id);
      this.#open.set(id, false);
    }
    return this.#questions > 0 || this.#due.size > 0;
  }

  #flush(): void {
    const ids = new Set(this.#waiting);
    const all = this.#everything;
    this.#waiting.clear();
    this.#everything = false;
    if (all) this.#draw();
    else this.#draw(ids);
  }
}
