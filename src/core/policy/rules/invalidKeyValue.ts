import type { ConditionFacts } from '../facts';
import { closest, matchesPattern } from '../vocabulary/match';
import { kmsLink } from './links';
import type { Rule } from './rule';
import { checkValues } from './values';
import { didYouMean, listed, show } from './words';

/** Condition keys that only ever have certain values. */
export const invalidKeyValue: Rule = {
  code: 'KMS_INVALID_KEY_VALUE',
  severity: 'warning',
  summary: 'The condition key never has that value.',
  link: kmsLink('conditions-kms'),
  check: (policy) =>
    checkValues(
      policy,
      ({ found, operator: { operator } }) => found?.key.values !== undefined && operator.family === 'String',
      (text, condition) => {
        const values = condition.found?.key.values ?? [];
        if (text.includes('${') || isPossible(text, values, condition)) return undefined;
        const meant = closest(text, values);
        const rest = didYouMean(meant) || ` It is one of ${listed(values, 6)}.`;
        return { message: `${show(condition.name)} is never ${show(text)}.${rest}`, meant };
      },
    ),
};

function isPossible(text: string, values: readonly string[], { operator }: ConditionFacts): boolean {
  if (operator?.operator.wildcards) return values.some((value) => matchesPattern(text, value));
  if (operator?.operator.name.endsWith('IgnoreCase'))
    return values.some((value) => value.toLowerCase() === text.toLowerCase());
  // That a wildcard is none here is said by a rule of its own.
  return values.includes(text) || (/[*?]/.test(text) && values.some((value) => matchesPattern(text, value)));
}
