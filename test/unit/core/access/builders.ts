import { evaluate } from '../../../../src/core/access/evaluate';
import type { AccessRequest, Decision } from '../../../../src/core/access/model';
import type { Grant } from '../../../../src/core/keys/model';

export const account = '111122223333';
export const other = '444455556666';
export const keyArn = `arn:aws:kms:us-east-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const root = (of = account): string => `arn:aws:iam::${of}:root`;
export const user = (name: string, of = account): string => `arn:aws:iam::${of}:user/${name}`;
export const role = (name: string, of = account): string => `arn:aws:iam::${of}:role/${name}`;
export const session = (name: string, as = 'work', of = account): string =>
  `arn:aws:sts::${of}:assumed-role/${name}/${as}`;

type Json = Record<string, unknown>;

/** A statement of a key policy; says "Allow kms:Decrypt to alice" unless told otherwise. */
export function statement(changes: Json = {}): Json {
  const { NotPrincipal: notPrincipal, NotAction: notAction } = changes;
  return {
    Effect: 'Allow',
    ...(notPrincipal === undefined && { Principal: { AWS: user('alice') } }),
    ...(notAction === undefined && { Action: 'kms:Decrypt' }),
    Resource: '*',
    ...changes,
  };
}

export function policy(...statements: Json[]): Json {
  return { Version: '2012-10-17', Statement: statements };
}

export const delegation = statement({ Principal: { AWS: root() }, Action: 'kms:*' });

/** A policy of IAM: no principal. */
export function iam(changes: Json = {}): Json {
  return policy({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn, ...changes });
}

export function request(changes: Partial<AccessRequest> = {}): AccessRequest {
  return {
    principal: user('alice'),
    action: 'kms:Decrypt',
    resource: keyArn,
    keyPolicy: policy(),
    ...changes,
  };
}

export function decide(changes: Partial<AccessRequest> = {}): Decision {
  return evaluate(request(changes)).decision;
}

export function grant(changes: Partial<Grant> = {}): Grant {
  return { id: 'g1', grantee: user('alice'), operations: ['Decrypt'], ...changes };
}
