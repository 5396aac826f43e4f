import { describe, expect, it } from 'vitest';
import { keyFacts, rotationSummary } from '../../../../src/core/keyPage/facts';
import { tabsOf } from '../../../../src/core/keyPage/parts';
import { consoleForm } from '../../../../src/core/keyPage/policyFacts';
import { tagProblems } from '../../../../src/core/keyPage/tagProblems';
import { keyStates } from '../../../../src/core/kms/states';
import { consolePolicy } from '../../../../src/core/policy/consolePolicy';
import { dayMs } from '../../../../src/core/time';
import { key } from '../keys/builders';

const now = Date.UTC(2026, 10, 24);

describe('the facts of a key', () => {
  it('say beside a state that limits the key what it means and what helps', () => {
    const banners = (state: (typeof keyStates)[number]) => keyFacts(key({ state }), now).banners;
    const quiet = keyStates.filter((state) => banners(state).length === 0);
    expect(quiet).toEqual(['Creating', 'Enabled', 'Updating']);
    expect(banners('Disabled')[0]?.action?.id).toBe('kms.key.enable');
    const multiRegion = {
      role: 'REPLICA' as const,
      primary: { arn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1', region: 'eu-west-1' },
      replicas: [],
    };
    const replica = keyFacts(key({ state: 'Disabled', multiRegion }), now).banners;
    expect(replica.map(({ text }) => text).join()).toMatch(
      /is disabled.*replica of the primary key in eu-west-1/,
    );
    const primary = { ...multiRegion, role: 'PRIMARY' as const };
    expect(keyFacts(key({ multiRegion: primary }), now).banners).toEqual([]);
    expect(banners('PendingReplicaDeletion')[0]?.action?.id).toBe('kms.key.cancelDeletion');
  });

  it('say when a key will be deleted, and that cancelling leaves it disabled', () => {
    const [banner] = keyFacts(key({ state: 'PendingDeletion', deletionDate: now + 6 * dayMs }), now).banners;
    expect(banner?.text).toMatch(/in 6 days, on 30 November 2026.*stays disabled/);
  });

  it('warn of key material that expires', () => {
    const [banner] = keyFacts(key({ origin: 'EXTERNAL', validTo: now + dayMs }), now).banners;
    expect(banner).toMatchObject({
      severity: 'warning',
      text: expect.stringContaining('expires in 1 day') as string,
    });
    const later = keyFacts(key({ origin: 'EXTERNAL', validTo: now + 31 * dayMs }), now).banners;
    expect(later).toMatchObject([{ severity: 'info' }]);
    const disabled = keyFacts(key({ state: 'Disabled', validTo: now + dayMs }), now).banners;
    expect(disabled.map(({ action }) => action?.id)).toEqual(['kms.key.enable', 'kms.key.importMaterial']);
  });

  it('say why the description of a key of AWS cannot be changed', () => {
    expect(keyFacts(key({ manager: 'AWS' }), now).description.why).toMatch(/managed by AWS/);
    expect(keyFacts(key(), now).description).not.toHaveProperty('why');
  });
});

describe('the tabs of a key', () => {
  it.each([
    ['symmetric', key(), ['rotation']],
    ['asymmetric', key({ spec: 'RSA_2048', usage: 'SIGN_VERIFY' }), []],
    ['without its key material', key({ origin: 'EXTERNAL', state: 'PendingImport' }), []],
    ['in a custom key store', key({ origin: 'AWS_CLOUDHSM', customKeyStoreId: 'cks-1' }), []],
    [
      'multi-Region',
      key({ multiRegion: { role: 'PRIMARY', primary: { arn: 'a', region: 'us-east-1' }, replicas: [] } }),
      ['rotation', 'regions'],
    ],
  ])('are those of which KMS can say something: %s', (_, one, special) => {
    expect(tabsOf(one).filter((tab) => tab === 'rotation' || tab === 'regions')).toEqual(special);
  });
});

describe('the rotations of a key', () => {
  it('are the newest first, and count those on demand', () => {
    const facts = rotationSummary(
      { enabled: true, periodDays: 90, nextRotation: now + dayMs },
      [
        { date: now - 2 * dayMs, type: 'AUTOMATIC', materialState: 'NON_CURRENT' },
        { date: now - dayMs, type: 'ON_DEMAND', materialState: 'CURRENT' },
      ],
      now,
    );
    expect(facts.automatic).toMatch(/^Rotates every 90 days, next in 1 day/);
    expect(facts.onDemand).toBe('1 of 25 rotations on demand are used.');
    expect(facts.past.map(({ kind, state }) => [kind, state])).toEqual([
      ['On demand', 'Current'],
      ['Automatic', 'Decrypts only'],
    ]);
  });
});

describe('the form of the console', () => {
  const choices = {
    ...{
      accountId: '111122223333',
      partition: 'aws',
      allowDeletion: false,
      spec: 'SYMMETRIC_DEFAULT' as const,
    },
    ...{ usage: 'ENCRYPT_DECRYPT' as const, origin: 'AWS_KMS' as const, multiRegion: false },
    ...{ administrators: ['arn:aws:iam::111122223333:user/a'], users: [], otherAccounts: ['444455556666'] },
  };

  it('shows what the policy that it made says', () => {
    expect(consoleForm(JSON.stringify(consolePolicy(choices)))).toEqual({
      administrators: choices.administrators,
      mayDelete: false,
      users: [],
      accounts: ['444455556666'],
    });
  });

  it.each(['', '{', '[]', '{"Statement":[]}', '{"Statement":[{"Effect":"Deny"}]}'])(
    'is absent for %j',
    (text) => {
      expect(consoleForm(text)).toBeUndefined();
    },
  );
});

describe('tags that are to be set', () => {
  it('are wrong by themselves, by another of the same name, and by their number', () => {
    const tag = (name: string) => ({ key: name, value: '' });
    expect(tagProblems([tag('a'), tag(''), tag('a'), tag('AWS:x')], []).map(({ index }) => index)).toEqual([
      1, 2, 3,
    ]);
    const fifty = Array.from({ length: 50 }, (_, at) => tag(`k${at}`));
    expect(tagProblems([tag('more')], fifty)).toMatchObject([
      { index: 0, text: expect.stringContaining('50') as string },
    ]);
    expect(tagProblems([tag('k1')], fifty)).toEqual([]);
  });
});

it('the materials of a key with imported ones are all there, with what is missing and when they expire', () => {
  const { past } = rotationSummary(
    { enabled: false },
    [
      { materialId: 'a', materialState: 'NON_CURRENT', importState: 'PENDING_IMPORT' },
      {
        materialId: 'b',
        materialState: 'CURRENT',
        importState: 'IMPORTED',
        type: 'ON_DEMAND',
        date: now - dayMs,
      },
      {
        materialId: 'c',
        materialState: 'PENDING_ROTATION',
        importState: 'IMPORTED',
        validTo: now + 3 * dayMs,
      },
    ],
    now,
  );
  expect(past.map(({ material, kind, state }) => [material, kind, state.split(',')[0]])).toEqual([
    ['c', '', 'Pending rotation · expires in 3 days'],
    ['b', 'On demand', 'Current'],
    ['a', 'First material', 'Decrypts only · missing'],
  ]);
});
