import type { Span } from '../../document';
import type { TemplatePart } from './syntax';

/** Words with which a block at the top of a file begins. Source: Terraform and OpenTofu language references. */
const topLevel =
  /(?:(?:resource|data|ephemeral|action|list)[ \t]+"[^"\n]*"[ \t]+"[^"\n]*"|(?:module|provider|variable|output|check|include|generate|dependency)[ \t]+"[^"\n]*"|locals|terraform|moved|removed|import)[ \t]*\{/y;

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const blanks = /[ \t\r\uFEFF]+/y;

/** Steps through the text of a file in HCL. */
export class Scanner {
  at = 0;
  /** Where something is missing or does not belong. */
  readonly broken: Span[] = [];

  constructor(readonly text: string) {}

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character. */
  get sign(): string {
    return this.text.charAt(this.at);
  }

  /** Passes blanks and comments; line ends too, where they mean nothing. */
  passBlanks(lines: boolean): void {
    for (;;) {
      const { text } = this;
      const sign = text.charAt(this.at);
      const next = text.charAt(this.at + 1);
      if (sign === '#' || (sign === '/' && next === '/')) this.at = this.lineEnd();
      else if (sign === '/' && next === '*') {
        const end = text.indexOf('*/', this.at + 2);
        if (end < 0) this.note(this.at, text.length);
        this.at = end < 0 ? text.length : end + 2;
      } else if (sign === '\n' && lines) {
        if (this.newBlockAt(this.at + 1)) return;
        this.at += 1;
      } else if (!this.take(blanks)) return;
    }
  }

  /** Whether a block of the file's top begins at a place: a line at the margin, whatever is still open before it. */
  newBlockAt(offset: number): boolean {
    topLevel.lastIndex = offset;
    return topLevel.test(this.text);
  }

  /** Nothing more belongs to what is open: the text ends, or a block of the file's top begins on the next line. */
  get ends(): boolean {
    return this.done || (this.sign === '\n' && this.newBlockAt(this.at + 1));
  }

  lineEnd(from = this.at): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  word(): string | undefined {
    return this.take(identifier);
  }

  digits(): string | undefined {
    return this.take(number);
  }

  /** Whether the text goes on so. */
  sees(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  note(start: number, end: number): void {
    this.broken.push({ start, end: Math.min(end, this.text.length) });
  }
}

/** A template cut into its parts while it is read. */
export class Parts {
  readonly parts: TemplatePart[] = [];
  #start: number;

  constructor(start: number) {
    this.#start = start;
  }

  /** What is between the last part and this one is text. */
  add(part: TemplatePart): void {
    this.close(part.span.start);
    this.parts.push(part);
    this.#start = part.span.end;
  }

  close(end: number): void {
    if (end > this.#start) this.parts.push({ kind: 'text', span: { start: this.#start, end } });
    this.#start = end;
  }
}
