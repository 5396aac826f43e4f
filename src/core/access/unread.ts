import type { Asked } from './ask';
import type { PolicyProblem, UnreadPart } from './compiled';
import type { Place } from './model';
import { placeInWords } from './reasons';

/** A statement or a whole policy that cannot be read, and where it stands. */
export interface Unread extends Place {
  /** Absent where not even that could be read: it may allow, it may deny. */
  effect?: 'Allow' | 'Deny';
  problems: readonly PolicyProblem[];
}

/** What of a policy could not be read, with its place among all policies. */
export function unreadOf(asked: Omit<Asked, 'kind'>): Unread[] {
  return (asked.policy.unread ?? []).map((part) => placed(part, asked));
}

/** The same for one part. */
export function placed(part: UnreadPart, { layer, name }: Pick<Asked, 'layer' | 'name'>): Unread {
  const { statement, sid, effect, problems } = part;
  return {
    layer,
    ...(name !== undefined && { policy: name }),
    ...(statement !== undefined && { statement }),
    ...(sid !== undefined && { sid }),
    ...(effect !== undefined && { effect }),
    problems,
  };
}

/** `Statement 3 (“Legal hold”) of the key policy cannot be read. Condition.StringEqual: There is no …` */
export function unreadInWords(unread: Unread): string {
  const place = placeInWords(unread);
  return `${place.charAt(0).toUpperCase()}${place.slice(1)} cannot be read. ${problemsInWords(unread)}`;
}

/** What has to be put right there; the place within the statement, as its number is told apart. */
export function problemsInWords({ problems, statement }: Pick<Unread, 'problems' | 'statement'>): string {
  const [first, ...rest] = problems.map(({ at, message }) => {
    const within = statement === undefined ? at : at.replace(/^Statement(\[\d+\])?\.?/, '');
    return within === '' ? message : `${within}: ${message}`;
  });
  const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
  return `${first ?? 'It has no meaning to AWS.'}${more}`;
}
