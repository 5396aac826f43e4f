import type { Span } from '../../document';
import { Scanner } from './scanner';
import { TemplateReader } from './templates';
import type { Expression, Item } from './syntax';

/** Far deeper than anybody writes. */
const deepest = 64;

const operator = /==|!=|<=|>=|&&|\|\||[-+*/%<>]/y;
const namespaced = /(?:::[\p{ID_Start}_][\p{ID_Continue}-]*)+/uy;

/** Reads expressions, however half-typed: what does not belong is noted, and left to whatever is around. */
export class ExpressionReader {
  readonly #scanner: Scanner;
  readonly #templates: TemplateReader;
  #depth = 0;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
    this.#templates = new TemplateReader(scanner, () => this.read(true));
  }

  /**
   * The expression at the place; undefined (and no step taken) where none begins.
   * @param lines whether it may go on over line ends
   */
  read(lines: boolean): Expression | undefined {
    const scanner = this.#scanner;
    const first = this.#operation(lines);
    const back = scanner.at;
    scanner.passBlanks(lines);
    if (!first || !scanner.sees('?')) {
      scanner.at = back;
      return first;
    }
    scanner.at += 1;
    scanner.passBlanks(lines);
    const yes = this.read(lines);
    scanner.passBlanks(lines);
    const colon = scanner.sees(':');
    if (colon) {
      scanner.at += 1;
      scanner.passBlanks(lines);
    } else scanner.note(back, scanner.at);
    const no = colon ? this.read(lines) : undefined;
    const branches = [yes, no].filter((branch) => branch !== undefined);
    return { kind: 'conditional', span: this.#since(first.span.start), branches };
  }

  #operation(lines: boolean): Expression | undefined {
    const scanner = this.#scanner;
    let left = this.#unary(lines);
    while (left) {
      const back = scanner.at;
      scanner.passBlanks(lines);
      // `=>` ends the key of a for expression, and a comment is none of division.
      if (scanner.sees('=>') || scanner.take(operator) === undefined) {
        scanner.at = back;
        break;
      }
      scanner.passBlanks(lines);
      if (!this.#unary(lines)) scanner.note(back, scanner.at);
      left = { kind: 'other', span: this.#since(left.span.start) };
    }
    return left;
  }

  #unary(lines: boolean): Expression | undefined {
    const scanner = this.#scanner;
    const start = scanner.at;
    const sign = scanner.take(/[!-](?!=)/y);
    if (sign === undefined) return this.#term();
    scanner.passBlanks(lines);
    const value = this.#term();
    if (!value) scanner.note(start, scanner.at);
    return { kind: 'other', span: this.#since(start) };
  }

  #term(): Expression | undefined {
    if (this.#depth >= deepest) return undefined;
    this.#depth += 1;
    const start = this.#scanner.at;
    const value = this.#primary();
    this.#depth -= 1;
    if (!value) return undefined;
    const path = this.#path();
    if (path.length === 0) return value;
    const span = this.#since(start);
    return value.kind === 'reference'
      ? { kind: 'reference', span, path: [...value.path, ...path] }
      : { kind: 'access', span, of: value, path };
  }

  #primary(): Expression | undefined {
    const scanner = this.#scanner;
    const start = scanner.at;
    if (scanner.sees('"')) return this.#templates.quoted();
    if (scanner.sees('<<')) return this.#templates.heredoc();
    if (scanner.sees('[')) return this.#list();
    if (scanner.sees('{')) return this.#object();
    if (scanner.sees('(')) return this.#parentheses();
    const digits = scanner.digits();
    if (digits !== undefined) return { kind: 'literal', span: this.#since(start), value: Number(digits) };
    const word = scanner.word();
    if (word === undefined) return undefined;
    const name = word + (scanner.take(namespaced) ?? '');
    if (scanner.sees('(')) return this.#call(start, name);
    const span = this.#since(start);
    if (word === 'true' || word === 'false') return { kind: 'literal', span, value: word === 'true' };
    return word === 'null'
      ? { kind: 'literal', span, value: null }
      : { kind: 'reference', span, path: [word] };
  }

  /** `.name`, `.0`, `.*`, `["name"]`, `[*]`, `[index]`; any other index is `[]`. */
  #path(): string[] {
    const scanner = this.#scanner;
    const path: string[] = [];
    for (;;) {
      const dotted = scanner.take(/\.(?:[\p{ID_Start}_][\p{ID_Continue}-]*|\d+|\*)/uy);
      if (dotted !== undefined) path.push(dotted.slice(1));
      else if (scanner.sees('[')) path.push(this.#index());
      else if (scanner.sees('.') && !scanner.sees('...')) {
        scanner.note(scanner.at, scanner.at + 1);
        scanner.at += 1;
      } else return path;
    }
  }

  #index(): string {
    const scanner = this.#scanner;
    const start = scanner.at;
    scanner.at += 1;
    scanner.passBlanks(true);
    const all = scanner.take(/\*/y);
    const value = all === undefined ? this.read(true) : undefined;
    scanner.passBlanks(true);
    if (scanner.sees(']')) scanner.at += 1;
    else scanner.note(start, scanner.at);
    if (all !== undefined) return all;
    if (value?.kind === 'literal' && typeof value.value === 'number') return String(value.value);
    const inside = value?.kind === 'quoted' && value.parts.length === 1 && value.parts[0];
    return inside && inside.kind === 'text' ? scanner.text.slice(inside.span.start, inside.span.end) : '[]';
  }

  #call(start: number, name: string): Expression {
    const scanner = this.#scanner;
    const args: Expression[] = [];
    scanner.at += 1;
    const closed = this.#entries(')', () => {
      const argument = this.read(true);
      if (argument) args.push(argument);
      scanner.take(/\.\.\./y);
      return argument !== undefined;
    });
    return {
      kind: 'call',
      span: this.#since(start),
      name,
      args,
      ...(!closed && { unclosed: true as const }),
    };
  }

  #list(): Expression {
    const scanner = this.#scanner;
    const start = scanner.at;
    scanner.at += 1;
    if (this.#isFor()) return this.#for(start, ']');
    const items: Expression[] = [];
    const closed = this.#entries(']', () => {
      // In half-typed text the list is not closed yet, and the next attribute or block follows.
      if (/[\p{ID_Start}_][\p{ID_Continue}-]*[ \t]*(?:=(?![=>])|\{)/uy.test(this.#rest())) return false;
      const item = this.read(true);
      if (item) items.push(item);
      return item !== undefined;
    });
    return { kind: 'list', span: this.#since(start), items, ...(!closed && { unclosed: true as const }) };
  }

  #rest(): string {
    return this.#scanner.text.slice(this.#scanner.at, this.#scanner.at + 120);
  }

  /** Entries with commas between them; whether the closing was found. */
  #entries(closing: string, entry: () => boolean): boolean {
    const scanner = this.#scanner;
    const open = scanner.at - 1;
    let separated = true;
    for (;;) {
      const last = scanner.at;
      scanner.passBlanks(true);
      if (scanner.sees(closing)) {
        scanner.at += 1;
        return true;
      }
      if (scanner.sees(',')) {
        scanner.at += 1;
        separated = true;
        continue;
      }
      const at = scanner.at;
      if (scanner.ends || !entry()) {
        // What follows may belong to what is around, on a line of its own.
        scanner.at = last;
        scanner.note(open, open + 1);
        return false;
      }
      if (!separated) scanner.note(at, at + 1);
      separated = false;
    }
  }

  #object(): Expression {
    const scanner = this.#scanner;
    const start = scanner.at;
    scanner.at += 1;
    if (this.#isFor()) return this.#for(start, '}');
    const items: Item[] = [];
    for (;;) {
      const last = scanner.at;
      scanner.passBlanks(true);
      if (scanner.sees('}')) {
        scanner.at += 1;
        return { kind: 'object', span: this.#since(start), items };
      }
      const item = scanner.ends || scanner.sees(',') ? undefined : this.#item();
      if (!item) {
        scanner.at = last;
        break;
      }
      items.push(item);
    }
    scanner.note(start, start + 1);
    return { kind: 'object', span: this.#since(start), items, unclosed: true };
  }

  #item(): Item | undefined {
    const scanner = this.#scanner;
    const key = this.#term();
    if (!key) return undefined;
    const item: Item = { key, span: { ...key.span } };
    scanner.passBlanks(false);
    if (scanner.sees(':') || (scanner.sees('=') && !scanner.sees('=='))) {
      item.equals = scanner.at;
      scanner.at += 1;
      item.span.end = scanner.at;
      scanner.passBlanks(false);
      const value = this.read(false);
      if (value) {
        item.value = value;
        item.span.end = value.span.end;
      }
    }
    if (!item.value) scanner.note(item.span.start, item.span.end);
    this.#behindItem(item);
    return item;
  }

  /** A comma or a line end comes behind an item. */
  #behindItem(item: Item): void {
    const scanner = this.#scanner;
    scanner.passBlanks(false);
    if (scanner.sees(',')) {
      item.comma = scanner.at;
      scanner.at += 1;
    } else if (!scanner.done && !scanner.sees('\n') && !scanner.sees('}'))
      scanner.note(scanner.at, scanner.at + 1);
  }

  #isFor(): boolean {
    const found = /\s*for\s+[\p{ID_Start}_]/uy;
    found.lastIndex = this.#scanner.at;
    return found.test(this.#scanner.text);
  }

  /** `[for name in list : value if condition]` */
  #for(start: number, closing: string): Expression {
    const scanner = this.#scanner;
    scanner.take(/\s*for\s+[^\n:]*?\sin\s/y);
    const read = (): Expression | undefined => {
      scanner.passBlanks(true);
      return this.read(true);
    };
    read();
    scanner.passBlanks(true);
    const colon = scanner.take(/:/y) !== undefined;
    let body = colon ? read() : undefined;
    scanner.passBlanks(true);
    if (scanner.take(/=>/y) !== undefined) body = read();
    scanner.passBlanks(true);
    scanner.take(/\.\.\./y);
    scanner.passBlanks(true);
    if (scanner.take(/if\b/y) !== undefined) read();
    scanner.passBlanks(true);
    if (scanner.sees(closing)) scanner.at += 1;
    else scanner.note(start, start + 1);
    return { kind: 'for', span: this.#since(start), ...(body && { body }) };
  }

  #parentheses(): Expression {
    const scanner = this.#scanner;
    const start = scanner.at;
    scanner.at += 1;
    scanner.passBlanks(true);
    const inner = this.read(true);
    scanner.passBlanks(true);
    if (scanner.sees(')')) scanner.at += 1;
    else scanner.note(start, start + 1);
    return { kind: 'parentheses', span: this.#since(start), ...(inner && { inner }) };
  }

  #since(start: number): Span {
    return { start, end: this.#scanner.at };
  }
}

/** The expression that begins at a place of a text. */
export function readExpression(text: string, offset: number): Expression | undefined {
  const scanner = new Scanner(text);
  scanner.at = offset;
  return new ExpressionReader(scanner).read(false);
}
