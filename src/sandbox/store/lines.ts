/** Where the records of one list stand in a snapshot. */
export interface LinePlaces {
  /** Byte offsets, ascending: one a record. */
  starts: Float64Array;
  /** In bytes, without the comma between records. */
  lengths: Uint32Array;
}

const QUOTE = 0x22;

/**
 * The records of one list of a snapshot, in order of their names, read from its bytes one by one as they are asked for.
 * Each begins with its name, `{"arn":"…`.
 */
export class Lines<T extends object> {
  readonly #bytes: Buffer;
  readonly #places: LinePlaces;
  readonly #nameAt: number;

  constructor(bytes: Buffer, places: LinePlaces, nameMember: string) {
    this.#bytes = bytes;
    this.#places = places;
    this.#nameAt = `{"${nameMember}":"`.length;
  }

  get count(): number {
    return this.#places.starts.length;
  }

  name(index: number): string {
    const from = (this.#places.starts[index] ?? 0) + this.#nameAt;
    return this.#bytes.toString('latin1', from, this.#bytes.indexOf(QUOTE, from));
  }

  text(index: number): Buffer {
    const start = this.#places.starts[index] ?? 0;
    return this.#bytes.subarray(start, start + (this.#places.lengths[index] ?? 0));
  }

  record(index: number): T {
    return JSON.parse(this.text(index).toString('utf8')) as T;
  }

  /** Index of the first record whose name is not before `name`. */
  position(name: string): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.name(middle) < name) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Index of the record of a name; -1 where there is none. */
  find(name: string): number {
    const at = this.position(name);
    return at < this.count && this.name(at) === name ? at : -1;
  }
}
