import { describe, expect, it } from 'vitest';
import { levelFor } from '../../../../../src/core/policy/file/levels';

const matches = (pattern: string) => pattern === 'legacy/**';

describe('levelFor', () => {
  it('leaves a check at its own severity where nothing is set', () => {
    expect(levelFor({}, matches)('EMPTY_SID_VALUE', 'info')).toBe('info');
  });

  it('takes the level that is set for a code', () => {
    expect(levelFor({ EMPTY_SID_VALUE: 'off' }, matches)('EMPTY_SID_VALUE', 'info')).toBe('off');
  });

  it('lets the pattern of a file win over what holds everywhere', () => {
    const setting = { CODE: 'error', 'legacy/**': { CODE: 'warning' }, 'other/**': { CODE: 'off' } };
    expect(levelFor(setting, matches)('CODE', 'info')).toBe('warning');
  });

  it('ignores what is no level', () => {
    const setting = { CODE: 'loud', OTHER: 3, 'legacy/**': ['CODE'] };
    expect(levelFor(setting, () => true)('CODE', 'error')).toBe('error');
  });
});
