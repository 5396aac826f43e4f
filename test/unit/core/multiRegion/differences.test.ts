import { describe, expect, it } from 'vitest';
import type { Alias, Grant } from '../../../../src/core/keys/model';
import { differencesOf, prefilled, type OwnProperties } from '../../../../src/core/multiRegion/differences';
import {
  othersOf,
  primaryChangeFacts,
  regionChoices,
  replicationFacts,
} from '../../../../src/core/multiRegion/regions';
import { key } from '../keys/builders';

const arnIn = (region: string) => `arn:aws:kms:${region}:111122223333:key/mrk-1`;
const policy = (resource: string, sid = 'A') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: sid, Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: resource },
    ],
  });
const alias = (name: string): Alias => ({ name: `alias/${name}`, arn: '', region: '' });
const grant = (changes: Partial<Grant> = {}): Grant => ({
  ...{
    id: 'g1',
    grantee: 'arn:aws:iam::111122223333:role/app',
    operations: ['Decrypt', 'Encrypt'],
    created: 1,
  },
  ...changes,
});

function own(region: string, changes: Partial<OwnProperties> = {}): OwnProperties {
  return {
    ref: { connection: 'sandbox', region, keyId: 'mrk-1', arn: arnIn(region) },
    ...{ description: 'Orders', policy: policy('*'), tags: [{ key: 'Team', value: 'blue' }] },
    ...{ aliases: [alias('orders')], grants: [grant()] },
    ...changes,
  };
}

const from = own('us-east-1');

describe('what differs between two Regions', () => {
  it('is nothing where they mean the same', () => {
    const to = own('eu-west-1', {
      policy: JSON.stringify(JSON.parse(policy('*')), null, 4).replace(
        '"111122223333"',
        '["arn:aws:iam::111122223333:root"]',
      ),
      grants: [grant({ id: 'other', created: 99, operations: ['Encrypt', 'Decrypt'] })],
    });
    expect(differencesOf(from, to)).toEqual([]);
  });

  it('is told of a description in words, and emptying one takes something away', () => {
    const told = (before: string, after: string) =>
      differencesOf(own('us-east-1', { description: after }), own('eu-west-1', { description: before })).map(
        ({ detail, removes }) => [detail, removes],
      );
    expect(told('Old', 'New')).toEqual([['“Old” becomes “New”', false]]);
    expect(told('', 'New')).toEqual([['There is none, it becomes “New”', false]]);
    expect(told('Old', '')).toEqual([['“Old” is removed', true]]);
  });

  it('is what the call for it would change, each by itself', () => {
    const to = own('eu-west-1', {
      ...{
        description: '',
        policy: policy('*', 'B'),
        tags: [{ key: 'Team', value: 'red' }],
        aliases: [],
        grants: [],
      },
    });
    const found = differencesOf(from, to);
    expect(found.map(({ label, removes }) => [label, removes])).toEqual([
      ['Description', false],
      ['Key policy', false],
      ['Tags', false],
      ['Aliases', false],
      ['1 grant', false],
    ]);
    expect(found.flatMap(({ steps }) => steps)).toEqual([
      { kind: 'describe', text: 'Orders' },
      { kind: 'put-policy', policy: policy('*') },
      { kind: 'tag', tags: [{ key: 'Team', value: 'blue' }] },
      { kind: 'create-alias', name: 'alias/orders' },
      {
        kind: 'create-grant',
        grant: {
          grantee: { kind: 'principal', name: 'arn:aws:iam::111122223333:role/app' },
          operations: ['Decrypt', 'Encrypt'],
        },
      },
    ]);
  });

  it('that only the other Region has is taken away by itself', () => {
    const to = own('eu-west-1', {
      tags: [...from.tags, { key: 'Old', value: '1' }],
      aliases: [...from.aliases, alias('old')],
      grants: [...from.grants, grant({ id: 'g2', operations: ['Decrypt'] })],
    });
    const found = differencesOf(from, to);
    expect(found.every(({ removes }) => removes)).toBe(true);
    expect(found.flatMap(({ steps }) => steps)).toEqual([
      { kind: 'untag', keys: ['Old'] },
      { kind: 'delete-alias', name: 'alias/old' },
      { kind: 'revoke-grant', id: 'g2' },
    ]);
  });

  it.each([
    ['arn:aws:kms:us-east-1:111122223333:key/mrk-1', true],
    ['arn:aws:kms:eu-west-1:111122223333:key/mrk-1', false],
    ['arn:aws:kms:us-east-12:111122223333:key/mrk-1', false],
  ])('comes with a caution where the policy names its own Region (%s)', (resource, cautious) => {
    const [difference] = differencesOf(own('us-east-1', { policy: policy(resource) }), own('eu-west-1'));
    expect(difference?.caution !== undefined).toBe(cautious);
  });

  it('comes with a caution where a grant is one of a service', () => {
    const service = own('us-east-1', { grants: [grant({ grantee: 'dynamodb.us-east-1.amazonaws.com' })] });
    const [difference] = differencesOf(service, own('eu-west-1', { grants: [] }));
    expect(difference?.caution).toMatch(/AWS service/);
    expect(difference?.steps).toMatchObject([{ grant: { grantee: { kind: 'service' } } }]);
  });
});

it('a replica is prefilled with what was chosen of the primary', () => {
  expect(prefilled(from, new Set(['description', 'aliases']))).toEqual({
    replica: { description: 'Orders' },
    aliases: ['alias/orders'],
  });
  expect(prefilled(from, new Set(['policy', 'tags']))).toEqual({
    replica: { policy: policy('*'), tags: [{ key: 'Team', value: 'blue' }] },
    aliases: [],
  });
});

const primary = key({
  region: 'us-east-1',
  arn: arnIn('us-east-1'),
  multiRegion: {
    role: 'PRIMARY',
    primary: { arn: arnIn('us-east-1'), region: 'us-east-1' },
    replicas: [{ arn: arnIn('eu-west-1'), region: 'eu-west-1' }],
  },
});

describe('the Regions of a key', () => {
  it('are those of its partition, with what is there already', () => {
    const choices = regionChoices(primary);
    expect(choices.filter(({ taken }) => taken)).toEqual([
      { region: 'us-east-1', name: 'US East (N. Virginia)', taken: 'primary' },
      { region: 'eu-west-1', name: 'Europe (Ireland)', taken: 'replica' },
    ]);
    expect(choices.some(({ region }) => region.startsWith('cn-'))).toBe(false);
    expect(regionChoices(key({ region: 'cn-north-1' })).map(({ region }) => region)).toEqual([
      'cn-north-1',
      'cn-northwest-1',
    ]);
  });
  it('have the others of a key, whichever it is', () => {
    expect(othersOf(primary).map(({ region, role }) => [region, role])).toEqual([['eu-west-1', 'replica']]);
    const replica = { ...primary, arn: arnIn('eu-west-1'), region: 'eu-west-1' };
    expect(othersOf(replica).map(({ region, role }) => [region, role])).toEqual([['us-east-1', 'primary']]);
    expect(othersOf(key())).toEqual([]);
  });
  it('are told what a replica and another primary bring with them', () => {
    expect(replicationFacts(primary).join('\n')).toMatch(/iam:CreateServiceLinkedRole/);
    expect(replicationFacts({ ...primary, origin: 'EXTERNAL' }).join('\n')).toMatch(/material is not copied/);
    expect(primaryChangeFacts(primary, 'eu-west-1').join('\n')).toMatch(
      /Updating.*\n.*in us-east-1 and in eu-west-1/,
    );
  });
});
