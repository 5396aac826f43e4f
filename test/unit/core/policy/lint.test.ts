import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../src/core/policy/document';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy, policyFromValue } from '../../../../src/core/policy/parse';
import { delegation, policyOf, policyWith, statementWith } from './rules/describeRule';
import { samplePolicies } from './samples';

const misspelt = policyOf([delegation, statementWith({ Sid: '""', Action: '"kms:Decrpt"' })]);

function codes(...args: Parameters<typeof lintPolicy>): string[] {
  return lintPolicy(...args).map(({ code, severity }) => `${severity} ${code}`);
}

/** The tree with every string that says so made a hole, as an intrinsic function of a template is. */
function withHoles(value: Value): Value {
  if (value.kind === 'string' && value.value === '<later>')
    return { kind: 'hole', span: value.span, name: 'Ref' };
  if (value.kind === 'array') return { ...value, items: value.items.map(withHoles) };
  if (value.kind !== 'object') return value;
  const members = value.members.map((member) =>
    member.value ? { ...member, value: withHoles(member.value) } : member,
  );
  return { ...value, members };
}

function embedded(text: string): string[] {
  const { root } = parsePolicy(text);
  return root ? codes(policyFromValue(withHoles(root), text)) : [];
}

describe('lintPolicy', () => {
  it('finds nothing in the policies that the console makes', () => {
    expect(codes(parsePolicy(samplePolicies().get('console-default.json') ?? ''))).toEqual([]);
    expect(codes(parsePolicy(samplePolicies().get('services.json') ?? ''))).toEqual([]);
  });

  it('gives the findings in the order of the text', () => {
    expect(codes(parsePolicy(misspelt))).toEqual(['info EMPTY_SID_VALUE', 'error INVALID_ACTION']);
  });

  it('heeds the severities that somebody prefers', () => {
    const preferred = { EMPTY_SID_VALUE: 'error', INVALID_ACTION: 'off' } as const;
    expect(codes(parsePolicy(misspelt), {}, preferred)).toEqual(['error EMPTY_SID_VALUE']);
  });

  it('has nothing to say of saving where AWS manages the key, whose policy is only read', () => {
    const managed = policyOf([
      statementWith({
        Principal: '{ "AWS": "*" }',
        Action: '["kms:Encrypt", "kms:Decrypt", "kms:CreateGrant"]',
        Condition:
          '{ "StringEquals": { "kms:CallerAccount": "111122223333", "kms:ViaService": "ec2.us-east-1.amazonaws.com" } }',
      }),
      statementWith({
        Principal: '{ "AWS": "arn:aws:iam::111122223333:root" }',
        Action: '["kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant"]',
      }),
    ]);
    const key = { accountId: '111122223333' };
    expect(codes(parsePolicy(managed), { key: { ...key, manager: 'AWS' } })).toEqual([]);
    expect(codes(parsePolicy(managed), { key: { ...key, manager: 'CUSTOMER' } })).toContain(
      'error KMS_LOCKOUT_RISK',
    );
  });

  it('takes a hole for whatever would satisfy the check', () => {
    expect(embedded(policyOf(['"<later>"']))).toEqual([]);
    for (const element of ['Effect', 'Principal', 'Action', 'Resource', 'Condition', 'Sid'])
      expect(
        embedded(
          policyWith({ [element]: '"<later>"', ...(element !== 'Action' && { Action: '"kms:*"' }) }),
        ).filter((code) => code.startsWith('error')),
      ).toEqual([]);
    expect(
      embedded(policyWith({ Principal: '{ "AWS": "<later>" }', Action: '["kms:Encrypt", "<later>"]' })),
    ).toEqual([]);
  });

  it('still finds what no hole can mend', () => {
    expect(embedded(policyWith({ Principal: '"<later>"', Action: '["kms:Decrpt", "<later>"]' }))).toEqual([
      'error INVALID_ACTION',
    ]);
  });

  it('says nothing of the size and the characters of a document that the policy is only a part of', () => {
    expect(
      embedded(policyWith({ Principal: '"<later>"', Action: '"kms:*"', Sid: `"${'密'.repeat(20_000)}"` })),
    ).toEqual([]);
  });

  it('offers only fixes of single values where the policy cannot be read again', () => {
    const text = 'Effect: allow\nSid: ""';
    const string = (value: string, start: number, end: number): Value => ({
      kind: 'string',
      value,
      span: { start, end },
    });
    const member = (key: string, at: number, value: Value) => ({
      key: { kind: 'string' as const, value: key, span: { start: at, end: at + key.length } },
      value,
      span: { start: at, end: value.span.end },
    });
    const span = { start: 0, end: text.length };
    const statement: Value = {
      kind: 'object',
      span,
      members: [member('Effect', 0, string('allow', 8, 13)), member('Sid', 14, string('', 19, 21))],
    };
    const root: Value = { kind: 'object', span, members: [member('Statement', 0, statement)] };
    const fixes = lintPolicy(policyFromValue(root, text)).flatMap((finding) => finding.fixes());
    expect(fixes.map(({ title }) => title)).toEqual([
      'Write "Allow" (what it allows cannot be told)',
      'Write "AllowSome" (what it allows cannot be told)',
    ]);
  });

  // Each took minutes when a check looked at the whole text, or at all principals, for each finding.
  it.each([
    ['objects that are only opened', '{"a":'.repeat(100_000)],
    [
      'a principal that is wrong twenty thousand times',
      policyWith({
        Principal: JSON.stringify({
          AWS: Array.from({ length: 20_000 }, (_, index) => `arn:aws:iam::1:role/r${index}`),
        }),
      }),
    ],
  ])('answers for a text far beyond the size of a policy: %s', (_, text) => {
    expect(lintPolicy(parsePolicy(text)).length).toBeGreaterThan(10);
  });
});
