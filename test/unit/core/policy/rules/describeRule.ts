import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../../src/core/policy/facts';
import { applyEdits } from '../../../../../src/core/policy/fixes/fix';
import { parsePolicy } from '../../../../../src/core/policy/parse';
import type { Report, Rule } from '../../../../../src/core/policy/rules/parts/rule';
import type { Known } from '../../../../../src/core/policy/known';

interface Firing {
  /** What is special about it. */
  when: string;
  /** The policy, with the range of each finding between « and ». */
  policy: string;
  known?: Known;
  /** The policy after the fix of the first finding that has one; absent where there is none. */
  fixed?: string;
  /** Which of its fixes, the first by default. */
  fix?: number;
  /** It has no other fix. */
  only?: true;
  says?: RegExp;
  severity?: Report['severity'];
}

interface Passing {
  when: string;
  policy: string;
  known?: Known;
}

/** States what a rule finds, where, what its fix makes of it, and what it lets pass. */
export function describeRule(rule: Rule, { finds, passes }: { finds: Firing[]; passes: Passing[] }): void {
  describe(rule.code, () => {
    it.each(finds)('finds $when', ({ policy, known, fixed, fix = 0, only, says, severity }) => {
      const { text, marked } = unmarked(policy);
      const reports = reportsOf(rule, text, known);
      expect(reports.map(({ span }) => text.slice(span.start, span.end))).toEqual(
        marked.map(({ start, end }) => text.slice(start, end)),
      );
      expect(reports.map(({ span }) => span)).toEqual(marked);
      for (const { message } of reports) expect(message).toMatch(/^.{20,}[.?!]$/s);
      if (says) expect(reports[0]?.message).toMatch(says);
      if (severity) expect(reports[0]?.severity).toBe(severity);
      const offered = reports.map(({ fixes }) => fixes?.()[fix]).find((change) => change !== undefined);
      if (only) expect(reports.flatMap(({ fixes }) => fixes?.() ?? [])).toHaveLength(1);
      expect(offered && applyEdits(text, offered.edits)).toBe(fixed);
    });

    it.each(passes)('lets pass $when', ({ policy, known }) => {
      expect(reportsOf(rule, policy, known)).toEqual([]);
    });
  });
}

/** A policy of one statement that allows a role to decrypt, with elements changed; `undefined` leaves one out. */
export function policyWith(elements: Record<string, string | undefined>, version = '"2012-10-17"'): string {
  return policyOf([statementWith(elements)], version);
}

/** A policy of several statements, each as text. */
export function policyOf(statements: string[], version = '"2012-10-17"'): string {
  return `{ "Version": ${version}, "Statement": [${statements.join(', ')}] }`;
}

/** A statement that allows a role to decrypt, with elements changed. Values are JSON text. */
export function statementWith(elements: Record<string, string | undefined>): string {
  const all = {
    ...(elements['Sid'] !== undefined && { Sid: elements['Sid'] }),
    Effect: '"Allow"',
    Principal: '{ "AWS": "arn:aws:iam::111122223333:role/App" }',
    Action: '"kms:Decrypt"',
    Resource: '"*"',
    ...elements,
  };
  const members = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : `${name.startsWith('«') ? `«"${name.slice(1)}"»` : `"${name}"`}: ${value}`,
  );
  return `{ ${members.join(', ')} }`;
}

/** The statement that lets the account's IAM policies decide. */
export const delegation = statementWith({
  Sid: '"Enable IAM User Permissions"',
  Principal: '{ "AWS": "arn:aws:iam::111122223333:root" }',
  Action: '"kms:*"',
});

/** A condition as text: `condition('StringEquals', '"kms:KeySpec"', '"RSA_2048"')`. */
export function condition(operator: string, key: string, value: string): string {
  const quoted = (text: string): string => (/^[«"]/.test(text) ? text : `"${text}"`);
  return `{ ${quoted(operator)}: { ${quoted(key)}: ${value} } }`;
}

function reportsOf(rule: Rule, text: string, known: Known = {}): Report[] {
  return [...rule.check(factsOf(parsePolicy(text), known))];
}

function unmarked(policy: string): { text: string; marked: { start: number; end: number }[] } {
  const marked: { start: number; end: number }[] = [];
  let text = '';
  for (const [index, part] of policy.split(/[«»]/).entries()) {
    if (index % 2 === 1) marked.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { text, marked };
}
