import type { Arn } from '../arn';
import type { ContextLookup, Matcher, ResourceTest, TextTest } from './compiled';

/** A piece of a pattern: a literal text, a wildcard, or a policy variable. */
type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'any' }
  | { kind: 'one' }
  | { kind: 'variable'; name: string; otherwise?: string };

export interface PatternOptions {
  /** `*` and `?` are wildcards; else they stand for themselves. */
  wildcards: boolean;
  /** `${…}` is a policy variable (Version 2012-10-17 only). */
  variables: boolean;
  ignoreCase?: boolean;
}

/** Makes a test of a pattern; a variable without value and without default matches nothing. */
export function textTest(pattern: string, options: PatternOptions): TextTest {
  return piecesTest(piecesOf(pattern, options), options.ignoreCase ?? false);
}

/** A pattern with wildcards and without variables. */
export function wildcardMatcher(pattern: string, ignoreCase = false): Matcher {
  const test = textTest(pattern, { wildcards: true, variables: false, ignoreCase });
  return (text) => test(text, noContext);
}

/**
 * Matches an ARN part by part: a wildcard never reaches over one of the first five colons.
 * @param complete missing parts stand for `*`, as in the Resource element; else such a pattern matches nothing
 */
export function arnTest(pattern: string, variables: boolean, complete: boolean): ResourceTest {
  const parts = splitPieces(piecesOf(pattern, { wildcards: true, variables }));
  if (parts.length < 6 && !complete) return () => false;
  while (parts.length < 6) parts.push([{ kind: 'any' }]);
  const tests = parts.map((part) => piecesTest(part, false));
  return (arn, context) => {
    const actual = fieldsOf(arn);
    return actual !== undefined && tests.every((test, index) => test(actual[index] ?? '', context));
  };
}

/**
 * Matches the ARN of a resource as `arnTest` does, but a `*` that ends a part may run on over the colons behind it
 * (IAM user guide, reference_policies_elements_resource): `arn:aws:kms:*:key/*` is all keys.
 */
export function resourceArnTest(pattern: string, variables: boolean): ResourceTest {
  const byParts = arnTest(pattern, variables, pattern.startsWith('arn:'));
  if (!pattern.includes('*:')) return byParts;
  const pieces = piecesOf(pattern, { wildcards: true, variables });
  const confined = confinedPieces(pieces);
  return (arn, context) => {
    if (byParts(arn, context)) return true;
    const resolved = resolve(pieces, context);
    const text = typeof arn === 'string' ? arn : arn.text;
    return resolved !== undefined && runsOver(tokensOf(resolved, confined), text);
  };
}

/** Wildcards that stay within their part: in the first five, all but a `*` at the end. */
function confinedPieces(pieces: readonly Piece[]): ReadonlySet<number> {
  const confined = new Set<number>();
  let colons = 0;
  pieces.forEach((piece, index) => {
    if (piece.kind === 'text') colons += piece.text.split(':').length - 1;
    const next = pieces[index + 1];
    const ends = next === undefined || (next.kind === 'text' && next.text.startsWith(':'));
    if (colons < 5 && (piece.kind === 'one' || (piece.kind === 'any' && !ends))) confined.add(index);
  });
  return confined;
}

interface RunToken {
  /** Absent for a wildcard. */
  character?: string;
  many: boolean;
  confined: boolean;
}

function tokensOf(pieces: readonly Piece[], confined: ReadonlySet<number>): RunToken[] {
  return pieces.flatMap((piece, index): RunToken[] =>
    piece.kind === 'text'
      ? piece.text.split('').map((character) => ({ character, many: false, confined: false }))
      : [{ many: piece.kind === 'any', confined: confined.has(index) }],
  );
}

/** Keeps all places in the pattern that the text so far can stand for: no backtracking, whatever the pattern. */
function runsOver(tokens: readonly RunToken[], text: string): boolean {
  const reached = (from: Iterable<number>): Set<number> => {
    const all = new Set(from);
    for (const at of all) if (tokens[at]?.many === true) all.add(at + 1);
    return all;
  };
  let places = reached([0]);
  for (const character of text) {
    const next: number[] = [];
    for (const at of places) {
      const token = tokens[at];
      if (token === undefined || (token.confined && character === ':')) continue;
      if (token.many) next.push(at);
      else if (token.character === undefined || token.character === character) next.push(at + 1);
    }
    places = reached(next);
  }
  return places.has(tokens.length);
}

