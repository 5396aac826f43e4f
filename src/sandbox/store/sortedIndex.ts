/** Names in code-unit order, for pages that start after a name. */
export class SortedIndex {
  #names: string[] = [];

  static of(names: Iterable<string>): SortedIndex {
    const index = new SortedIndex();
    index.#names = [...names].sort();
    return index;
  }

  get size(): number {
    return this.#names.length;
  }

  add(name: string): void {
    const at = this.#position(name);
    if (this.#names[at] !== name) this.#names.splice(at, 0, name);
  }

  delete(name: string): void {
    const at = this.#position(name);
    if (this.#names[at] === name) this.#names.splice(at, 1);
  }

  /** Up to `limit` names after `name`; from the beginning without one. */
  after(name: string | undefined, limit: number): string[] {
    let from = name === undefined ? 0 : this.#position(name);
    if (name !== undefined && this.#names[from] === name) from++;
    return this.#names.slice(from, from + limit);
  }

  /** Index of the first name that is not before `name`. */
  #position(name: string): number {
    let low = 0;
    let high = this.#names.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#names[middle] ?? '') < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
