import { expect, it } from 'vitest';
import { compileCondition } from '../../../../src/core/access/conditions';
import { evaluate } from '../../../../src/core/access/evaluate';
import { stepInWords } from '../../../../src/core/access/traceWords';
import { conditionInWords, escapeInWords } from '../../../../src/core/access/words';
import { policy, request, statement } from './builders';

it.each([
  ['StringEquals', 'kms:CallerAccount', ['111122223333'], "the caller's account is 111122223333"],
  [
    'StringEquals',
    'kms:ViaService',
    ['s3.x', 'ec2.x'],
    'the service through which the request comes is s3.x or ec2.x',
  ],
  ['StringNotEquals', 'kms:KeySpec', ['A', 'B'], 'the key spec is neither A nor B'],
  ['StringNotLike', 'kms:KeySpec', ['A*', 'B', 'C'], 'the key spec matches neither A*, B nor C'],
  ['DateLessThanEquals', 'aws:CurrentTime', ['2026', '2027'], 'the time is not after 2026 or 2027'],
  ['StringLike', 'kms:EncryptionContext:App', ['shop*'], 'App in the encryption context matches shop*'],
  ['StringLike', 'kms:ViaService', ['s3.x'], 'the service through which the request comes is s3.x'],
  [
    'Bool',
    'kms:GrantIsForAWSResource',
    ['true'],
    'an AWS service asks for the grant on behalf of the caller',
  ],
  ['Bool', 'aws:SecureTransport', ['false'], 'the connection does not use TLS'],
  ['Null', 'kms:EncryptionContextKeys', ['false'], 'the request has an encryption context'],
  [
    'ForAllValues:StringEquals',
    'kms:GrantOperations',
    ['Decrypt'],
    "each of the grant's operations, if any, is Decrypt",
  ],
  [
    'ForAnyValue:StringLike',
    'kms:ResourceAliases',
    ['alias/a*'],
    "at least one of the key's aliases matches alias/a*",
  ],
  ['StringEqualsIfExists', 'kms:KeySpec', ['A'], 'the key spec is A (or is absent)'],
  [
    'NumericGreaterThanEquals',
    'kms:TrailingDaysWithoutKeyUsage',
    ['90'],
    'the number of days without use is at least 90',
  ],
  ['DateLessThan', 'aws:CurrentTime', ['2027-01-01T00:00:00Z'], 'the time is before 2027-01-01T00:00:00Z'],
  ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8'], "the caller's IP address is in 10.0.0.0/8"],
  ['StringEquals', 'aws:PrincipalTag/team', ['red'], "the caller's tag team is red"],
  ['StringEquals', 'xyz:unknown', ['1'], 'xyz:unknown is 1'],
  ['StringIs', 'kms:KeySpec', ['1'], 'StringIs of kms:KeySpec (no such operator: never true)'],
])('%s of %s', (operator, key, values, words) => {
  expect(conditionInWords(compileCondition(operator, key, values, false))).toBe(words);
});

it.each([
  ['Bool', 'aws:MultiFactorAuthPresent', ['true'], 'the caller did not sign in with MFA'],
  ['BoolIfExists', 'aws:SecureTransport', ['false'], 'the connection uses TLS'],
  ['Null', 'kms:ResourceAliases', ['true'], 'the key has an alias'],
  ['Null', 'kms:EncryptionContext:app', ['true'], 'the request has app in the encryption context'],
  [
    'NumericLessThanEquals',
    'kms:TrailingDaysWithoutKeyUsage',
    ['90'],
    'the number of days without use is above 90',
  ],
  ['StringEquals', 'aws:RequestTag/cost', ['1'], 'the tag cost in the request is not 1'],
  [
    'ForAnyValue:StringLike',
    'aws:TagKeys',
    ['a*'],
    'each of the keys of the tags, if any, does not match a*',
  ],
  [
    'ForAllValues:StringEquals',
    'kms:GrantOperations',
    ['Encrypt', 'Decrypt'],
    "at least one of the grant's operations is neither Encrypt nor Decrypt",
  ],
])('a Deny with %s of %s is escaped if …', (operator, key, values, words) => {
  expect(escapeInWords([compileCondition(operator, key, values, false)])).toBe(words);
});

it('a Deny with several conditions is escaped where one of them does not hold', () => {
  const conditions = [
    compileCondition('StringNotEquals', 'aws:SourceVpce', ['vpce-1'], false),
    compileCondition('Bool', 'aws:ViaAWSService', ['false'], false),
  ];
  expect(escapeInWords(conditions)).toBe(
    "the caller's VPC endpoint is vpce-1, or an AWS service calls on behalf of the caller",
  );
});

it('puts each step of the reasoning into words', () => {
  const { trace } = evaluate(
    request({
      keyPolicy: policy(
        statement({ Sid: 'Use' }),
        statement({ Resource: undefined }),
        statement({ Condition: { StringEquals: { 'kms:KeySpec': 'RSA_2048' } } }),
      ),
      context: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' },
    }),
  );
  expect(trace.map(stepInWords)).toEqual([
    'Statement 1 (“Use”) of the key policy allows.',
    'Statement 2 of the key policy has no Resource and so never matches.',
    'Statement 3 of the key policy would allow if the key spec is RSA_2048 (the request has SYMMETRIC_DEFAULT).',
  ]);
});
