import type { Member, Value } from '../../document';
import { memberOf, objectAt } from './intrinsics';
import { partsOf } from '../yaml/parts';
import type { Part, Parts } from '../yaml/parts';
import { shiftedTree } from '../shifted';
import type { Tree } from '../tree';

/** What was read of each part of a text, its places counted from the part's beginning. */
export type Memory = ReadonlyMap<string, Tree>;

/** The trees of a template, and what makes the next reading cheaper where it could be read in parts. */
export interface Template {
  trees: Tree[];
  memory?: Memory;
}

type Read = (text: string) => Tree[];

/** What follows a part that cannot be read may be the rest of it: a text in quotes can look like a name. */
const longestJoined = 40_000;

/** Up to this length a template whose parts cannot all be read is read as a whole, too: that may succeed. */
const longestReadTwice = 60_000;

/**
 * Reads a template resource by resource: what did not change since the last time is not read again. A template that
 * cannot be read so is read as a whole.
 */
export function readInParts(text: string, read: Read, before: Memory = new Map()): Template {
  const parts = partsOf(text, 'Resources');
  const template = parts && new PartReader(text, read, before).template(parts);
  if (!template) return { trees: read(text) };
  const broken = template.trees.some(({ problems }) => problems.length > 0);
  if (!broken || text.length > longestReadTwice) return template;
  const trees = read(text);
  return trees.some(({ problems }) => problems.length > 0) ? template : { trees };
}

class PartReader {
  readonly #memory = new Map<string, Tree>();
  readonly #text: string;
  readonly #read: Read;
  readonly #before: Memory;

  constructor(text: string, read: Read, before: Memory) {
    this.#text = text;
    this.#read = read;
    this.#before = before;
  }

  /** Undefined where a part says nothing without the others. */
  template({ before, header, entries, after }: Parts): Template | undefined {
    const [above, below] = [this.#all(before), this.#all([...entries, ...after])];
    if (!above || !below) return undefined;
    const resources = below.filter(({ start }) => start < (after[0]?.start ?? this.#text.length));
    const members = resources.flatMap(({ tree: { root } }) => (root?.kind === 'object' ? root.members : []));
    const [first, last] = [members[0], members.at(-1)];
    if (!first || !last) return undefined;
    const map = { start: first.span.start, end: last.span.end };
    const value: Value = { kind: 'object', span: map, members, notation: 'yaml-block' };
    const name = { start: header.start, end: header.start + 'Resources'.length };
    const root: Member = {
      key: { kind: 'string', span: name, value: 'Resources', notation: 'yaml-block' },
      span: { start: name.start, end: map.end },
      value,
    };
    const trees = [...above, ...below].map((part) => part.tree);
    const tree: Tree = {
      root: { kind: 'object', span: root.span, members: [root], notation: 'yaml-block' },
      borrowed: trees.flatMap(({ borrowed }) => borrowed),
      problems: trees.flatMap(({ problems }) => problems),
      duplicates: [...trees.flatMap(({ duplicates }) => duplicates), ...twiceIn(members, map)],
    };
    return { trees: [tree], memory: this.#memory };
  }

  #all(parts: readonly Part[]): { start: number; tree: Tree }[] | undefined {
    const trees: { start: number; tree: Tree }[] = [];
    for (let index = 0; index < parts.length;) {
      const found = this.#from(parts, index);
      if (!found) return undefined;
      trees.push({ start: parts[index]?.start ?? 0, tree: found.tree });
      index += found.parts;
    }
    return trees;
  }

  /** The tree of a part; where it cannot be read alone and can with the next ones, of them together. */
  #from(parts: readonly Part[], index: number): { tree: Tree; parts: number } | undefined {
    const alone = this.#part(parts, index, 1);
    if (!alone || alone.problems.length === 0) return alone && { tree: alone, parts: 1 };
    for (const count of this.#joinable(parts, index)) {
      const joined = this.#part(parts, index, count);
      if (joined?.problems.length === 0) return { tree: joined, parts: count };
    }
    return { tree: alone, parts: 1 };
  }

  /** With how many parts one that cannot be read may be whole: some more, or all up to the next quotation mark. */
  #joinable(parts: readonly Part[], index: number): Set<number> {
    const { start = 0, end = 0 } = parts[index] ?? {};
    const closing = ["'", '"'].map((sign) => {
      const at = this.#text.indexOf(sign, end);
      return parts.findIndex((part) => part.start <= at && at < part.end) + 1 - index;
    });
    const counts = [2, 3, ...closing].filter(
      (count) => count > 1 && (parts[index + count - 1]?.end ?? Infinity) - start <= longestJoined,
    );
    return new Set(counts);
  }

  #part(parts: readonly Part[], index: number, count: number): Tree | undefined {
    const start = parts[index]?.start ?? 0;
    const source = this.#text.slice(start, parts[index + count - 1]?.end);
    const known = this.#memory.get(source) ?? this.#before.get(source);
    const tree = known ?? this.#fresh(source);
    if (!tree) return undefined;
    this.#memory.set(source, tree);
    return start === 0 ? tree : shiftedTree(tree, start);
  }

  #fresh(source: string): Tree | undefined {
    const [tree, ...more] = this.#read(source);
    if (!tree) return { borrowed: [], problems: [], duplicates: [] };
    if (more.length > 0 || tree.incomplete || (tree.root && tree.root.kind !== 'object')) return undefined;
    return source.includes('AWS::KMS::') ? tree : outlineOf(tree);
  }
}

/** Of resources that are no keys only their names and types are kept. */
function outlineOf(tree: Tree): Tree {
  const { root } = tree;
  if (root?.kind !== 'object') return tree;
  const members = root.members.map((member): Member => {
    const type = memberOf(member.value, 'Type');
    if (member.value?.kind !== 'object') return member;
    return { ...member, value: objectAt(member.value, type ? [type] : []) };
  });
  return { ...tree, root: { ...root, members } };
}

function twiceIn(members: readonly Member[], map: Part): Tree['duplicates'] {
  const names = new Set<string>();
  return members.flatMap(({ key }) => {
    const known = names.has(key.value);
    names.add(key.value);
    return known ? [{ key, map }] : [];
  });
}
