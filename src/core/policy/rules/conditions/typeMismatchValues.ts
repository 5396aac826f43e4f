import { parseIpRange } from '../../../ipRange';
import type { Operator } from '../../vocabulary/operators';
import { isDate, plainDate } from '../parts/dates';
import { family } from '../parts/family';
import { plainRange } from '../parts/privateRanges';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { checkValues } from '../parts/values';
import { show } from '../parts/words';

/** What the operators of some families take as values. */
interface Row {
  families: readonly Operator['family'][];
  summary: string;
  takes: string;
  fits: (text: string) => boolean;
  /** The value that was intended, where that is plain. */
  intended: (text: string) => string | undefined;
}

const rows = {
  TYPE_MISMATCH_BOOLEAN: {
    families: ['Bool', 'Null'],
    summary: 'The value of Bool or Null is neither true nor false.',
    takes: '"true" or "false"',
    fits: (text) => text === 'true' || text === 'false',
    intended: (text) =>
      /^(true|yes|y|1|on)$/i.test(text.trim())
        ? 'true'
        : /^(false|no|n|0|off)$/i.test(text.trim())
          ? 'false'
          : undefined,
  },
  TYPE_MISMATCH_NUMBER: {
    families: ['Numeric'],
    summary: 'The value of a numeric operator is no number.',
    takes: 'a number',
    fits: (text) => /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text),
    intended: (text) => /^\D*?(-?\d+(?:\.\d+)?)\D*$/.exec(text)?.[1],
  },
  TYPE_MISMATCH_DATE: {
    families: ['Date'],
    summary: 'The value of a date operator is no date.',
    takes: 'a date such as "2026-12-31T00:00:00Z"',
    fits: isDate,
    intended: plainDate,
  },
  TYPE_MISMATCH_IP_RANGE: {
    families: ['IpAddress'],
    summary: 'The value of an address operator is no address and no range.',
    takes: 'an address or a range in CIDR form, such as "203.0.113.0/24"',
    fits: (text) => parseIpRange(text) !== undefined,
    intended: plainRange,
  },
} satisfies Record<string, Row>;

/** Values that an operator cannot compare with anything. */
export const typeMismatchValues = family<keyof typeof rows, Row>(
  rows,
  (code, { families, summary, takes, fits, intended }): Rule => ({
    code,
    severity: 'warning',
    summary,
    link: analyzerLink('general-warning', code),
    check: (policy) =>
      checkValues(
        policy,
        ({ operator: { operator } }) => families.includes(operator.family),
        (text, { block }) => {
          if (fits(text) || isVariable(text)) return undefined;
          const message = `${show(block.key.value)} takes ${takes}, not ${show(text)}.`;
          return { message, intended: intended(text) };
        },
      ),
  }),
);

/** What a policy variable stands for is known at the request only. */
function isVariable(text: string): boolean {
  return /^\$\{.+\}$/.test(text);
}
