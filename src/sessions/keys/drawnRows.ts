import type { Node } from '../../core/keys/nodes';
import type { Row } from '../../core/keys/row';

/** What the tree would show now. */
export interface Current {
  /** The rows under a row; the roots without one. */
  children(node?: Node): Node[];
  look(node: Node): Row;
}

const root = '';

/**
 * The rows that the editor was given: what it was told is under each and how each looks. The editor drops every row
 * below one that is drawn again, and asks again; a menu that is open on a dropped row loses it. So only what differs
 * is drawn again, as far down as possible.
 */
export class DrawnRows {
  readonly #nodes = new Map<string, Node>();
  readonly #looks = new Map<string, Row>();
  /** The ids below a row, and whether the editor still has them. */
  readonly #below = new Map<string, { ids: readonly string[]; current: boolean }>();

  /** The same object for the same row: the editor knows rows by identity. */
  keep(node: Node): Node {
    const known = this.#nodes.get(node.id);
    if (known?.kind === node.kind) return Object.assign(known, node);
    this.#nodes.set(node.id, node);
    return node;
  }

  node(id: string): Node | undefined {
    return this.#nodes.get(id);
  }

  /** How a row looked when it was drawn last. */
  look(id: string): Row | undefined {
    return this.#looks.get(id);
  }

  /** The editor was told how a row looks. */
  drew(id: string, look: Row): void {
    this.#looks.set(id, look);
  }

  /** The editor was told which rows are under a row. Those that are gone are forgotten. */
  answered(parent: Node | undefined, rows: readonly Node[]): void {
    const id = parent?.id ?? root;
    const ids = rows.map((row) => row.id);
    const staying = new Set(ids);
    for (const old of this.#below.get(id)?.ids ?? []) if (!staying.has(old)) this.#forget(old);
    this.#below.set(id, { ids, current: true });
  }

  /**
   * The rows to draw again, from this one downwards, so that the editor shows what is true now; `everything` where
   * the roots themselves differ. A row that is drawn again includes those below it.
   */
  outdated(from: Node | undefined, now: Current): Node[] | 'everything' {
    const found = new Set<string>();
    this.#compare(from, now, found);
    if (found.has(root)) return 'everything';
    return [...found].flatMap((id) => this.#nodes.get(id) ?? []);
  }

  /** The rows that the editor has below this one. */
  shown(from?: Node): Node[] {
    const ids = this.#currentBelow(from?.id ?? root) ?? [];
    return ids.flatMap((id) => {
      const node = this.#nodes.get(id);
      return node ? [node, ...this.shown(node)] : [];
    });
  }

  #compare(node: Node | undefined, now: Current, found: Set<string>): void {
    const id = node?.id ?? root;
    const ids = this.#currentBelow(id);
    const rows = ids && now.children(node);
    if (this.#looksDifferent(node, now) || (ids && rows && !sameIds(ids, rows))) {
      found.add(id);
      this.#drop(id);
      return;
    }
    for (const row of rows ?? []) this.#compare(this.keep(row), now, found);
  }

  #looksDifferent(node: Node | undefined, now: Current): boolean {
    const look = node && this.#looks.get(node.id);
    return look !== undefined && JSON.stringify(look) !== JSON.stringify(now.look(node as Node));
  }

  #currentBelow(id: string): readonly string[] | undefined {
    const below = this.#below.get(id);
    return below?.current ? below.ids : undefined;
  }

  /** The editor drops what is below a row that is drawn again, and asks for it again. */
  #drop(id: string): void {
    const below = this.#below.get(id);
    if (!below?.current) return;
    below.current = false;
    for (const child of below.ids) this.#drop(child);
  }

  #forget(id: string): void {
    for (const child of this.#below.get(id)?.ids ?? []) this.#forget(child);
    this.#below.delete(id);
    this.#looks.delete(id);
    this.#nodes.delete(id);
  }
}

function sameIds(ids: readonly string[], rows: readonly Node[]): boolean {
  return ids.length === rows.length && rows.every((row, at) => row.id === ids[at]);
}
