import type { ConsoleForm } from '../policy/editConsolePolicy';
import { accountProblem, principalProblem, type PrincipalPlace } from '../wizard/principalProblems';

/** One of the form's lists of people and accounts. */
export type FormList = Exclude<keyof ConsoleForm, 'mayDelete'>;

export const formLists = ['administrators', 'users', 'accounts'] as const satisfies readonly FormList[];

/** What is wrong with an entry that is added to a list, whose other entries are `others`; undefined where nothing is. */
export function entryProblem(
  list: FormList,
  text: string,
  others: readonly string[],
  place: PrincipalPlace,
): string | undefined {
  const entry = text.trim();
  if (list === 'accounts') {
    const found = accountProblem(entry, others.includes(entry), place);
    return found?.message;
  }
  if (others.includes(entry)) return `${entry} is there already.`;
  return principalProblem(entry, place)?.message;
}
