import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { checkValues } from '../parts/values';
import { show } from '../parts/words';

export const typeMismatchNumber: Rule = {
  code: 'TYPE_MISMATCH_NUMBER',
  severity: 'warning',
  summary: 'The value of a numeric operator is no number.',
  link: analyzerLink('general-warning', 'TYPE_MISMATCH_NUMBER'),
  check: (policy) =>
    checkValues(
      policy,
      ({ operator: { operator } }) => operator.family === 'Numeric',
      (text, { block }) => {
        if (/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) || /^\$\{.+\}$/.test(text)) return undefined;
        const meant = /^\D*?(-?\d+(?:\.\d+)?)\D*$/.exec(text)?.[1];
        return { message: `${show(block.key.value)} takes a number, not ${show(text)}.`, meant };
      },
    ),
};
