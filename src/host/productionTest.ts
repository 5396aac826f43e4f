import { productionPattern } from '../core/production';
import { matchesInTime } from './matchesInTime';

/** Why the pattern of the setting does not decide as it was written. */
export type PatternProblem = { kind: 'invalid'; reason: string } | { kind: 'slow' };

/**
 * Whether connections of a name are production, by the pattern as it is typed now. A pattern that cannot be used is
 * reported once, and until it is changed the default (or, where matching takes too long, every name) is guarded.
 */
export function productionTest(
  typed: () => string,
  report: (problem: PatternProblem) => void,
  matches: typeof matchesInTime = matchesInTime,
): (name: string) => boolean {
  let judged: Judged | undefined;
  return (name) => {
    const pattern = typed();
    if (pattern !== judged?.pattern) {
      const { source, problem } = productionPattern(pattern);
      judged = { pattern, source, known: new Map(), isSlow: false };
      if (problem !== undefined) report({ kind: 'invalid', reason: problem });
    }
    const answer = judged.known.get(name) ?? (judged.isSlow || matches(judged.source, name));
    if (answer === undefined) {
      judged.isSlow = true;
      report({ kind: 'slow' });
    }
    judged.known.set(name, answer ?? true);
    return answer ?? true;
  };
}

/** A pattern, and what is known by it. */
interface Judged {
  pattern: string;
  source: string;
  known: Map<string, boolean>;
  isSlow: boolean;
}
