import { describe, expect, it } from 'vitest';
import { evaluateCommand } from '../../../../../src/cli/evaluate';
import { evaluate } from '../../../../../src/core/access/evaluate';
import { conditionRows } from './conditions';
import { decisionRows } from './decisions';
import { defaultPolicyRows } from './defaultPolicies';
import { passedOnGrantRows } from './passedOnGrants';

/** Requests with the answers that AWS's documentation gives, each to the core and to the command line. */
const rows = [...decisionRows, ...conditionRows, ...defaultPolicyRows, ...passedOnGrantRows];

describe('what the documentation says', () => {
  it.each(rows)('$source: $name', ({ request, expect: expected }) => {
    const { decision, reasons } = evaluate(request);
    expect({ decision, reasons: reasons.map(({ text }) => text) }).toMatchObject({ decision: expected });
  });

  it('is what the command line says, too', async () => {
    const described = rows.map(({ source, name, request, expect: expected }) => ({
      ...request,
      name: `${source}: ${name}`,
      expect: expected,
    }));
    let out = '';
    let err = '';
    const exit = await evaluateCommand(['-'], {
      read: () => Promise.resolve(JSON.stringify(described)),
      out: (text) => (out += text),
      err: (text) => (err += text),
      now: () => Date.UTC(2026, 10, 24),
    });
    expect(err).toBe('');
    expect(exit).toBe(0);
    expect(out.split('\n').filter((line) => line !== '')).toHaveLength(rows.length);
  });
});
