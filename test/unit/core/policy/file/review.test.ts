import { describe, expect, it } from 'vitest';
import { firstLines, reviewSave } from '../../../../../src/core/policy/file/review';
import type { SaveSituation } from '../../../../../src/core/policy/file/review';

/** Texts mean the same where they have the same letters, whatever their order. */
const sorted = (text: string) => Array.from(text).sort().join('');
const situation = (parts: Partial<SaveSituation>): SaveSituation => ({
  text: 'new',
  server: 'old',
  findings: [],
  differences: (before, after) => (sorted(before) === sorted(after) ? [] : [`${before} → ${after}`]),
  ...parts,
});

describe('reviewSave', () => {
  it('says what changes on the key', () => {
    expect(reviewSave(situation({ base: 'old' }))).toEqual({
      kind: 'ready',
      changes: ['old → new'],
      problems: [],
    });
  });

  it('says beforehand what KMS will refuse, also where it was a warning only', () => {
    const finding = (code: string, severity: string) => ({ code, severity, message: code });
    const findings = [
      finding('KMS_UNKNOWN_PRINCIPAL', 'warning'),
      finding('KMS_PUBLIC_PRINCIPAL', 'warning'),
      finding('INVALID_ACTION', 'error'),
    ];
    expect(reviewSave(situation({ findings }))).toMatchObject({
      kind: 'ready',
      problems: ['KMS_UNKNOWN_PRINCIPAL', 'INVALID_ACTION'],
    });
  });

  it('offers no saving of what KMS takes from nobody, and says only that', () => {
    const findings = [
      { code: 'INVALID_ACTION', severity: 'error', message: 'No such action.' },
      { code: 'JSON_SYNTAX_ERROR', severity: 'error', message: 'A comma is missing.' },
    ];
    const refused = { kind: 'refused', problems: ['A comma is missing.'] };
    expect(reviewSave(situation({ findings }))).toEqual(refused);
    expect(reviewSave(situation({ findings, base: 'before' }))).toEqual(refused);
  });

  it('takes a policy for one that KMS may take where the same code is no error', () => {
    const findings = [{ code: 'KMS_POLICY_TOO_LARGE', severity: 'info', message: 'It is laid out wide.' }];
    expect(reviewSave(situation({ findings }))).toEqual({
      kind: 'ready',
      changes: ['old → new'],
      problems: [],
    });
  });

  it('has nothing to do where the key has the same policy in another order', () => {
    expect(reviewSave(situation({ text: 'dlo', base: 'older' }))).toEqual({ kind: 'unchanged' });
  });

  it('sees a conflict where the key has another policy than the one that was opened', () => {
    expect(reviewSave(situation({ base: 'before' }))).toMatchObject({
      kind: 'conflict',
      changesThere: ['before → old'],
    });
  });

  it('sees no conflict where KMS has only rewritten the policy', () => {
    expect(reviewSave(situation({ base: 'ldo' }))).toMatchObject({ kind: 'ready' });
  });

  it('tells errors and lock-outs, not the rest', () => {
    const findings = [
      { code: 'INVALID_ACTION', severity: 'error', message: 'No such action.' },
      { code: 'KMS_LOCKOUT_RISK', severity: 'warning', message: 'Nobody can change it.' },
      { code: 'EMPTY_SID_VALUE', severity: 'info', message: 'Empty.' },
    ];
    expect(reviewSave(situation({ findings }))).toMatchObject({
      problems: ['No such action.', 'Nobody can change it.'],
    });
  });
});

describe('firstLines', () => {
  const more = (count: number) => `and ${String(count)} more`;
  it('keeps few lines, and counts what it leaves out of many', () => {
    expect(firstLines(['a', 'b'], 2, more)).toEqual(['a', 'b']);
    expect(firstLines(['a', 'b', 'c', 'd'], 3, more)).toEqual(['a', 'b', 'and 2 more']);
  });
});
