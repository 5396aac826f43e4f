import type { Expression, Heredoc, Quoted, TemplatePart } from './syntax';
import { Parts } from './scanner';
import type { Scanner } from './scanner';

/** Reads texts with `${…}` and `%{…}` in them. */
export class TemplateReader {
  readonly #scanner: Scanner;
  readonly #expression: () => Expression | undefined;
  /** Places of `${` that are not closed: looked at once, however often what is around is read again. */
  readonly #open = new Set<number>();
  /** End marks that do not come any more. */
  readonly #absent = new Set<string>();

  constructor(scanner: Scanner, expression: () => Expression | undefined) {
    this.#scanner = scanner;
    this.#expression = expression;
  }

  /** `"…"`; one that is not closed ends with its line. */
  quoted(): Quoted {
    const scanner = this.#scanner;
    const start = scanner.at;
    const parts = new Parts(start + 1);
    scanner.at += 1;
    const lineEnd = (): number => {
      const end = scanner.lineEnd();
      return scanner.text[end - 1] === '\r' ? end - 1 : end;
    };
    for (;;) {
      scanner.take(/[^"\\$%\r\n]+/y);
      if (scanner.sees('"')) {
        parts.close(scanner.at);
        scanner.at += 1;
        return { kind: 'quoted', span: { start, end: scanner.at }, parts: parts.parts };
      }
      if (scanner.done || scanner.sees('\n') || (scanner.sees('\r') && lineEnd() === scanner.at)) break;
      if (!this.#special(parts)) {
        scanner.at = lineEnd();
        break;
      }
    }
    scanner.note(start, scanner.at);
    parts.close(scanner.at);
    return { kind: 'quoted', span: { start, end: scanner.at }, parts: parts.parts, unclosed: true };
  }

  /** An escape, or a sequence in braces; false where that is not closed. */
  #special(parts: Parts): boolean {
    const scanner = this.#scanner;
    if (scanner.take(/\\[^\n]|\$\$\{|%%\{/y) !== undefined) return true;
    if (!scanner.sees('${') && !scanner.sees('%{')) {
      scanner.at += 1;
      return true;
    }
    const start = scanner.at;
    const part = this.#braces();
    if (part) parts.add(part);
    else scanner.at = start;
    return part !== undefined;
  }

  /** `${ expression }`, with marks that take off blanks; `%{ if expression }`. Undefined where it is not closed. */
  #braces(): TemplatePart | undefined {
    const scanner = this.#scanner;
    const start = scanner.at;
    if (this.#open.has(start)) return undefined;
    const kind = scanner.sees('$') ? 'interpolation' : 'directive';
    scanner.at += 2;
    scanner.take(/~/y);
    scanner.passBlanks(true);
    if (kind === 'directive') scanner.take(/(?:else|endif|endfor)\b|(?:if|for\s[^\n}]*?\sin)\b/y);
    scanner.passBlanks(true);
    const value = this.#expression();
    scanner.passBlanks(true);
    scanner.take(/~/y);
    if (!scanner.sees('}')) {
      this.#open.add(start);
      return undefined;
    }
    scanner.at += 1;
    return { kind, span: { start, end: scanner.at }, ...(value && { value }) };
  }

  /** `<<MARK`, up to the line that holds nothing but the mark. */
  heredoc(): Heredoc | undefined {
    const scanner = this.#scanner;
    const start = scanner.at;
    const opening = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t\r]*\n/uy;
    opening.lastIndex = start;
    const [all = '', dash = '', mark = ''] = opening.exec(scanner.text) ?? [];
    if (all === '') return undefined;
    const first = start + all.length;
    const closing = new RegExp(`^[ \\t]*${mark.replaceAll('-', '\\-')}[ \\t\\r]*$`, 'gmu');
    closing.lastIndex = first;
    const found = this.#absent.has(mark) ? null : closing.exec(scanner.text);
    if (!found) this.#absent.add(mark);
    const end = found?.index ?? this.#swallowed(first);
    const parts = this.#heredocParts(first, end);
    const marker = found?.[0].trimEnd().length ?? 0;
    scanner.at = end + marker;
    const heredoc: Heredoc = {
      kind: 'heredoc',
      span: { start, end: scanner.at },
      body: { start: first, end },
      flush: dash !== '',
      parts,
    };
    if (found) return heredoc;
    scanner.note(start, scanner.at);
    return { ...heredoc, unclosed: true };
  }

  /** Where a heredoc without its end mark ends: before the next block at the margin. */
  #swallowed(from: number): number {
    const { text } = this.#scanner;
    for (let line = from; line < text.length; line = this.#scanner.lineEnd(line) + 1)
      if (this.#scanner.newBlockAt(line)) return Math.max(from, line - 1);
    return text.length;
  }

  #heredocParts(first: number, end: number): Parts['parts'] {
    const scanner = this.#scanner;
    const parts = new Parts(first);
    scanner.at = first;
    while (scanner.at < end) {
      scanner.take(/[^$%]+/y);
      if (scanner.at >= end) break;
      const start = scanner.at;
      if (scanner.take(/\$\$\{|%%\{/y) !== undefined) continue;
      const part = scanner.sees('${') || scanner.sees('%{') ? this.#braces() : undefined;
      if (part && part.span.end <= end) parts.add(part);
      else {
        if (/[{]/.test(scanner.text.charAt(start + 1))) scanner.note(start, start + 2);
        scanner.at = start + 1;
      }
    }
    parts.close(end);
    scanner.at = end;
    return parts.parts;
  }
}
