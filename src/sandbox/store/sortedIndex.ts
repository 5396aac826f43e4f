/** Names in code-unit order, for pages that start after a name. */
export class SortedIndex {
  #names: string[] = [];

  /** Takes the place of what is there. */
  fill(names: Iterable<string>): void {
    this.#names = [...names].sort();
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

  /** The names from one on. The index must not change meanwhile. */
  *from(name: string): Generator<string, undefined> {
    for (let at = this.#position(name); at < this.#names.length; at++) yield this.#names[at] ?? '';
    return undefined;
  }

  /** How many names there are from one to before another. */
  between(from: string, to: string): number {
    return this.#position(to) - this.#position(from);
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
