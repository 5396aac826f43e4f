import { describe, expect, it } from 'vitest';
import {
  candidateRow,
  undeletable,
  usedLately,
  type DeletionCandidate,
} from '../../../../src/core/keys/bulkDeletion';
import { tagListProblem, tagsIn } from '../../../../src/core/keys/inputs';
import type { LastUsage } from '../../../../src/core/keys/model';
import { day, key, now } from './builders';

const candidate = (changes: Partial<DeletionCandidate> = {}): DeletionCandidate => ({
  ...{ key: key(), aliases: [], now },
  lastUsage: { used: { operation: 'Decrypt', date: now - 200 * day } },
  grants: { count: 0, isPart: false },
  ...changes,
});

describe('keys that are to be deleted together', () => {
  it.each<[string, LastUsage | undefined, string]>([
    ['was used yesterday', { used: { operation: 'Decrypt', date: now - day } }, 'yes'],
    ['was used 89 days ago', { used: { operation: 'Decrypt', date: now - 89 * day } }, 'yes'],
    ['was used 91 days ago', { used: { operation: 'Decrypt', date: now - 91 * day } }, 'no'],
    ['was not used since recording began long ago', { trackingStart: now - 100 * day, created: 0 }, 'no'],
    ['was not used since recording began lately', { trackingStart: now - 80 * day, created: 0 }, 'unknown'],
    ['was not used since it was made', { trackingStart: now - 80 * day, created: now - 5 * day }, 'no'],
    ['has no record', {}, 'unknown'],
    ['may not be asked about', undefined, 'unknown'],
  ])('tell of a key that %s', (_, usage, expected) => {
    expect(usedLately(usage, now)).toBe(expected);
    const { lastUsage: _known, ...rest } = candidate();
    const row = candidateRow(usage === undefined ? rest : { ...rest, lastUsage: usage });
    expect(row.ticked).toBe(expected === 'no');
  });

  it('say what hangs on each, and what could not be read', () => {
    const { grants: _, lastUsage: _usage, ...unread } = candidate({ aliases: ['alias/a', 'alias/b'] });
    expect(candidateRow(unread)).toEqual({
      ...{ ticked: false, description: 'The last use could not be read.' },
      detail: '2 aliases · Grants could not be read',
    });
    const region = { arn: 'arn', region: 'eu-west-1' };
    const primary = key({ multiRegion: { role: 'PRIMARY', primary: region, replicas: [region, region] } });
    expect(candidateRow(candidate({ key: primary, grants: { count: 100, isPart: true } })).detail).toBe(
      'No aliases · More than 100 grants · 2 replicas, which go first',
    );
  });

  it('are not those whose state or manager forbids it, nor those that are not known', () => {
    expect(undeletable(candidate())).toBeUndefined();
    expect(undeletable(candidate({ key: key({ state: 'PendingDeletion' }) }))).toContain('already');
    expect(undeletable(candidate({ key: key({ manager: 'AWS' }) }))).toContain('managed by AWS');
    const { key: _, ...unknown } = candidate();
    expect(undeletable(unknown)).toBe('It could not be described.');
  });
});

describe('tags for several keys', () => {
  it('are typed in one line', () => {
    expect(tagsIn('Team=billing, Stage=prod=2,,Empty')).toEqual([
      { key: 'Team', value: 'billing' },
      { key: 'Stage', value: 'prod=2' },
      { key: 'Empty', value: '' },
    ]);
  });

  it.each([
    ['Team=billing, Stage=prod', undefined],
    ['', 'Type name=value, name=value.'],
    ['Team=a, Team=b', 'The name Team is there twice.'],
    ['Team=a, aws:x=b', 'aws:x: Names that begin with aws: are reserved.'],
    ['Team=a;b', 'Team: Use letters, digits, spaces and _ . : / = + - @ only.'],
    ['=a', 'Type name=value.'],
  ])('%j: %s', (text, problem) => {
    expect(tagListProblem(text)).toBe(problem);
  });
});
