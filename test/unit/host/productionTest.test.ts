import { describe, expect, it } from 'vitest';
import { matchesInTime } from '../../../src/host/matchesInTime';
import { productionTest, type PatternProblem } from '../../../src/host/productionTest';

function testFor(pattern: string, matches = matchesInTime) {
  const setting = { pattern };
  const problems: PatternProblem[] = [];
  const isProduction = productionTest(
    () => setting.pattern,
    (problem) => problems.push(problem),
    matches,
  );
  return { setting, problems, isProduction };
}

describe('a pattern for production that is no regular expression', () => {
  it('is reported with what is wrong, once, and the default guards', () => {
    const { problems, isProduction } = testFor('prod(');
    expect(isProduction('acme-prod')).toBe(true);
    expect(isProduction('sandbox')).toBe(false);
    expect(problems).toEqual([{ kind: 'invalid', reason: expect.stringContaining('prod(') as string }]);
  });

  it('is reported again when another one is typed, and no more when it is right', () => {
    const { setting, problems, isProduction } = testFor('[');
    isProduction('live');
    setting.pattern = '(?<';
    isProduction('live');
    expect(problems).toHaveLength(2);
    setting.pattern = '^live$';
    expect(isProduction('live')).toBe(true);
    expect(isProduction('acme-prod')).toBe(false);
    expect(problems).toHaveLength(2);
  });
});

describe('a pattern for production that takes too long', () => {
  it('is reported once, and every connection is production until it is changed', () => {
    const { setting, problems, isProduction } = testFor('^(a+)+$', (source, name) =>
      source === '^(a+)+$' ? undefined : new RegExp(source).test(name),
    );
    expect([isProduction('aaaa'), isProduction('sandbox'), isProduction('aaaa')]).toEqual([true, true, true]);
    expect(problems).toEqual([{ kind: 'slow' }]);
    setting.pattern = 'live';
    expect(isProduction('sandbox')).toBe(false);
  });
});

describe('a pattern for production that is right', () => {
  it('is not reported, also where it is empty and nothing is production', () => {
    const { setting, problems, isProduction } = testFor('prod');
    expect(isProduction('acme-prod')).toBe(true);
    setting.pattern = '';
    expect(isProduction('acme-prod')).toBe(false);
    expect(problems).toEqual([]);
  });
});
