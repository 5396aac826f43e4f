import type { Content } from './content';

/** Where the records of one list stand in a snapshot, and what they are called. */
export interface LinePlaces {
  /** Byte offsets, one a record, in order of the names. */
  starts: Float64Array;
  /** In bytes, without the comma between records. */
  lengths: Uint32Array;
  /** All names one after the other, in ASCII, so that listing reads no records. */
  names: Buffer;
  /** Where each name ends. */
  nameEnds: Uint32Array;
}

/** Records of one list of a snapshot, in order of their names, read one by one as they are asked for. */
export class Lines<T extends object> {
  readonly #content: Content;
  readonly #places: LinePlaces;

  constructor(content: Content, places: LinePlaces) {
    this.#content = content;
    this.#places = places;
  }

  get count(): number {
    return this.#places.starts.length;
  }

  name(index: number): string {
    const { names, nameEnds } = this.#places;
    return names.toString('latin1', index > 0 ? nameEnds[index - 1] : 0, nameEnds[index]);
  }

  text(index: number): Buffer {
    const start = this.#places.starts[index] ?? 0;
    return this.#content.slice(start, start + (this.#places.lengths[index] ?? 0));
  }

  record(index: number): T {
    return JSON.parse(this.text(index).toString('utf8')) as T;
  }

  *records(): Generator<T> {
    for (let at = 0; at < this.count; at++) yield this.record(at);
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
