import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments, visit } from 'yaml';
import type { Alias, Document, Node, Pair, Scalar, YAMLError, YAMLMap, YAMLSeq } from 'yaml';
import type { Member, Span, StringValue, SyntaxProblem, Value } from '../../document';

import type { DuplicateName, Tree } from '../tree';

/** No template nests so deep; an alias that contains itself would have no end. */
const deepest = 64;
/** So many values are read through aliases: a few lines of them can stand for billions. */
const mostBorrowed = 100_000;

/** What a tag of the language stands for: `!Sub x` is `{Fn::Sub: x}`. */
export type LongForm = (tag: string) => string;

/** YAML as the trees that JSON gives, aliases resolved. A file may hold several, between lines of `---`. */
export function readYaml(text: string, longForm: LongForm): Tree[] {
  return parsed(text).map((document) => {
    const reader = new Reader(text, document, longForm);
    const root = reader.value(document.contents);
    // What follows the first error is mostly its consequence.
    const [error] = document.errors;
    const problems = [...(error ? [syntaxProblem(error)] : []), ...reader.problems];
    return {
      ...(root && { root }),
      borrowed: reader.borrowed,
      problems,
      duplicates: reader.duplicates,
      ...(reader.incomplete && { incomplete: true }),
    };
  });
}

/** So many lines of one text are read as CloudFormation reads them. */
const mostJoined = 50;

/**
 * CloudFormation takes texts in quotes, and lists and maps in brackets, whose lines are indented less than YAML 1.2 asks
 * for, and in which this parser would lose the rest of the file. A line end within them means a space: with a space
 * there, they are read.
 */
function parsed(text: string): Document.Parsed[] {
  let joined = text;
  for (let round = 0; ; round++) {
    const documents = [...parseAllDocuments(joined, { logLevel: 'silent', uniqueKeys: false, merge: true })];
    const [error] = documents.flatMap(({ errors }) => errors);
    const at = error && round < mostJoined ? lineEndAt(joined, error) : undefined;
    if (at === undefined) return documents;
    const ends = joined.startsWith('\r\n', at) ? 2 : 1;
    joined = joined.slice(0, at) + ' '.repeat(ends) + joined.slice(at + ends);
  }
}

