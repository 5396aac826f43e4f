import { describe, expect, it } from 'vitest';
import { matchesInTime } from '../../../src/host/matchesInTime';

describe('a pattern of a setting', () => {
  it('is matched without regard to case, whatever signs the name has', () => {
    expect(matchesInTime('^live', 'LIVE-eu')).toBe(true);
    expect(matchesInTime('^live', 'delivery')).toBe(false);
    expect(matchesInTime('a"b`\\$\\{', 'x a"b`${1} \u2028')).toBe(true);
  });

  it('matches nothing where it is empty', () => expect(matchesInTime('', 'prod')).toBe(false));

  it('is given up where it would take for ever', () => {
    expect(matchesInTime('^(a+)+$', `${'a'.repeat(60)}!`)).toBeUndefined();
  });
});
