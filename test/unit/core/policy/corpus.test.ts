import { describe, expect, it } from 'vitest';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { corpusPolicies } from './corpus';

const policies = corpusPolicies();
const valid = policies.filter(({ file }) => file.startsWith('valid/'));
const invalid = policies.filter(({ file }) => file.startsWith('invalid/'));

describe('real policies beside the checkout, if they are there', () => {
  it('has both kinds or none', () => {
    expect(valid.length > 0).toBe(invalid.length > 0);
  });

  // AWS's own documentation and public templates: what works cannot be an error.
  it.each(valid.map(({ file, text }) => [file, text]))('%s has no error', (_, text) => {
    const errors = lintPolicy(parsePolicy(text)).filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });

  it.each(invalid.map(({ file, expected, text }) => [file, expected, text] as const))(
    '%s has %j',
    (_, expected, text) => {
      const codes = lintPolicy(parsePolicy(text)).map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining(expected));
    },
  );
});
