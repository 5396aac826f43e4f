import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../src/core/access/evaluate';
import { missing } from '../../../../src/core/access/missing';
import {
  delegation,
  grant,
  iam,
  keyArn,
  other,
  policy,
  request,
  role,
  root,
  session,
  statement,
  user,
} from './builders';

describe('what is missing', () => {
  it('is nothing where the request is allowed', () => {
    expect(missing(request({ keyPolicy: policy(statement()) }))).toEqual({
      remedies: [],
      obstacles: [],
      nearly: [],
    });
  });

  it('is a statement of the key policy where that does not open the key', () => {
    const { remedies } = missing(request({ principal: session('App') }));
    expect(remedies).toHaveLength(1);
    expect(remedies[0]?.changes).toEqual([
      {
        layer: 'key-policy',
        text: 'Add to the key policy:',
        statement: {
          Sid: 'Allow Decrypt to App',
          Effect: 'Allow',
          Principal: { AWS: role('App') },
          Action: 'kms:Decrypt',
          Resource: '*',
        },
      },
    ]);
  });

  it('is an IAM policy where the key policy leaves it to IAM, or else a statement of the key policy', () => {
    const { remedies } = missing(request({ keyPolicy: policy(delegation) }));
    expect(remedies.map(({ changes }) => changes.map(({ layer }) => layer))).toEqual([
      ['identity-policy'],
      ['key-policy'],
    ]);
    expect(remedies[0]?.changes[0]?.statement).toEqual({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn,
    });
  });

  it.each([
    ['of the account of the key', user('alice'), {}],
    ['of the account that is the retiring principal', user('eve', other), { retiring: root(other) }],
  ])('is an IAM policy to retire a grant, for a user %s', (_who, principal, retiring) => {
    const grants = [grant({ grantee: role('worker'), ...retiring })];
    const asked = request({ principal, action: 'kms:RetireGrant', grants });
    const { remedies, obstacles } = missing(asked);
    expect(remedies.map(({ changes }) => changes)).toEqual([
      [
        {
          layer: 'identity-policy',
          text: 'Add to an IAM policy of the caller:',
          statement: { Effect: 'Allow', Action: 'kms:RetireGrant', Resource: keyArn },
        },
      ],
    ]);
    expect(obstacles).toEqual([]);
    const helped = { ...asked, identityPolicies: [iam({ Action: 'kms:RetireGrant' })] };
    expect(evaluate(helped).decision).toBe('Allowed');
  });

  it('is nothing that helps somebody of a third account to retire a grant', () => {
    const asked = request({ principal: user('eve', other), action: 'kms:RetireGrant', grants: [grant()] });
    expect(missing(asked)).toMatchObject({ remedies: [], obstacles: [{ layer: 'grant' }] });
  });

  it('is both sides for another account', () => {
    const { remedies } = missing(request({ principal: user('eve', other) }));
    expect(remedies.map(({ changes }) => changes.map(({ layer }) => layer))).toEqual([
      ['key-policy', 'identity-policy'],
    ]);
  });

  it('ties a service to what it was called for', () => {
    const asked = request({
      principal: 'sns.amazonaws.com',
      context: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:t' },
    });
    expect(missing(asked).remedies[0]?.changes[0]?.statement).toMatchObject({
      Principal: { Service: 'sns.amazonaws.com' },
      Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:t' } },
    });
  });

  it('is no statement where a Deny stands in the way', () => {
    const { remedies, obstacles } = missing(
      request({ keyPolicy: policy(statement(), statement({ Effect: 'Deny', Sid: 'No' })) }),
    );
    expect(remedies).toEqual([]);
    expect(obstacles[0]?.place).toMatchObject({ layer: 'key-policy', statement: 1, sid: 'No' });
  });

  it('is no statement where KMS keeps the operation to the account of the key', () => {
    const { remedies, obstacles } = missing(
      request({ principal: user('eve', other), action: 'kms:PutKeyPolicy' }),
    );
    expect(remedies).toEqual([]);
    expect(obstacles[0]?.layer).toBe('operation');
  });

  it('walks through all layers that lack', () => {
    const s3 = iam({ Action: 's3:*' });
    const asked = request({
      keyPolicy: policy(delegation),
      permissionBoundaries: [s3],
      serviceControlPolicies: [s3],
    });
    expect(missing(asked).remedies[0]?.changes.map(({ layer }) => layer)).toEqual([
      'service-control-policy',
      'identity-policy',
      'permissions-boundary',
    ]);
  });

  it('names all keys in IAM where the request names an alias, and the service where the action does not', () => {
    const alias = keyArn.replace(/key\/.*/, 'alias/app');
    const asked = request({ action: 'Decrypt', resource: alias, keyPolicy: policy(delegation) });
    expect(missing(asked).remedies[0]?.changes[0]?.statement).toEqual({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: keyArn.replace(/key\/.*/, 'key/*'),
    });
  });

  it.each([
    ['a unique id, which KMS refuses', { principal: 'AROADBQP57FF2AEXAMPLE:work' }, /unique id/],
    ['a session of a role whose path is not known', { principal: session('AWSReservedSSO_A_0') }, /get-role/],
    ['a role without its path', { principal: role('AWSServiceRoleForAutoScaling') }, /get-role/],
    [
      'a service that calls KMS as its role',
      { principal: 'autoscaling.amazonaws.com' },
      /service-linked role/,
    ],
    ['an action of another service', { action: 's3:GetObject' }, /another service/],
    ['an action that does not exist', { action: 'kms:Foo' }, /no KMS action kms:Foo/],
    ['a pattern in the place of an action', { action: 'kms:De*' }, /no KMS action/],
  ])('is told in words, and never a statement, for %s', (_, asked, words) => {
    const { remedies, obstacles } = missing(request(asked));
    expect(remedies).toEqual([]);
    expect(obstacles[0]?.text).toMatch(words);
  });

  it('points at statements that fit but for a condition', () => {
    const via = statement({
      Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
    });
    expect(missing(request({ keyPolicy: policy(via) })).nearly[0]?.condition?.key).toBe('kms:ViaService');
  });
});