const noContext: ContextLookup = { get: () => undefined };

function fieldsOf(arn: Arn | string): string[] | undefined {
  if (typeof arn !== 'string')
    return ['arn', arn.partition, arn.service, arn.region, arn.account, arn.resource];
  const parts = arn.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function piecesOf(pattern: string, options: PatternOptions): Piece[] {
  const pieces: Piece[] = [];
  const text = (value: string): void => {
    const last = pieces.at(-1);
    if (last?.kind === 'text') last.text += value;
    else pieces.push({ kind: 'text', text: value });
  };
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    const end =
      character === '$' && options.variables && pattern[index + 1] === '{' ? pattern.indexOf('}', index) : -1;
    if (end > 0) {
      const piece = variableOf(pattern.slice(index + 2, end));
      if (piece.kind === 'text') text(piece.text);
      else pieces.push(piece);
      index = end;
    } else if (options.wildcards && character === '*') {
      if (pieces.at(-1)?.kind !== 'any') pieces.push({ kind: 'any' });
    } else if (options.wildcards && character === '?') pieces.push({ kind: 'one' });
    else text(character);
  }
  return pieces;
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${name, 'default'}` may have a default. */
function variableOf(inside: string): Piece {
  if (inside === '*' || inside === '?' || inside === '$') return { kind: 'text', text: inside };
  const match = /^([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(inside);
  const name = (match?.[1] ?? inside).trim().toLowerCase();
  return match?.[2] === undefined
    ? { kind: 'variable', name }
    : { kind: 'variable', name, otherwise: match[2] };
}

/** Cuts at the first five colons that stand outside variables. */
function splitPieces(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind !== 'text') {
      parts.at(-1)?.push(piece);
      continue;
    }
    const texts = piece.text.split(':');
    texts.forEach((text, index) => {
      const last = parts.at(-1);
      if (index > 0 && parts.length < 6) parts.push([{ kind: 'text', text }]);
      else last?.push({ kind: 'text', text: index > 0 ? `:${text}` : text });
    });
  }
  return parts;
}

function piecesTest(pieces: readonly Piece[], ignoreCase: boolean): TextTest {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  if (!pieces.some((piece) => piece.kind === 'variable')) {
    const matcher = literalTest(pieces, fold);
    return (text) => matcher(fold(text));
  }
  return (text, context) => {
    const resolved = resolve(pieces, context);
    return resolved !== undefined && literalTest(resolved, fold)(fold(text));
  };
}

/** Puts the values of variables in their place; undefined where one has none. */
function resolve(pieces: readonly Piece[], context: ContextLookup): Piece[] | undefined {
  const resolved: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'variable') resolved.push(piece);
    else {
      const values = context.get(piece.name);
      // A key with several values cannot stand in a variable (IAM user guide, policy variables).
      const value = values?.length === 1 ? values[0] : piece.otherwise;
      if (value === undefined) return undefined;
      resolved.push({ kind: 'text', text: value });
    }
  }
  return resolved;
}

/** The plain shapes (`kms:*`, an exact text) are compared directly: they are nearly all there is. */
function literalTest(pieces: readonly Piece[], fold: (text: string) => string): Matcher {
  const [first, second] = pieces;
  const whole = pieces.every((piece) => piece.kind === 'text');
  if (whole) {
    const text = fold(pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join(''));
    return (actual) => actual === text;
  }
  if (pieces.length === 1 && first?.kind === 'any') return () => true;
  if (pieces.length === 2 && first?.kind === 'text' && second?.kind === 'any') {
    const start = fold(first.text);
    return (actual) => actual.startsWith(start);
  }
  const tokens = pieces.flatMap((piece): (string | symbol)[] =>
    piece.kind === 'text' ? fold(piece.text).split('') : [piece.kind === 'any' ? ANY : ONE],
  );
  return (actual) => globMatches(tokens, actual);
}

const ANY = Symbol('*');
const ONE = Symbol('?');

/** Linear in practice, quadratic at worst; no regular expression, so no pattern can make it hang. */
function globMatches(tokens: readonly (string | symbol)[], text: string): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const current = tokens[token];
    if (current === ANY) {
      star = token++;
      resume = at;
    } else if (current === ONE || current === text[at]) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++resume;
    } else return false;
  }
  while (tokens[token] === ANY) token++;
  return token === tokens.length;
}
