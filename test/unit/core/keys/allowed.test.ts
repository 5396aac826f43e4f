import { describe, expect, it } from 'vitest';
import { keyActions, verdictOn, type KeyAction } from '../../../../src/core/keys/allowed';
import type { Key } from '../../../../src/core/keys/model';
import { keyStates as states, type KeyState } from '../../../../src/core/kms/states';
import { key } from './builders';

/** States in which each action succeeds: the key-state table of the developer guide, transposed. */
const allowedIn: Record<KeyAction, KeyState[]> = {
  enable: ['Disabled', 'Unavailable'],
  disable: ['Enabled', 'Unavailable'],
  scheduleDeletion: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable'],
  cancelDeletion: ['PendingDeletion', 'PendingReplicaDeletion'],
  editDescription: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  editTags: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  editPolicy: [...states],
  createAlias: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  createGrant: ['Enabled', 'Unavailable', 'Updating'],
  takeAlias: ['Creating', 'Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  rotation: ['Enabled', 'Updating'],
  rotateNow: ['Enabled', 'Updating'],
  // Multi-Region keys are in no custom key store: they never become unavailable, and the table says nothing of it.
  replicate: ['Enabled', 'Unavailable'],
  changePrimary: ['Enabled', 'Unavailable', 'Updating'],
  syncRegions: [...states],
  importMaterial: ['Enabled', 'Disabled', 'PendingImport', 'Updating'],
  deleteMaterial: states.filter((state) => state !== 'Creating' && state !== 'Updating'),
  publicKey: ['Enabled', 'Disabled', 'PendingImport', 'Unavailable', 'Updating'],
  rotationHistory: states.filter((state) => state !== 'Unavailable'),
};

const here = { arn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1', region: 'us-east-1' };
const there = { arn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1', region: 'eu-west-1' };
const several: NonNullable<Key['multiRegion']> = { role: 'PRIMARY', primary: here, replicas: [there] };
const kinds: Partial<Record<KeyAction, Partial<Key>>> = {
  publicKey: { spec: 'RSA_2048' },
  replicate: { multiRegion: several },
  changePrimary: { multiRegion: several },
  syncRegions: { multiRegion: several },
  importMaterial: { origin: 'EXTERNAL' },
  deleteMaterial: { origin: 'EXTERNAL' },
};

describe('what a state allows', () => {
  const cases = Object.entries(allowedIn).flatMap(([action, allowed]) =>
    states.map((state) => [action as KeyAction, state, allowed.includes(state)] as const),
  );
  it.each(cases)('%s while %s: %s', (action, state, allowed) => {
    // Of a kind that the action is for, so that only the state decides.
    const kind = kinds[action] ?? {};
    const verdict = verdictOn(action, key({ ...kind, state }));
    expect(verdict.allowed).toBe(allowed);
    if (!verdict.allowed) expect(verdict.why).toMatch(/^[A-Z].+\.$/);
  });
});

describe('what a kind of key allows', () => {
  it('nothing where AWS manages the key', () => {
    const aws = key({ manager: 'AWS' });
    expect(keyActions.filter((action) => verdictOn(action, aws).allowed)).toEqual([]);
  });
  it.each<[string, Partial<Key>, boolean, boolean]>([
    ['symmetric keys of KMS', {}, true, true],
    ['imported material', { origin: 'EXTERNAL' }, false, true],
    ['a custom key store', { origin: 'AWS_CLOUDHSM' }, false, false],
    ['asymmetric keys', { spec: 'RSA_2048' }, false, false],
    ['HMAC keys', { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }, false, false],
  ])('rotation of %s', (_, changes, automatic, onDemand) => {
    expect(verdictOn('rotation', key(changes)).allowed).toBe(automatic);
    expect(verdictOn('rotateNow', key(changes)).allowed).toBe(onDemand);
  });
  it('reading the public key of asymmetric keys, and of no others', () => {
    expect(verdictOn('publicKey', key({ spec: 'ML_DSA_65', usage: 'SIGN_VERIFY' })).allowed).toBe(true);
    expect(verdictOn('publicKey', key())).toMatchObject({ allowed: false });
  });
  it.each<[string, Key['multiRegion'], boolean, boolean, boolean]>([
    ['a key of one Region', undefined, false, false, false],
    ['a primary without replicas', { ...several, replicas: [] }, true, false, false],
    ['a primary with replicas', several, true, true, true],
    ['a replica', { ...several, role: 'REPLICA' }, false, false, true],
  ])('of %s what its Regions let', (_, multiRegion, replicates, changes, copies) => {
    const of = key(multiRegion && { multiRegion });
    expect(verdictOn('replicate', of).allowed).toBe(replicates);
    expect(verdictOn('changePrimary', of).allowed).toBe(changes);
    expect(verdictOn('syncRegions', of).allowed).toBe(copies);
  });
  it('importing material into keys of origin External, and into no others', () => {
    expect(verdictOn('importMaterial', key())).toMatchObject({ allowed: false });
    expect(verdictOn('deleteMaterial', key())).toMatchObject({ allowed: false });
  });
  it('sends the rotation of a replica to its primary', () => {
    const primary = { arn: 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1', region: 'eu-west-1' };
    const verdict = verdictOn('rotation', key({ multiRegion: { role: 'REPLICA', primary, replicas: [] } }));
    expect(verdict).toMatchObject({ allowed: false, why: expect.stringContaining('eu-west-1') as unknown });
  });
});
