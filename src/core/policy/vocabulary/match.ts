import { actions, findAction } from './actions';
import type { Action } from './actions';

/** Whether text matches a pattern in which `*` stands for any text and `?` for one character. Linear in practice. */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const sign = pattern[p];
    if (sign === '*') {
      star = p++;
      resume = t;
    } else if (sign !== undefined && (sign === '?' || sign === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

const known = new Map<string, readonly Action[]>();

/** The KMS actions that an entry of `Action` stands for: one, many for a wildcard, none for anything else. */
export function matchActions(pattern: string): readonly Action[] {
  if (!/[*?]/.test(pattern)) {
    const action = findAction(pattern);
    return action ? [action] : [];
  }
  const wanted = pattern.toLowerCase();
  let found = known.get(wanted);
  if (!found) {
    found = actions().filter((action) => matchesPattern(wanted, action.name.toLowerCase()));
    // Patterns are typed letter by letter: the memory stays small, since each is short and there are few.
    if (known.size > 500) known.clear();
    known.set(wanted, found);
  }
  return found;
}

/** How many letters must change to make one word of the other (Damerau–Levenshtein), or more than `limit`. */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1])
        least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      current.push(least);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? limit + 1;
}

/** "Did you mean": the candidate nearest to the word, or undefined where none is near enough to be intended. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  // A third of the letters may be wrong, as compilers have it.
  let limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  for (const candidate of candidates) {
    const far = distance(wanted, candidate.toLowerCase(), limit);
    if (far > limit || (best !== undefined && far === limit)) continue;
    best = candidate;
    limit = far;
    if (far === 0) break;
  }
  return best;
}
