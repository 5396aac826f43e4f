import { describe, expect, it } from 'vitest';
import { explainError } from '../../../../src/core/access/explainError';
import { notProposable } from '../../../../src/core/access/proposal';

const keyActions = [
  'kms:DisableKey',
  'kms:Decrypt',
  'kms:Sign',
  'kms:CreateGrant',
  'kms:DescribeKey',
  'kms:PutKeyPolicy',
];

const user = 'arn:aws:iam::111122223333:user/developer';
const key = 'arn:aws:kms:us-east-1:111122223333:key/1f24e8f7-0000-4000-8000-00000000c5bb';

describe('a statement that is to be proposed for a key policy', () => {
  it.each(keyActions)('is judged by itself, not as the whole policy that it joins: %s', (action) => {
    const statement = { Effect: 'Allow' as const, Principal: { AWS: user }, Action: action, Resource: '*' };
    expect(notProposable('key-policy', statement)).toBeUndefined();
  });

  it('is offered beside the one for IAM where IAM refused', () => {
    const text = `User: ${user} is not authorized to perform: kms:DisableKey on resource: ${key} because no identity-based policy allows the kms:DisableKey action`;
    const explained = explainError(text);
    expect(explained?.statements.map(({ layer }) => layer).sort()).toEqual(['identity-policy', 'key-policy']);
    expect(explained?.advice.join(' ')).not.toMatch(/PutKeyPolicy/);
  });

  it('is refused where it is wrong by itself', () => {
    const unknown = {
      Effect: 'Allow' as const,
      Principal: { AWS: 'developer' },
      Action: 'kms:Sign',
      Resource: '*',
    };
    expect(notProposable('key-policy', unknown)).toBeTypeOf('string');
  });
});
