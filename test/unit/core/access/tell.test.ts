import { describe, expect, it } from 'vitest';
import type { AccessRequest } from '../../../../src/core/access/model';
import { tell } from '../../../../src/core/access/tell';
import { delegation, iam, policy, request, role, statement, user } from './builders';

const misspelt = { StringEqual: { 'kms:ViaService': 'x' } };
const told = (changes: Partial<AccessRequest>): string => {
  const { verdict, unread } = tell(request(changes));
  return unread.length > 0 ? `cannot tell: ${unread.map(placeOf).join(', ')}` : verdict.decision;
};
const placeOf = ({ layer, policy: name, statement: at }: ReturnType<typeof tell>['unread'][number]) =>
  [layer, name, at].filter((part) => part !== undefined).join(' ');

const allow = statement();
const lostDeny = statement({ Effect: 'Deny', Condition: misspelt });
const lostAllow = statement({ Condition: misspelt });

describe('a request beside statements that cannot be read', () => {
  it.each<[string, Partial<AccessRequest>, string]>([
    ['a Deny about it', { keyPolicy: policy(allow, lostDeny) }, 'cannot tell: key-policy 1'],
    [
      'a Deny for somebody else',
      { keyPolicy: policy(allow, statement({ ...lostDeny, Principal: { AWS: role('app') } })) },
      'Allowed',
    ],
    [
      'a Deny of something else',
      { keyPolicy: policy(allow, statement({ ...lostDeny, Action: 'kms:Encrypt' })) },
      'Allowed',
    ],
    ['a Deny where nothing allows', { keyPolicy: policy(lostDeny) }, 'ImplicitlyDenied'],
    ['an Allow where nothing else allows', { keyPolicy: policy(lostAllow) }, 'cannot tell: key-policy 0'],
    ['an Allow beside another', { keyPolicy: policy(allow, lostAllow) }, 'Allowed'],
    [
      'anything beside a Deny',
      { keyPolicy: policy(statement({ Effect: 'Deny' }), lostAllow, { x: 1 }) },
      'ExplicitlyDenied',
    ],
    ['who knows what', { keyPolicy: policy(allow, { x: 1 }) }, 'cannot tell: key-policy 1'],
    ['no JSON at all', { keyPolicy: '{' }, 'cannot tell: key-policy'],
    [
      'an IAM policy that is no JSON',
      {
        keyPolicy: policy(delegation),
        identityPolicies: [{ name: 'Team', document: '{' }, iam()],
      },
      'cannot tell: identity-policy Team',
    ],
    [
      'a Deny in an IAM policy',
      {
        keyPolicy: policy(delegation),
        identityPolicies: [iam(), policy({ Effect: 'Deny', Action: 'kms:Decrypt' })],
      },
      'cannot tell: identity-policy identityPolicies[1] 0',
    ],
    [
      'a Deny that spares the caller',
      {
        keyPolicy: policy(
          allow,
          statement({ Effect: 'Deny', NotPrincipal: { AWS: [user('alice'), '111122223333'] }, Resource: 5 }),
        ),
      },
      'Allowed',
    ],
  ])('%s', (_what, changes, expected) => {
    expect(told(changes)).toBe(expected);
  });
});
