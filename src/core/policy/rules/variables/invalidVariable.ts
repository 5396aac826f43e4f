import type { StringValue } from '../../document';
import type { Change } from '../../fixes/fix';
import { conditionKeys, findConditionKey } from '../../vocabulary/conditionKeys';
import { closest } from '../../vocabulary/match';
import { write } from '../parts/entries';
import { forgottenIn } from '../parts/forgotten';
import { iamLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import type { Variable } from '../parts/variables';
import { isCharacter, spanOf, textWith, variablesOf } from '../parts/variables';
import { didYouMean, show } from '../parts/words';

export const invalidVariable: Rule = {
  code: 'INVALID_VARIABLE',
  severity: 'error',
  summary: 'There is no such policy variable.',
  link: iamLink('reference_policies_variables'),
  *check(policy) {
    const told = new Set<StringValue>();
    for (const variable of variablesOf(policy, isUnknown)) {
      const { name, value, more } = variable;
      const forgotten = forgottenIn(value);
      if (forgotten) {
        if (!told.has(value)) yield forgotten;
        told.add(value);
        continue;
      }
      const intended = meantName(name);
      const message = `There is no policy variable ${show(name)}.${didYouMean(intended)} A variable is the name of a condition key, such as \${aws:username}.${more}`;
      const fixes = (): Change[] =>
        intended === undefined ? [] : [write(value, textWith(variable, `\${${intended}}`))];
      yield { span: spanOf(variable), message, fixes };
    }
  },
};

function isUnknown(variable: Variable): boolean {
  const { name, closed } = variable;
  return closed && name !== '' && !isCharacter(variable) && !isKnown(name);
}

/** Those of federation (`cognito-identity.amazonaws.com:sub`) are the provider's own. */
function isKnown(name: string): boolean {
  if (/^(aws|kms):/i.test(name)) {
    const found = findConditionKey(name);
    return found !== undefined && found.part !== '';
  }
  return /^[\w.-]+:[\w/.-]+$/.test(name);
}

function meantName(name: string): string | undefined {
  // Only the person knows which tag was intended.
  if (name.endsWith('/')) return undefined;
  const names = conditionKeys()
    .map((key) => key.name)
    .filter((known) => known.startsWith('aws:') && !known.includes('$'));
  return closest(name, names) ?? names.find((known) => known.toLowerCase() === `aws:${name.toLowerCase()}`);
}
