import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { checkValues } from '../parts/values';
import { show } from '../parts/words';

const yes = /^(true|yes|y|1|on)$/i;
const no = /^(false|no|n|0|off)$/i;

export const typeMismatchBoolean: Rule = {
  code: 'TYPE_MISMATCH_BOOLEAN',
  severity: 'warning',
  summary: 'The value of Bool or Null is neither true nor false.',
  link: analyzerLink('general-warning', 'TYPE_MISMATCH_BOOLEAN'),
  check: (policy) =>
    checkValues(
      policy,
      ({ operator: { operator } }) => operator.family === 'Bool' || operator.family === 'Null',
      (text, { block }) => {
        if (text === 'true' || text === 'false' || /^\$\{.+\}$/.test(text)) return undefined;
        const word = text.trim();
        const meant = yes.test(word) ? 'true' : no.test(word) ? 'false' : undefined;
        return { message: `${show(block.key.value)} takes "true" or "false", not ${show(text)}.`, meant };
      },
    ),
};
