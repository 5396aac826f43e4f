import type { Change } from '../../fixes/fix';
import { write } from '../parts/entries';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import type { Variable } from '../parts/variables';
import { spanOf, textWith, variablesOf } from '../parts/variables';

export const emptyVariable: Rule = {
  code: 'EMPTY_VARIABLE',
  severity: 'error',
  summary: 'A policy variable has no name.',
  link: analyzerLink('error', 'EMPTY_VARIABLE'),
  *check(policy) {
    for (const variable of variablesOf(policy, isEmpty)) {
      const message = `The policy variable is empty: write its name, such as \${aws:username}, or remove it.${variable.more}`;
      const fixes = (): Change[] => [
        { ...write(variable.value, textWith(variable, '')), title: 'Remove the empty variable' },
      ];
      yield { span: spanOf(variable), message, fixes };
    }
  },
};

function isEmpty({ closed, name }: Variable): boolean {
  return closed && name === '';
}
