import type { ActionFacts } from '../../facts';
import type { Action } from '../../vocabulary/actions';
import { actionElement, removeEntry } from '../parts/entries';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const redundantAction: Rule = {
  code: 'REDUNDANT_ACTION',
  severity: 'info',
  summary: 'Another entry of the list covers the action already.',
  link: analyzerLink('suggestion', 'REDUNDANT_ACTION'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const entries of [statement.actions, statement.notActions]) {
        for (const [{ value }, covering] of redundantIn(entries)) {
          const element = actionElement(statement, value);
          const same = covering.value.value.toLowerCase() === value.value.toLowerCase();
          const message = same
            ? `${show(value.value)} is in the list already.`
            : `${show(value.value)} is covered by ${show(covering.value.value)} already.`;
          yield { span: value.span, message, fixes: () => removeEntry(policy, statement, element, value) };
        }
      }
    }
  },
};

/** The entries that say nothing new, each with the one that covers it. */
export function redundantIn(entries: readonly ActionFacts[]): Map<ActionFacts, ActionFacts> {
  const found = new Map<ActionFacts, ActionFacts>();
  if (entries.length < 2) return found;
  // The widest first, of equals the first in the text; what is kept covers much, so that there is little of it.
  const byWidth = entries.filter(({ matches }) => matches.length > 0);
  byWidth.sort((a, b) => b.matches.length - a.matches.length);
  const kept: ActionFacts[] = [];
  for (const entry of byWidth) {
    const cover = kept.find((one) => includes(one.matches, entry.matches));
    if (cover) found.set(entry, cover);
    else kept.push(entry);
  }
  return new Map(
    entries.flatMap((entry) => {
      const cover = found.get(entry);
      return cover ? [[entry, cover] as const] : [];
    }),
  );
}

function includes(wide: readonly Action[], narrow: readonly Action[]): boolean {
  return wide.length >= narrow.length && narrow.every((action) => wide.includes(action));
}
