import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { applyEdits, combineFixes, preferredFix } from '../../../../src/core/policy/fixes/fix';
import type { Change, Edit } from '../../../../src/core/policy/fixes/fix';
import type { Finding } from '../../../../src/core/policy/lint';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { refactorings } from '../../../../src/core/policy/refactor/refactorings';
import { corpusPolicies } from './corpus';
import { fuzzRuns, mutatedPolicy } from './mutations';
import { samplePolicies } from './samples';

const policies = new Map([
  ...samplePolicies(),
  ...corpusPolicies().map(({ file, text }) => [file, text] as const),
]);

function lint(text: string): Finding[] {
  return lintPolicy(parsePolicy(text));
}

function count(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** Errors that are there more often than before. */
function newErrors(before: readonly Finding[], after: readonly Finding[]): string[] {
  const errors = (findings: readonly Finding[]) =>
    count(findings.filter(({ severity }) => severity === 'error'));
  const old = errors(before);
  return [...errors(after)].filter(([code, times]) => times > (old.get(code) ?? 0)).map(([code]) => code);
}

function inside(text: string, edits: readonly Edit[]): boolean {
  return edits.every(({ span }) => 0 <= span.start && span.start <= span.end && span.end <= text.length);
}

describe.each([...policies])('quick fixes in %s', (_, text) => {
  const before = lint(text);
  const fixes = before.flatMap((finding) => finding.fixes().map((fix) => [finding, fix] as const));

  it('each takes its finding away and brings no new error', () => {
    for (const [finding, fix] of fixes) {
      const after = lint(applyEdits(text, fix.edits));
      const label = `${finding.code}: ${fix.title}`;
      expect(count(after).get(finding.code) ?? 0, label).toBeLessThan(count(before).get(finding.code) ?? 0);
      expect(newErrors(before, after), label).toEqual([]);
    }
  });

  it('all of a kind go together, until none is left', () => {
    for (const code of new Set(before.map((finding) => finding.code))) {
      let now = text;
      for (let round = 0; round < 50; round++) {
        const first = lint(now)
          .filter((finding) => finding.code === code)
          .flatMap(({ fixes }) => preferredFix(fixes()) ?? []);
        const all = combineFixes('all', first);
        if (!all) break;
        now = applyEdits(now, all.edits);
      }
      const left = lint(now).filter((finding) => finding.code === code);
      expect(
        left.flatMap((finding) => preferredFix(finding.fixes()) ?? []),
        code,
      ).toEqual([]);
      expect(newErrors(before, lint(now)), code).toEqual([]);
    }
  });
});

describe.each([...policies])('refactorings in %s', (_, text) => {
  const document = parsePolicy(text);
  const all = document.statements.flatMap(({ value }) =>
    [...value.members.map(({ span }) => span), value.span].flatMap((span) => refactorings(document, span)),
  );

  it('bring no new finding but suggestions', () => {
    const before = lint(text);
    for (const fix of all) {
      const after = lint(applyEdits(text, fix.edits));
      expect(newErrors(before, after), fix.title).toEqual([]);
    }
  });
});

describe.each([
  ['without white space', undefined, '\n'],
  ['with two blanks', 2, '\n'],
  ['with tabs and CRLF', '\t', '\r\n'],
] as const)('a policy written %s', (_, indent, eol) => {
  const written = (policy: unknown): string => JSON.stringify(policy, null, indent).replaceAll('\n', eol);
  const role = { AWS: ['arn:aws:iam::111122223333:role/App'] };
  const text = written({
    Statement: [
      {
        Effect: 'Allow',
        Principal: 'arn:aws:iam::111122223333:role/App',
        Action: ['kms:Decrypt'],
        Resource: '*',
      },
      {
        Sid: 'A',
        Principal: role,
        Action: ['kms:Decrypt', 'kms:DescribeKey'],
        Condition: { StringEquals: { 'kms:EncryptionContext:a': 'b' } },
      },
      {
        Sid: 'A',
        Effect: 'Allow',
        Principal: role,
        Action: ['kms:CreateGrant', 'kms:Decrypt'],
        Resource: ['*'],
      },
      {
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::111122223333:role/*'] },
        Action: ['kms:Decrypt'],
        Resource: ['*'],
      },
      { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: ['kms:Sign'], Resource: ['*'] },
      {
        Effect: 'Allow',
        Principal: { Service: ['sns.amazonaws.com'] },
        Action: ['kms:Decrypt'],
        Resource: ['*'],
        Condition: {
          StringEquals: { 'kms:ViaService': ['sns.*.amazonaws.com'], 'kms:viaservice': ['x'] },
          StringLike: { 'aws:PrincipalTag/a': ['b'] },
        },
      },
    ],
  });

  it('stays so, whatever is corrected in it', () => {
    const fixes = lint(text).flatMap((finding) => finding.fixes());
    expect(fixes.length).toBeGreaterThan(12);
    for (const { title, edits } of fixes) {
      const after = applyEdits(text, edits);
      expect(after, title).toBe(written(JSON.parse(after)));
    }
  });
});

describe('on any text', () => {
  it('findings, fixes and refactorings never throw, and stay inside the text', () => {
    const position = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(mutatedPolicy([...samplePolicies().values()]), position, position, (text, from, to) => {
        const document = parsePolicy(text);
        const [start = 0, end = 0] = [from, to]
          .map((at) => Math.floor(at * text.length))
          .sort((a, b) => a - b);
        const findings = lintPolicy(document);
        const fixes: Change[] = [
          ...findings.flatMap((finding) => finding.fixes()),
          ...refactorings(document, { start, end }),
        ];
        for (const { span, message } of findings) {
          expect(inside(text, [{ span, newText: '' }])).toBe(true);
          expect(message).not.toMatch(/undefined|NaN|\[object/);
        }
        for (const { edits, title } of fixes) {
          expect(inside(text, edits), title).toBe(true);
          expect(lint(applyEdits(text, edits)).length).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: fuzzRuns(400) },
    );
  });
});
