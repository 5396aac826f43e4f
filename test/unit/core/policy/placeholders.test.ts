import { describe, expect, it } from 'vitest';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { delegation, policyOf, policyWith, statementWith } from './rules/describeRule';

const findings = (text: string, known = {}) => lintPolicy(parsePolicy(text), known);
const codes = (text: string, known = {}) =>
  findings(text, known).map(({ code, severity }) => `${severity} ${code}`);
const principal = (account: string): string =>
  policyOf([
    delegation,
    statementWith({ Principal: `{ "AWS": "arn:aws:iam::${account}:role/App" }`, Action: '"kms:Decrypt"' }),
  ]);

describe('a placeholder that a tool fills in', () => {
  it.each([
    '${account_id}',
    '${data.aws_caller_identity.current.account_id}',
    '${var.accounts[0]}',
    '${local.account}',
    '${AWS::AccountId}',
    '${self:custom.account}',
    '${env:ACCOUNT}',
    '${Token[AWS.AccountId.4]}',
    '{{ account_id }}',
    '{{.Values.account}}',
    '<%= account %>',
    '#{AccountId}',
    '$ACCOUNT_ID',
    '$(accountId)',
    '@@ACCOUNT@@',
    '__ACCOUNT_ID__',
    '%ACCOUNT_ID%',
    '{account_id}',
    '{AccountId}',
  ])('%s is told as what it is, and nothing else is said of it', (placeholder) => {
    expect(codes(principal(placeholder))).toEqual(['info KMS_PLACEHOLDER']);
  });

  it('is told once for a policy, with how many there are', () => {
    const text = policyOf([
      delegation.replace('111122223333', '${account_id}'),
      statementWith({
        Sid: '"${name}"',
        Principal: '{ "Service": "logs.${region}.amazonaws.com" }',
        Action: '["kms:Decrypt", "${action}"]',
        Condition: '{ "StringEquals": { "aws:SourceAccount": "${account_id}" } }',
      }),
    ]);
    const [only, ...more] = findings(text);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ code: 'KMS_PLACEHOLDER', severity: 'info' });
    expect(only?.message).toContain('4 more values');
  });

  it('hides no mistake that is elsewhere', () => {
    expect(codes(principal('${account_id}').replace('kms:Decrypt', 'kms:Decrpt'))).toEqual([
      'info KMS_PLACEHOLDER',
      'error INVALID_ACTION',
    ]);
  });

  it('is an error in the policy of a key, which is saved as it stands', () => {
    expect(codes(principal('${account_id}'), { key: { accountId: '111122223333' } })).toContain(
      'error KMS_PLACEHOLDER',
    );
  });

  it('is none where it is a policy variable, or nearly one', () => {
    const user = (name: string): string =>
      policyOf([
        delegation,
        statementWith({ Condition: `{ "StringEquals": { "kms:EncryptionContext:user": "${name}" } }` }),
      ]);
    expect(codes(user('${aws:username}'))).toEqual([]);
    expect(codes(user('${aws:usrname}'))).toEqual(['error INVALID_VARIABLE']);
    expect(codes(user('${aws.username}'))).toEqual(['error INVALID_VARIABLE']);
  });
});

describe('a placeholder that a person fills in', () => {
  it.each([
    '<account>',
    '<account-id>',
    'ACCOUNT_ID',
    'account-id',
    'YOUR-ACCOUNT-ID',
    '[account]',
    'xxxxxxxxxxxx',
  ])('%s in a principal is an error, told once', (placeholder) => {
    expect(codes(principal(placeholder))).toEqual(['error KMS_PLACEHOLDER']);
  });

  it('is a warning in a condition', () => {
    const text = policyOf([
      delegation,
      statementWith({
        Principal: '{ "Service": "cloudtrail.amazonaws.com" }',
        Condition: '{ "StringLike": { "aws:SourceArn": "arn:aws:cloudtrail:<region>:<account>:trail/*" } }',
      }),
    ]);
    expect(codes(text)).toEqual(['warning KMS_PLACEHOLDER']);
  });

  it('is found in the name of a service', () => {
    const text = policyOf([
      delegation,
      statementWith({
        Principal: '{ "Service": "logs.REGION.amazonaws.com" }',
        Condition: '{ "StringEquals": { "aws:SourceAccount": "111122223333" } }',
      }),
    ]);
    expect(codes(text)).toEqual(['error KMS_PLACEHOLDER']);
  });

  it.each([
    policyWith({ Principal: '{ "AWS": "arn:aws:iam::111122223333:role/account" }' }),
    policyWith({ Sid: '"ACCOUNT_ID"' }),
    policyWith({ Condition: '{ "StringEquals": { "kms:EncryptionContext:kind": "account" } }' }),
  ])('is none in %s', (text) => {
    expect(codes(text)).not.toContainEqual(expect.stringContaining('KMS_PLACEHOLDER'));
  });
});

describe('JSON that is no policy', () => {
  it.each(['{"name": "x", "version": 1}', '[{"a": 1}, {"b": 2}]', '{"openapi": "3.0.0", "paths": {}}'])(
    'is said to be none, once: %s',
    (text) => {
      expect(codes(text)).toEqual(['error KMS_NO_KEY_POLICY']);
    },
  );

  it('is not what may be the beginning of one, or was to be one', () => {
    for (const text of ['{}', '', '{"Version": "2012-10-17"}', '{"Statment": []}', '{"Effect": "Allow"}'])
      expect(codes(text)).not.toContain('error KMS_NO_KEY_POLICY');
  });
});
