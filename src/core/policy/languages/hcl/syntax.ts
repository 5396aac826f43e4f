import type { Span } from '../../document';

/** A file or a block between braces: what is set in it, and the blocks in it. */
export interface Body {
  attributes: Attribute[];
  blocks: Block[];
}

/** `name = value`. */
export interface Attribute {
  name: string;
  nameSpan: Span;
  /** Offset of the sign between name and value. */
  equals?: number;
  /** Absent in half-typed text. */
  value?: Expression;
  span: Span;
}

/** `type "label" { … }`. */
export interface Block {
  type: string;
  typeSpan: Span;
  labels: readonly string[];
  body: Body;
  /** From the opening brace to behind the closing one. */
  braces: Span;
  span: Span;
  /** The closing brace is missing. */
  unclosed?: true;
}

/** `name = value` in an object; the name may be an expression. */
export interface Item {
  key: Expression;
  equals?: number;
  value?: Expression;
  span: Span;
  /** Offset of the comma behind it. */
  comma?: number;
}

/** A part of a template: text as it stands in the file, `${…}`, or `%{…}`. */
export interface TemplatePart {
  kind: 'text' | 'interpolation' | 'directive';
  span: Span;
  /** What an interpolation fills in. */
  value?: Expression;
}

export type Expression =
  | { kind: 'object'; span: Span; items: Item[]; unclosed?: true }
  | { kind: 'list'; span: Span; items: Expression[]; unclosed?: true }
  | Quoted
  | Heredoc
  | { kind: 'literal'; span: Span; value: number | boolean | null }
  | Reference
  | { kind: 'call'; span: Span; name: string; args: Expression[]; unclosed?: true }
  | { kind: 'access'; span: Span; of: Expression; path: readonly string[] }
  | { kind: 'conditional'; span: Span; branches: Expression[] }
  | { kind: 'for'; span: Span; body?: Expression }
  | { kind: 'parentheses'; span: Span; inner?: Expression }
  | { kind: 'other'; span: Span };

/** `"…"` */
export interface Quoted {
  kind: 'quoted';
  span: Span;
  parts: TemplatePart[];
  unclosed?: true;
}

/** `<<MARK` */
export interface Heredoc {
  kind: 'heredoc';
  span: Span;
  /** The lines between the marks. */
  body: Span;
  /** `<<-`: the smallest indentation of the lines is no part of the text. */
  flush: boolean;
  parts: TemplatePart[];
  unclosed?: true;
}

/** `data.aws_iam_policy_document.name[0].json`; an index that is no literal is `[]`. */
export interface Reference {
  kind: 'reference';
  span: Span;
  path: readonly string[];
}

/** What was read of a text. */
export interface HclFile {
  body: Body;
  /** Where something is missing or does not belong, in the order in which it was found. */
  broken: readonly Span[];
}
