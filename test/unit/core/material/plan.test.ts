import { describe, expect, it } from 'vitest';
import {
  expiryOf,
  importFacts,
  materialChoices,
  materialDescriptionProblem,
  termsOf,
} from '../../../../src/core/material/plan';
import type { Rotation } from '../../../../src/core/keys/model';
import { key } from '../keys/builders';

const now = Date.parse('2026-12-01T00:00:00Z');
const external = (changes: Parameters<typeof key>[0] = {}) => key({ origin: 'EXTERNAL', ...changes });
const current: Rotation = { materialId: 'a'.repeat(64), materialState: 'CURRENT', importState: 'IMPORTED' };
const place = { arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1', region: 'us-east-1' };

const kinds = (of: ReturnType<typeof key>, materials: Rotation[]) =>
  materialChoices(of, materials, now).map(({ kind, materialId }) => [kind, materialId?.[0]]);

describe('what can be imported', () => {
  it('is the first material of a key without any', () => {
    expect(kinds(external({ state: 'PendingImport' }), [])).toEqual([['first', undefined]]);
  });
  it('is new material, or the one that is there again', () => {
    expect(kinds(external(), [current])).toEqual([
      ['new', undefined],
      ['again', 'a'],
    ]);
  });
  it('is what is missing first', () => {
    const old: Rotation = { materialId: 'b', materialState: 'NON_CURRENT', importState: 'PENDING_IMPORT' };
    expect(kinds(external(), [current, old])).toEqual([
      ['again', 'b'],
      ['new', undefined],
      ['again', 'a'],
    ]);
  });
  it('is nothing new while other material waits for a rotation', () => {
    const pending: Rotation = { materialId: 'c', materialState: 'PENDING_ROTATION', importState: 'IMPORTED' };
    expect(kinds(external(), [current, pending]).map(([kind]) => kind)).not.toContain('new');
  });
  it('is nothing new in a replica, and nothing before the primary has it', () => {
    const replica = external({ multiRegion: { role: 'REPLICA', primary: place, replicas: [] } });
    expect(kinds(replica, [current])).toEqual([['again', 'a']]);
    expect(() => materialChoices(replica, [], now)).toThrow(/primary key first, which is in us-east-1/);
  });
  it('is one material for ever of other key types', () => {
    const hmac = external({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' });
    expect(kinds({ ...hmac, state: 'PendingImport' }, [])).toEqual([['first', undefined]]);
    expect(kinds(hmac, [])).toEqual([['again', undefined]]);
  });
});

describe('how KMS is told', () => {
  const again = { kind: 'again', label: '', detail: '', materialId: 'a' } as const;
  const fresh = { kind: 'new', label: '', detail: '' } as const;
  it('says the import type of symmetric keys only', () => {
    expect(termsOf(external(), again, { validTo: 5, description: 'x' })).toEqual({
      ...{ validTo: 5, description: 'x', type: 'EXISTING_KEY_MATERIAL', materialId: 'a' },
    });
    expect(termsOf(external(), fresh, { description: '' })).toEqual({ type: 'NEW_KEY_MATERIAL' });
    expect(termsOf(external({ spec: 'RSA_2048' }), { ...again, materialId: '' }, {})).not.toHaveProperty(
      'type',
    );
  });
});

it('what is to be known names the Regions of a multi-Region key', () => {
  const text = (of: ReturnType<typeof key>) => importFacts(of).join('\n');
  expect(text(external())).not.toContain('Region');
  expect(text(external({ multiRegion: { role: 'PRIMARY', primary: place, replicas: [] } }))).toContain(
    'each Region needs its own import',
  );
});

describe('an expiry as typed', () => {
  it.each([
    ['2027-01-31', '2027-01-31T23:59:00Z'],
    [' 2027-01-31 18:00 ', '2027-01-31T18:00:00Z'],
  ])('%s is read in UTC', (text, at) => {
    expect(expiryOf(text, now)).toEqual({ validTo: Date.parse(at) });
  });
  it.each([
    ['2026-11-30', 'The day is in the past.'],
    ['2028-01-01', 'At most 365 days ahead.'],
    ['2027-02-30', 'There is no such day.'],
    ['2027-13-01', 'There is no such day.'],
    ['tomorrow', 'Type a day such as 2027-01-31, or 2027-01-31 18:00, in UTC.'],
  ])('%s is refused', (text, problem) => {
    expect(expiryOf(text, now)).toEqual({ problem });
  });
});

it('a description has the characters and the length that KMS takes', () => {
  expect(materialDescriptionProblem('Vault 7: 2026/12_a.b-c')).toBeUndefined();
  expect(materialDescriptionProblem('Schlüssel')).toMatch(/only/);
  expect(materialDescriptionProblem('a'.repeat(257))).toBe('At most 256 characters.');
});
