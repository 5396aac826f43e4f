import { createScanner } from 'jsonc-parser';
import type { Span, SyntaxProblem } from './document';

/** jsonc-parser's SyntaxKind: an ambient const enum there, which isolated modules cannot read. */
export const token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  unknown: 16,
  end: 17,
} as const;

/** jsonc-parser's ScanError, in words. */
const scanErrors: Record<number, string> = {
  1: 'The comment is not closed: write */.',
  2: 'The string is not closed: write the closing double quote.',
  3: 'The number is not complete.',
  4: 'The escape is not valid: write \\u and four hexadecimal digits.',
  5: 'The escape is not valid: JSON knows \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX.',
  6: 'A control character must be escaped in a JSON string.',
};

/** The tokens of a JSON text one by one, without white space; comments and broken tokens are noted on the way. */
export class Tokens {
  readonly #problems: SyntaxProblem[];
  kind: number = token.end;
  start = 0;
  end = 0;
  /** Of a string: what it says, escapes resolved. */
  text = '';
  /** The token itself is broken (an unclosed string, a bad escape); that has been noted. */
  broken = false;
  /** Where the token before this one ended, and whether it was broken. */
  previousEnd = 0;
  previousBroken = false;
  /** How many tokens have been looked at, those of white space and of looks ahead among them. */
  scanned = 0;
  readonly #scanner;

  constructor(
    readonly source: string,
    problems: SyntaxProblem[],
  ) {
    this.#problems = problems;
    this.#scanner = createScanner(source, false);
    // A byte order mark is no white space of JSON; that KMS does not take it is said by the character check.
    if (source.startsWith('\uFEFF')) this.#scanner.setPosition(1);
    this.next();
  }

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  /** Goes to the next token. */
  next(): void {
    this.previousEnd = this.end;
    this.previousBroken = this.broken;
    let kind = this.#scan();
    while (kind >= token.lineComment && kind <= token.space) {
      if (kind === token.lineComment || kind === token.blockComment) this.#noteComment();
      kind = this.#scan();
    }
    this.kind = kind;
    ({ start: this.start, end: this.end } = this.#scannedSpan());
    this.text = kind === token.string ? this.#scanner.getTokenValue() : '';
    const error = this.#scanError();
    this.broken = error !== undefined;
    if (error !== undefined) this.#problems.push({ kind: 'invalid', message: error, span: this.span });
  }

  /** Whether a colon comes after the token, which makes it a member's key. */
  isKey(): boolean {
    if (this.kind !== token.string || this.broken) return false;
    const back = this.#scanner.getPosition();
    let kind = this.#scan();
    while (kind === token.lineBreak || kind === token.space) kind = this.#scan();
    this.#scanner.setPosition(back);
    return kind === token.colon;
  }

  #scan(): number {
    this.scanned += 1;
    return this.#scanner.scan();
  }

  #scanError(): string | undefined {
    return scanErrors[this.#scanner.getTokenError()];
  }

  #noteComment(): void {
    const message = this.#scanError() ?? 'A policy is plain JSON, without comments.';
    this.#problems.push({ kind: 'comment', message, span: this.#scannedSpan() });
  }

  /** The scanner steps one beyond the end of the text behind an unclosed block comment. */
  #scannedSpan(): Span {
    const limit = this.source.length;
    const start = Math.min(this.#scanner.getTokenOffset(), limit);
    return { start, end: Math.min(start + this.#scanner.getTokenLength(), limit) };
  }
}
