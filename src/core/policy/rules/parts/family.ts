import type { Rule } from './rule';

/** The rules of a table: one for each row, under its code. */
export function family<Code extends string, Row>(
  rows: Readonly<Record<Code, Row>>,
  ruleOf: (code: Code, row: Row) => Rule,
): Readonly<Record<Code, Rule>> {
  const entries = Object.entries(rows) as [Code, Row][];
  return Object.fromEntries(entries.map(([code, row]) => [code, ruleOf(code, row)])) as Record<Code, Rule>;
}
