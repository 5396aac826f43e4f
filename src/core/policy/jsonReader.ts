import type { ArrayValue, Member, ObjectValue, Span, StringValue, SyntaxProblem, Value } from './document';
import { token, Tokens } from './tokens';

/** A policy needs six levels; far more is an attack or an accident, and would exhaust the stack of every reader. */
const deepest = 64;

/** A word in the quotes of other languages, or of a writing program. */
const otherQuotes = /^['\u2018\u2019\u201C\u201D\u201E`](.*)['\u2018\u2019\u201C\u201D`]$/;

/** Reads JSON from any text whatsoever; what does not belong there is noted and passed over. */
export class JsonReader {
  readonly #problems: SyntaxProblem[];
  readonly #tokens: Tokens;
  #depth = 0;
  #openObjects = 0;
  #openArrays = 0;
  #tooDeepNoted = false;

  constructor(text: string, problems: SyntaxProblem[]) {
    this.#problems = problems;
    this.#tokens = new Tokens(text, problems);
  }

  /** How many tokens have been looked at, each as often as it was: the work that the reading took. */
  get scanned(): number {
    return this.#tokens.scanned;
  }

  /** The one value of the text, as far as there is one. */
  document(): Value | undefined {
    const tokens = this.#tokens;
    let root = this.#value();
    while (!root && tokens.kind !== token.end) {
      this.#note('A policy begins with {.');
      tokens.next();
      root = this.#value();
    }
    if (!root) this.#note('The policy is empty: write {"Version": "2012-10-17", "Statement": []}.');
    else if (tokens.kind !== token.end) {
      const span = { start: tokens.start, end: tokens.source.trimEnd().length };
      this.#note('The policy has ended: remove what follows it.', span);
      while (tokens.kind !== token.end) tokens.next();
    }
    return root;
  }

  /** The value at the token, or undefined (and no step taken) where none begins. */
  #value(): Value | undefined {
    const tokens = this.#tokens;
    const { kind, span } = tokens;
    if (kind === token.openBrace || kind === token.openBracket) return this.#container(kind);
    const value = this.#scalar(kind, span);
    if (value) tokens.next();
    return value;
  }

  #scalar(kind: number, span: Span): Value | undefined {
    if (kind === token.string) return this.#string();
    if (kind === token.number)
      return { kind: 'number', span, value: Number(this.#tokens.source.slice(span.start, span.end)) };
    if (kind === token.true || kind === token.false)
      return { kind: 'boolean', span, value: kind === token.true };
    if (kind === token.null) return { kind: 'null', span };
    return kind === token.unknown ? this.#bareWord(span) : undefined;
  }

  #string(): StringValue {
    const { span, text, broken, source } = this.#tokens;
    const value: StringValue = { kind: 'string', span, value: text };
    const closed = span.end - span.start > 1 && source.charAt(span.end - 1) === '"';
    if (broken && !closed) value.unclosed = true;
    return value;
  }

  #bareWord(span: Span, isName = false): StringValue {
    const word = this.#tokens.source.slice(span.start, span.end).replace(otherQuotes, '$1');
    const quoted = JSON.stringify(word);
    const message = isName
      ? `Property names need double quotes: ${quoted}.`
      : `Text needs double quotes: ${quoted}. JSON has no other words than true, false and null.`;
    if (!this.#tokens.broken) this.#note(message);
    return { kind: 'string', span, value: word, unclosed: true };
  }

  #container(kind: number): Value {
    this.#depth += 1;
    const value =
      this.#depth > deepest ? this.#skipTooDeep() : kind === token.openBrace ? this.#object() : this.#array();
    this.#depth -= 1;
    return value;
  }

  #object(): ObjectValue {
    const tokens = this.#tokens;
    const object: ObjectValue = { kind: 'object', span: tokens.span, members: [] };
    const seen = new Set<string>();
    let last: Member | undefined;
    this.#openObjects += 1;
    tokens.next();
    while (tokens.kind !== token.closeBrace && !this.#endsHere(this.#openArrays > 0, token.closeBracket)) {
      if (tokens.kind === token.comma) this.#comma(last, last?.comma !== undefined, token.closeBrace);
      else if (tokens.kind === token.string || tokens.kind === token.unknown) {
        if (last && this.#needsComma(last)) this.#noteMissingComma(last.span.end);
        last = this.#member(seen);
        object.members.push(last);
      } else this.#stray('A member begins with its name in double quotes.');
    }
    this.#openObjects -= 1;
    this.#close(object, token.closeBrace, 'The object is not closed: write }.');
    return object;
  }

  #member(seen: Set<string>): Member {
    const tokens = this.#tokens;
    const key = tokens.kind === token.string ? this.#string() : this.#bareWord(tokens.span, true);
    const keyBroken = tokens.broken;
    const member: Member = { key, span: { ...key.span } };
    if (seen.has(key.value)) this.#noteDuplicate(key);
    seen.add(key.value);
    tokens.next();
    if (tokens.kind === token.colon) {
      member.colon = tokens.start;
      member.span.end = tokens.end;
      tokens.next();
    } else {
      if (!keyBroken) this.#note('Write a colon and a value after the name.', key.span);
      if (keyBroken || !this.#forgotColon()) return member;
      const value = this.#value();
      if (value) {
        member.value = value;
        member.span.end = value.span.end;
      }
      return member;
    }
    // In half-typed text the next member follows at once: `"Effect": "Action": "kms:Decrypt"`.
    const value = tokens.isKey() ? undefined : this.#value();
    if (value) {
      member.value = value;
      member.span.end = value.span.end;
    } else this.#note('Write a value after the colon.', { start: key.span.start, end: member.colon + 1 });
    return member;
  }

  /** The value follows at once, or behind the sign of another language: `"Effect" = "Allow"`. */
  #forgotColon(): boolean {
    const tokens = this.#tokens;
    const { kind, start, end, source } = tokens;
    if (kind === token.unknown && source.slice(start, end) === '=') tokens.next();
    else if (kind === token.unknown) return false;
    return tokens.kind !== token.comma && !tokens.isKey();
  }

  #array(): ArrayValue {
    const tokens = this.#tokens;
    const array: ArrayValue = { kind: 'array', span: tokens.span, items: [] };
    let needsComma = false;
    this.#openArrays += 1;
    tokens.next();
    while (tokens.kind !== token.closeBracket && !this.#endsHere(this.#openObjects > 0, token.closeBrace)) {
      // In half-typed text the list is not closed yet, and the next member follows: `["kms:De` and `"Resource": "*"`.
      if (this.#openObjects > 0 && tokens.isKey()) break;
      if (tokens.kind === token.comma) {
        this.#comma(undefined, !needsComma, token.closeBracket);
        needsComma = false;
        continue;
      }
      const { previousBroken, previousEnd } = tokens;
      const item = this.#value();
      if (!item) this.#stray('A value is expected here.');
      else {
        if (needsComma && !previousBroken) this.#noteMissingComma(previousEnd);
        array.items.push(item);
        needsComma = true;
      }
    }
    this.#openArrays -= 1;
    this.#close(array, token.closeBracket, 'The list is not closed: write ].');
    return array;
  }

  /** The end of the text, or the closing of something further out, ends a container that is not closed itself. */
  #endsHere(outerIsOpen: boolean, outerClose: number): boolean {
    return this.#tokens.kind === token.end || (outerIsOpen && this.#tokens.kind === outerClose);
  }

  #comma(last: Member | undefined, surplus: boolean, closing: number): void {
    const tokens = this.#tokens;
    const { span } = tokens;
    if (last && !surplus) last.comma = span.start;
    tokens.next();
    if (tokens.kind === closing)
      this.#problems.push({
        kind: 'trailing-comma',
        message: 'Remove the comma after the last entry.',
        span,
      });
    else if (surplus || (!last && closing === token.closeBrace))
      this.#note('Remove the comma: nothing stands before it.', span);
  }

  #close(value: ObjectValue | ArrayValue, closing: number, message: string): void {
    const tokens = this.#tokens;
    if (tokens.kind === closing) {
      value.span = { start: value.span.start, end: tokens.end };
      tokens.next();
      return;
    }
    value.unclosed = true;
    this.#note(message, { start: value.span.start, end: value.span.start + 1 });
    value.span = { start: value.span.start, end: tokens.start };
  }

  #stray(message: string): void {
    if (!this.#tokens.broken) this.#note(message);
    this.#tokens.next();
  }

  #skipTooDeep(): Value {
    const tokens = this.#tokens;
    const { start } = tokens;
    let open = 0;
    do {
      if (tokens.kind === token.openBrace || tokens.kind === token.openBracket) open += 1;
      if (tokens.kind === token.closeBrace || tokens.kind === token.closeBracket) open -= 1;
      tokens.next();
    } while (open > 0 && tokens.kind !== token.end);
    const span = { start, end: Math.max(tokens.previousEnd, start + 1) };
    if (!this.#tooDeepNoted)
      this.#note(`No policy nests deeper than ${deepest} levels; this part is not read.`, span);
    this.#tooDeepNoted = true;
    return { kind: 'null', span };
  }

  #noteDuplicate(key: StringValue): void {
    const message = `"${key.value}" is there twice; KMS takes a policy only without duplicate names.`;
    this.#problems.push({ kind: 'duplicate-key', message, span: key.span });
  }

  /** What is half-typed has a problem already, and no comma yet. */
  #needsComma({ comma, value }: Member): boolean {
    const complete = value !== undefined && !('unclosed' in value);
    return comma === undefined && complete && !this.#tokens.previousBroken;
  }

  /** Not called after an unclosed string, which has swallowed the comma. */
  #noteMissingComma(end: number): void {
    const span = { start: end, end: Math.min(end + 1, this.#tokens.source.length) };
    this.#problems.push({
      kind: 'invalid',
      message: 'Write a comma between the two entries.',
      span,
      missing: ',',
    });
  }

  #note(message: string, span: Span = this.#tokens.span): void {
    this.#problems.push({ kind: 'invalid', message, span });
  }
}
