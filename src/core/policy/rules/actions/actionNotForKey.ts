import type { Change } from '../../fixes/fix';
import type { KeyTraits } from '../../vocabulary/actions';
import { whyNotFor } from '../../vocabulary/actions';
import type { Known } from '../../known';
import { actionElement, removeEntry } from '../parts/entries';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** The key is known: what it is rules out the action for ever. */
export const actionNotForKey: Rule = {
  code: 'KMS_ACTION_NOT_FOR_KEY',
  severity: 'warning',
  summary: "The key's usage or spec can never do the action.",
  link: kmsLink('symm-asymm-compare'),
  *check(policy) {
    const traits = traitsOf(policy.known);
    if (!traits) return;
    for (const statement of policy.statements) {
      for (const { value, matches } of statement.actions) {
        const [action] = matches;
        const reasons = matches.map((match) => whyNotFor(match, traits));
        if (!action || !reasons[0] || reasons.some((reason) => reason === undefined)) continue;
        const fixes = (): Change[] => removeEntry(policy, statement, actionElement(statement, value), value);
        yield { span: value.span, message: `${show(value.value)} ${reasons[0]}.`, fixes };
      }
    }
  },
};

function traitsOf({ key }: Known): KeyTraits | undefined {
  if (!key) return undefined;
  const { spec, usage, origin, multiRegion } = key;
  return {
    ...(spec && { spec }),
    ...(usage && { usage }),
    ...(origin && { origin }),
    ...(multiRegion !== undefined && { multiRegion }),
  };
}
