import { write } from '../parts/entries';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { spanOf, textWith, variablesOf } from '../parts/variables';

export const missingBrace: Rule = {
  code: 'MISSING_BRACE_IN_VARIABLE',
  severity: 'error',
  summary: 'A policy variable is not closed.',
  link: analyzerLink('error', 'MISSING_BRACE_IN_VARIABLE'),
  *check(policy) {
    for (const variable of variablesOf(policy, ({ closed }) => !closed)) {
      const { value, from, to, name } = variable;
      const closed = textWith(variable, name === '' ? '' : `${value.value.slice(from, to)}}`);
      const message = `The policy variable is not closed: write } after its name.${variable.more}`;
      yield { span: spanOf(variable), message, fixes: () => [write(value, closed)] };
    }
  },
};
