import type { Span, StringValue, SyntaxProblem, Value } from '../document';

/** Values of a file, with the places that are borrowed from others. */
export interface Tree {
  root?: Value;
  borrowed: Span[];
  /** What could not be read. */
  problems: SyntaxProblem[];
  duplicates: DuplicateName[];
  /** It refers to something that is not in the text. */
  incomplete?: true;
}

/** A name that is there twice in a map: one of the two wins without a word. */
export interface DuplicateName {
  key: StringValue;
  map: Span;
}
