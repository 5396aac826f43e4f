import { describe, expect, it } from 'vitest';
import { unwrapPolicies } from '../../../../src/core/access/policyForms';

const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }] };
const text = JSON.stringify(policy);

describe('policies as the tools of AWS print them', () => {
  it.each<[string, unknown, unknown]>([
    ['a policy', policy, [{ document: policy }]],
    ['its text', text, [{ document: text }]],
    ['its text, percent-encoded', encodeURIComponent(text), [{ document: text }]],
    ['its text as a JSON string (--query Policy)', JSON.stringify(text), [{ document: text }]],
    ['get-key-policy', { Policy: text, PolicyName: 'default' }, [{ name: 'default', document: text }]],
    ['get-key-policy as text', JSON.stringify({ Policy: text }), [{ document: text }]],
    ['get-key-policy --output text', `${text}\tdefault\n`, [{ document: text }]],
    [
      'get-role-policy',
      { RoleName: 'App', PolicyName: 'P', PolicyDocument: policy },
      [{ name: 'P', document: policy }],
    ],
    [
      'get-user-policy, percent-encoded',
      { UserName: 'alice', PolicyName: 'P', PolicyDocument: encodeURIComponent(text) },
      [{ name: 'P', document: text }],
    ],
    ['get-policy-version', { PolicyVersion: { Document: policy, VersionId: 'v1' } }, [{ document: policy }]],
    [
      'get-policy-version, percent-encoded',
      { PolicyVersion: { Document: encodeURIComponent(text), IsDefaultVersion: true } },
      [{ document: text }],
    ],
    [
      'organizations describe-policy',
      { Policy: { PolicySummary: { Id: 'p-1', Name: 'NoKms' }, Content: text } },
      [{ name: 'NoKms', document: text }],
    ],
    [
      'a level of a simulator',
      {
        orgIdentifier: 'ou-1',
        policies: [
          { name: 'A', policy },
          { name: 'B', policy: text },
        ],
      },
      [
        { name: 'A', document: policy },
        { name: 'B', document: text },
      ],
    ],
    ['simulate-custom-policy', { PolicyInputList: [text, text] }, [{ document: text }, { document: text }]],
    [
      'a role of get-account-authorization-details',
      { RoleName: 'App', RolePolicyList: [{ PolicyName: 'P', PolicyDocument: policy }] },
      [{ name: 'P', document: policy }],
    ],
    [
      'a managed policy of get-account-authorization-details',
      {
        PolicyName: 'P',
        PolicyVersionList: [
          { Document: {}, IsDefaultVersion: false },
          { Document: policy, IsDefaultVersion: true },
        ],
      },
      [{ name: 'P', document: policy }],
    ],
  ])('%s', (_, given, expected) => {
    expect(unwrapPolicies(given)).toEqual(expected);
  });

  it('leaves what it does not know to the reader of policies, and never answers nothing for it', () => {
    for (const unknown of [{}, 7, null, 'x', '%7B%', { statement: [] }, { Policy: { Arn: 'arn' } }])
      expect(unwrapPolicies(unknown)).toHaveLength(1);
    const attached = { PolicyName: 'P', PolicyArn: 'arn:aws:iam::aws:policy/P' };
    expect(unwrapPolicies({ RolePolicyList: [], AttachedManagedPolicies: [attached] })).toEqual([
      { document: attached },
    ]);
  });
});