/** The line end because of which a text in quotes or in brackets is taken to be over. */
function lineEndAt(text: string, { code, message, pos: [start] }: YAMLError): number | undefined {
  if (code === 'MISSING_CHAR' && /[\r\n]/.test(text.charAt(start))) return start;
  if (code !== 'BAD_INDENT' || !message.startsWith('Flow ')) return undefined;
  const line = text.lastIndexOf('\n', start - 1);
  // A comment would go on where its line does not end.
  const before = text.slice(text.lastIndexOf('\n', line - 1) + 1, line);
  if (line < 0 || text.slice(line, start).trim() !== '' || /(^|\s)#/.test(before)) return undefined;
  return text[line - 1] === '\r' ? line - 1 : line;
}

function syntaxProblem({ message, pos: [start, end] }: YAMLError): SyntaxProblem {
  const [said = message] = message.split(/ at line \d+, column \d+/);
  const star = /^Alias cannot be an empty string/.test(said);
  const advice = star ? 'A * in YAML begins an alias: write it in quotes, "*".' : `${said}.`;
  return {
    kind: 'invalid',
    message: `This is no valid YAML: ${advice}`,
    span: { start, end: Math.max(end, start + 1) },
  };
}

/**
 * What each alias stands for: the last node before it that has its anchor. `Alias.resolve` looks through the whole
 * document each time.
 */
function targetsIn(document: Document.Parsed): Map<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target) targets.set(node, target);
      } else if (node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

class Reader {
  readonly #text: string;
  readonly #longForm: LongForm;
  readonly borrowed: Span[] = [];
  /** What the tree does not hold although it is written. */
  readonly problems: SyntaxProblem[] = [];
  /** Names that are there twice, with the place of their map. */
  readonly duplicates: DuplicateName[] = [];
  /** While an alias is followed: its own place, which all that it stands for gets. */
  #place: Span | undefined;
  #depth = 0;
  /** An alias stands for nothing that comes before it. */
  incomplete = false;
  /** Brackets have commas and no lines, and so has what is in them. */
  #notation: 'yaml-block' | 'yaml-flow' = 'yaml-block';
  #borrowedValues = 0;

  readonly #targets: ReadonlyMap<Alias, Node>;

  constructor(text: string, document: Document.Parsed, longForm: LongForm) {
    this.#text = text;
    this.#longForm = longForm;
    this.#targets = targetsIn(document);
  }

  value(node: unknown): Value | undefined {
    if (!isNode(node)) return undefined;
    if (this.#depth > deepest || (this.#place && (this.#borrowedValues += 1) > mostBorrowed))
      return this.#notRead(node);
    this.#depth += 1;
    const value = isAlias(node) ? this.#alias(node) : this.#tagged(node);
    this.#depth -= 1;
    return value;
  }

  /** Said once: a file that is too deep is so in many places. */
  #notRead(node: Node): undefined {
    const message = 'The template nests too deeply, or says too much by aliases: this part is not read.';
    if (!this.problems.some((problem) => problem.message === message))
      this.problems.push({ kind: 'invalid', message, span: this.#span(node) });
    return undefined;
  }

  #alias(node: Alias): Value | undefined {
    const target = this.#targets.get(node);
    if (target === undefined && node.source !== '') {
      this.incomplete = true;
      const message = `This is no valid YAML: no &${node.source} comes before *${node.source}.`;
      this.problems.push({ kind: 'invalid', message, span: this.#span(node) });
    }
    if (this.#place) return this.value(target);
    this.#place = this.#span(node);
    this.borrowed.push(this.#place);
    const value = this.value(target);
    this.#place = undefined;
    return value;
  }

  #tagged(node: Node): Value | undefined {
    const value = this.#plain(node);
    const { tag } = node;
    if (!value || !tag?.startsWith('!')) return value;
    const { span } = value;
    const key: StringValue = {
      kind: 'string',
      span: { start: span.start, end: span.start },
      value: this.#longForm(tag),
    };
    return { kind: 'object', span, members: [{ key, value, span }], notation: this.#notation };
  }

  #plain(node: Node): Value | undefined {
    const span = this.#span(node);
    if (isScalar(node)) return this.#scalar(node, span);
    if (!isMap(node) && !isSeq(node)) return undefined;
    const around = this.#notation;
    if (node.flow) this.#notation = 'yaml-flow';
    const value = isMap(node) ? this.#map(node, span) : this.#list(node, span);
    this.#notation = around;
    return value;
  }

  #map(node: YAMLMap, span: Span): Value {
    const notation = this.#notation;
    return this.#halfTyped(node) ?? { kind: 'object', span, members: this.#members(node), notation };
  }

  #list(node: YAMLSeq, span: Span): Value {
    const notation = this.#notation;
    return { kind: 'array', span, items: node.items.flatMap((item) => this.value(item) ?? []), notation };
  }

  #scalar(node: Scalar, span: Span): Value | undefined {
    const { value } = node;
    if (value === null) return node.source === '' ? undefined : { kind: 'null', span };
    if (typeof value === 'boolean') return { kind: 'boolean', span, value };
    // CloudFormation takes plain numbers as texts; an account id may begin with zeros, which a number would lose.
    return {
      kind: 'string',
      span,
      value: typeof value === 'string' ? value : (node.source ?? ''),
      notation: this.#notation,
    };
  }

  #members(map: YAMLMap): Member[] {
    const own = map.items.flatMap((pair) => (isMergeKey(pair) ? [] : this.#member(pair)));
    const names = new Set<string>();
    for (const { key } of own) {
      if (names.has(key.value) && !this.#place) this.duplicates.push({ key, map: this.#span(map) });
      names.add(key.value);
    }
    const merged = map.items.filter(isMergeKey).flatMap((pair) => this.#merged(pair.value));
    return [...own, ...merged.filter(({ key }) => !names.has(key.value))];
  }

  #member({ key, value }: Pair): Member[] {
    if (!isScalar(key)) return [];
    const span = this.#span(key);
    const notation = this.#notation;
    const name: StringValue = { kind: 'string', span, value: key.source ?? String(key.value), notation };
    if (typeof key.value === 'string') name.value = key.value;
    const member: Member = { key: name, span: { ...span } };
    const colon = this.#place ? -1 : this.#colonAfter(span.end);
    if (colon >= 0) {
      member.colon = colon;
      member.span.end = colon + 1;
    }
    const read = this.value(value);
    if (read) {
      member.value = read;
      member.span.end = Math.max(member.span.end, read.span.end);
    }
    return [member];
  }

  /** `<<: *base`: the members of the other map, or of each of a list of maps. */
  #merged(value: unknown): Member[] {
    const source = this.value(value);
    if (source?.kind === 'array')
      return source.items.flatMap((item) => (item.kind === 'object' ? item.members : []));
    return source?.kind === 'object' ? source.members : [];
  }

  /** `kms:` on its own is a map to YAML; to somebody who is typing it is the beginning of an action. */
  #halfTyped(map: YAMLMap): StringValue | undefined {
    const [pair] = map.items;
    if (map.items.length !== 1 || !pair || map.flow || !isScalar(pair.key)) return undefined;
    const { key, value } = pair;
    const prefix = key.value === 'kms' || key.value === 'aws' || key.value === 'arn';
    if (!prefix || !isScalar(value) || value.source !== '') return undefined;
    const span = this.#span(key);
    return {
      kind: 'string',
      span: { start: span.start, end: span.end + 1 },
      value: `${String(key.value)}:`,
      notation: this.#notation,
    };
  }

  #colonAfter(end: number): number {
    const colon = this.#text.indexOf(':', end);
    return colon >= 0 && this.#text.slice(end, colon).trim() === '' ? colon : -1;
  }

  /** Without the white space that a block collection has at its end. */
  #span(node: Node): Span {
    if (this.#place) return this.#place;
    const [start, end] = node.range ?? [0, 0];
    return { start, end: start + this.#text.slice(start, end).trimEnd().length };
  }
}

function isMergeKey(pair: Pair): boolean {
  return isPair(pair) && isScalar(pair.key) && String(pair.key.source ?? pair.key.value) === '<<';
}

function isNode(node: unknown): node is Node {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);
}
