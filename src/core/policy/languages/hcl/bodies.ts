import type { Span } from '../../document';
import { ExpressionReader } from './expressions';
import { Scanner } from './scanner';
import type { Attribute, Block, Body, HclFile } from './syntax';

/** Terraform nests a handful of blocks; far more is an accident, and would exhaust the stack. */
const deepest = 64;

/**
 * Reads HCL from any text whatsoever. What is half-typed ends where a line at the margin begins a block, so that the
 * rest of the file keeps its meaning. Source: HCL Native Syntax Specification.
 */
export function readHcl(text: string): HclFile {
  const scanner = new Scanner(text);
  const reader = new BodyReader(scanner);
  const body: Body = { attributes: [], blocks: [] };
  while (!scanner.done) {
    reader.fill(body, 0);
    if (scanner.done) break;
    // A closing brace too many, or the line end before the next block.
    if (!scanner.sees('\n')) scanner.note(scanner.at, scanner.at + 1);
    scanner.at += 1;
  }
  return { body, broken: scanner.broken };
}

class BodyReader {
  readonly #scanner: Scanner;
  readonly #expressions: ExpressionReader;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
    this.#expressions = new ExpressionReader(scanner);
  }

  /** Reads up to the closing brace, which stays. */
  fill(body: Body, depth: number): void {
    const scanner = this.#scanner;
    for (;;) {
      scanner.passBlanks(true);
      if (scanner.done || scanner.sees('}') || (scanner.ends && depth > 0)) return;
      if (scanner.sees('\n')) scanner.at += 1;
      else this.#entry(body, depth);
    }
  }

  #entry(body: Body, depth: number): void {
    const scanner = this.#scanner;
    const start = scanner.at;
    const name = this.#name();
    if (name === undefined) {
      scanner.at = Math.max(scanner.lineEnd(), start + 1);
      scanner.note(start, scanner.at);
      return;
    }
    const nameSpan = { start, end: scanner.at };
    scanner.passBlanks(false);
    if (scanner.sees('=')) body.attributes.push(this.#attribute(name, nameSpan));
    else {
      const block = this.#block(name, nameSpan, depth);
      if (block) body.blocks.push(block);
      else {
        body.attributes.push({ name, nameSpan, span: nameSpan });
        scanner.note(start, scanner.at);
      }
    }
  }

  /** Of an attribute or a block; in quotes it is a slip that Terraform refuses, but what it names is plain. */
  #name(): string | undefined {
    const scanner = this.#scanner;
    if (!scanner.sees('"')) return scanner.word();
    const found = /"([\w-]*)"/y;
    found.lastIndex = scanner.at;
    const [all = '', name] = found.exec(scanner.text) ?? [];
    if (name !== undefined) scanner.note(scanner.at, scanner.at + all.length);
    scanner.at += all.length;
    return name;
  }

  #attribute(name: string, nameSpan: Span): Attribute {
    const scanner = this.#scanner;
    const equals = scanner.at;
    scanner.at += 1;
    scanner.passBlanks(false);
    const value = this.#expressions.read(false);
    const attribute: Attribute = { name, nameSpan, equals, span: { start: nameSpan.start, end: equals + 1 } };
    if (value) {
      attribute.value = value;
      attribute.span.end = value.span.end;
    } else scanner.note(nameSpan.start, equals + 1);
    this.#endLine();
    return attribute;
  }

  /** What follows on the line does not belong there; a block may be written on one line, though. */
  #endLine(): void {
    const scanner = this.#scanner;
    scanner.passBlanks(false);
    if (scanner.done || scanner.sees('\n') || scanner.sees('}')) return;
    const start = scanner.at;
    const rest = /[^\n}]*/y;
    scanner.take(rest);
    scanner.note(start, scanner.at);
  }

  #block(type: string, typeSpan: Span, depth: number): Block | undefined {
    const scanner = this.#scanner;
    const labels: string[] = [];
    for (;;) {
      scanner.passBlanks(false);
      const label = scanner.sees('"') ? this.#label() : scanner.word();
      if (label === undefined) break;
      labels.push(label);
    }
    if (!scanner.sees('{') || depth >= deepest) return undefined;
    const open = scanner.at;
    const body: Body = { attributes: [], blocks: [] };
    scanner.at += 1;
    this.fill(body, depth + 1);
    const closed = scanner.sees('}');
    if (closed) scanner.at += 1;
    else scanner.note(open, open + 1);
    const span = { start: typeSpan.start, end: scanner.at };
    const braces = { start: open, end: scanner.at };
    return { type, typeSpan, labels, body, braces, span, ...(!closed && { unclosed: true as const }) };
  }

  #label(): string | undefined {
    const quoted = /"((?:[^"\\\n]|\\.)*)"/y;
    quoted.lastIndex = this.#scanner.at;
    const [all = '', label] = quoted.exec(this.#scanner.text) ?? [];
    this.#scanner.at += all.length;
    return label;
  }
}
