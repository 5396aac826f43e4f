import type { Span, StringValue, SyntaxProblem, Value } from '../document';

/** Values of a template, with the places that are borrowed from others. */
export interface TemplateTree {
  root?: Value;
  borrowed: Span[];
  /** What could not be read. */
  problems: SyntaxProblem[];
  duplicates: DuplicateName[];
}

/** A name that is there twice in a map: one of the two wins without a word. */
export interface DuplicateName {
  key: StringValue;
  map: Span;
}
