import { describe, expect, it } from 'vitest';
import { decide, policy, statement } from './builders';

type Values = Record<string, string | string[]>;
type Case = [
  what: string,
  condition: Record<string, Record<string, unknown>>,
  context: Values,
  holds: boolean,
];

function table(cases: Case[]): void {
  it.each(cases)('%s', (_, condition, context, holds) => {
    const decision = decide({ keyPolicy: policy(statement({ Condition: condition })), context });
    expect(decision).toBe(holds ? 'Allowed' : 'ImplicitlyDenied');
  });
}

const time = { 'aws:CurrentTime': '2026-11-24T12:00:00Z' };
const days = { 'kms:TrailingDaysWithoutKeyUsage': '90' };
const ip = (value: string): Values => ({ 'aws:SourceIp': value });
const operations = (...values: string[]): Values => ({ 'kms:GrantOperations': values });
const source = { 'aws:SourceArn': 'arn:aws:s3:::bucket/a:b/c' };

describe('texts', () => {
  table([
    [
      'StringEquals is case-sensitive',
      { StringEquals: { 'kms:KeySpec': 'rsa_2048' } },
      { 'kms:KeySpec': 'RSA_2048' },
      false,
    ],
    [
      'StringEquals takes wildcards as they are',
      { StringEquals: { 'kms:KeySpec': 'RSA_*' } },
      { 'kms:KeySpec': 'RSA_2048' },
      false,
    ],
    [
      'StringEqualsIgnoreCase is not',
      { StringEqualsIgnoreCase: { 'kms:KeySpec': 'rsa_2048' } },
      { 'kms:KeySpec': 'RSA_2048' },
      true,
    ],
    [
      'StringLike knows * and ?',
      { StringLike: { 'kms:KeySpec': 'RSA_?0*' } },
      { 'kms:KeySpec': 'RSA_2048' },
      true,
    ],
    [
      'one of several values is enough',
      { StringEquals: { 'kms:KeySpec': ['A', 'B'] } },
      { 'kms:KeySpec': 'B' },
      true,
    ],
    [
      'StringNotEquals holds where none of the values is the one',
      { StringNotEquals: { 'kms:KeySpec': ['A', 'B'] } },
      { 'kms:KeySpec': 'B' },
      false,
    ],
    [
      'StringNotLike holds for what does not match',
      { StringNotLike: { 'kms:ViaService': 'ec2.*' } },
      { 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
      true,
    ],
    [
      'several operators all have to hold',
      { StringEquals: { 'kms:KeySpec': 'A' }, Bool: { 'kms:MultiRegion': 'true' } },
      { 'kms:KeySpec': 'A', 'kms:MultiRegion': 'false' },
      false,
    ],
    [
      'names of condition keys have no case',
      { StringEquals: { 'KMS:keyspec': 'A' } },
      { 'kms:KeySpec': 'A' },
      true,
    ],
    [
      'names in the encryption context have no case',
      { StringEquals: { 'kms:EncryptionContext:AppName': 'x' } },
      { 'kms:EncryptionContext:appname': 'x' },
      true,
    ],
    [
      'values in the encryption context have',
      { StringEquals: { 'kms:EncryptionContext:AppName': 'X' } },
      { 'kms:EncryptionContext:AppName': 'x' },
      false,
    ],
    [
      'names of operators have no case',
      { stringequals: { 'kms:KeySpec': 'A' } },
      { 'kms:KeySpec': 'A' },
      true,
    ],
  ]);
});

describe('a missing key', () => {
  table([
    ['fails a positive operator', { StringEquals: { 'kms:KeySpec': 'A' } }, {}, false],
    ['satisfies a negated one', { StringNotEquals: { 'kms:KeySpec': 'A' } }, {}, true],
    ['satisfies …IfExists', { StringEqualsIfExists: { 'kms:KeySpec': 'A' } }, {}, true],
    [
      'does not make …IfExists true for a wrong value',
      { StringEqualsIfExists: { 'kms:KeySpec': 'A' } },
      { 'kms:KeySpec': 'B' },
      false,
    ],
    ['is what Null true asks for', { Null: { 'kms:KeySpec': 'true' } }, {}, true],
    ['is not what Null false asks for', { Null: { 'kms:KeySpec': 'false' } }, {}, false],
    [
      'is not there when Null says so and it is',
      { Null: { 'kms:KeySpec': 'true' } },
      { 'kms:KeySpec': 'A' },
      false,
    ],
    ['fails Bool, even Bool false', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, {}, false],
    ['satisfies BoolIfExists', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, {}, true],
    ['Null takes a real boolean', { Null: { 'kms:KeySpec': true } }, {}, true],
    ['Null of both holds without the key', { Null: { 'kms:KeySpec': ['true', 'false'] } }, {}, true],
    ['is what a key without any value is', { Null: { 'kms:GrantOperations': 'true' } }, operations(), true],
  ]);
});

describe('sets', () => {
  const all = (...values: string[]): Case[1] => ({
    'ForAllValues:StringEquals': { 'kms:GrantOperations': values },
  });
  const any = (...values: string[]): Case[1] => ({
    'ForAnyValue:StringEquals': { 'kms:GrantOperations': values },
  });
  table([
    ['ForAllValues: each value has to match', all('Encrypt', 'Decrypt'), operations('Decrypt'), true],
    ['ForAllValues: one that does not is enough', all('Encrypt'), operations('Encrypt', 'Decrypt'), false],
    ['ForAllValues: an absent key holds', all('Encrypt'), {}, true],
    ['ForAllValues: an empty set holds', all('Encrypt'), operations(), true],
    ['ForAllValues: an empty text is an empty set', all('Encrypt'), operations(''), true],
    ['ForAnyValue: one match is enough', any('Encrypt'), operations('Encrypt', 'Decrypt'), true],
    ['ForAnyValue: none is not', any('Sign'), operations('Encrypt', 'Decrypt'), false],
    ['ForAnyValue: an absent key fails', any('Encrypt'), {}, false],
    ['ForAnyValue: an empty set fails', any('Encrypt'), operations(), false],
    [
      'ForAnyValue: negated, an absent key fails',
      { 'ForAnyValue:StringNotEquals': { 'kms:GrantOperations': 'Encrypt' } },
      {},
      false,
    ],
    [
      'ForAnyValue: negated, one that differs is enough',
      { 'ForAnyValue:StringNotEquals': { 'kms:GrantOperations': 'Encrypt' } },
      operations('Encrypt', 'Sign'),
      true,
    ],
    [
      'ForAllValues: negated, none may be the value',
      { 'ForAllValues:StringNotEquals': { 'kms:GrantOperations': 'Encrypt' } },
      operations('Encrypt', 'Sign'),
      false,
    ],
    [
      'ForAnyValue: …IfExists holds where the key is absent',
      { 'ForAnyValue:StringEqualsIfExists': { 'kms:GrantOperations': 'Encrypt' } },
      {},
      true,
    ],
    [
      'ForAnyValue: …IfExists fails on an empty text, which is there',
      { 'ForAnyValue:StringEqualsIfExists': { 'kms:GrantOperations': 'Encrypt' } },
      operations(''),
      false,
    ],
    ['ForAnyValue: an empty text does not hide the others', any('Encrypt'), operations('', 'Encrypt'), true],
    ['ForAllValues: an empty text does not hide the others', all('Encrypt'), operations('', 'Sign'), false],
    ['a single value is a set of one', any('Encrypt'), { 'kms:GrantOperations': 'Encrypt' }, true],
    [
      'several values need a set operator',
      { StringEquals: { 'kms:GrantOperations': 'Encrypt' } },
      operations('Encrypt', 'Decrypt'),
      false,
    ],
    [
      'Null asks whether a set is there',
      { Null: { 'kms:EncryptionContextKeys': 'false' } },
      { 'kms:EncryptionContextKeys': ['a'] },
      true,
    ],
  ]);
});

describe('numbers, dates, flags, bytes', () => {
  table([
    [
      'NumericGreaterThanEquals',
      { NumericGreaterThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' } },
      days,
      true,
    ],
    ['NumericGreaterThan', { NumericGreaterThan: { 'kms:TrailingDaysWithoutKeyUsage': 90 } }, days, false],
    ['NumericLessThan', { NumericLessThan: { 'kms:TrailingDaysWithoutKeyUsage': '90.5' } }, days, true],
    [
      'NumericEquals compares numbers, not texts',
      { NumericEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90.0' } },
      days,
      true,
    ],
    ['NumericNotEquals', { NumericNotEquals: { 'kms:TrailingDaysWithoutKeyUsage': '90' } }, days, false],
    [
      'what is no number equals none',
      { NumericEquals: { 'kms:TrailingDaysWithoutKeyUsage': 'x' } },
      days,
      false,
    ],
    ['DateLessThan', { DateLessThan: { 'aws:CurrentTime': '2026-11-24T12:00:01Z' } }, time, true],
    [
      'DateGreaterThan with another zone',
      { DateGreaterThan: { 'aws:CurrentTime': '2026-11-24T12:30:00+01:00' } },
      time,
      true,
    ],
    ['dates as seconds', { DateEquals: { 'aws:CurrentTime': '1795521600' } }, time, true],
    [
      'a day without time is its midnight, UTC',
      { DateGreaterThanEquals: { 'aws:CurrentTime': '2026-11-24' } },
      time,
      true,
    ],
    ['a time without zone is UTC', { DateEquals: { 'aws:CurrentTime': '2026-11-24T12:00:00' } }, time, true],
    [
      'kms:ValidTo is read as number',
      { NumericLessThanEquals: { 'kms:ValidTo': '1546257599.0' } },
      { 'kms:ValidTo': '1546257598' },
      true,
    ],
    [
      'Bool',
      { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      { 'kms:GrantIsForAWSResource': 'True' },
      true,
    ],
    [
      'Bool with a real boolean',
      { Bool: { 'kms:MultiRegion': false } },
      { 'kms:MultiRegion': 'false' },
      true,
    ],
    ['BinaryEquals compares bytes', { BinaryEquals: { 'test:bytes': 'QQ==' } }, { 'test:bytes': 'QQ' }, true],
    [
      'BinaryEquals with other bytes',
      { BinaryEquals: { 'test:bytes': 'QQ==' } },
      { 'test:bytes': 'Qg==' },
      false,
    ],
  ]);
});

describe('addresses', () => {
  table([
    [
      'a block holds its addresses',
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      ip('203.0.113.200'),
      true,
    ],
    [
      'a block does not hold others',
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      ip('203.0.114.1'),
      false,
    ],
    [
      'one address is a block of one',
      { IpAddress: { 'aws:SourceIp': '203.0.113.7' } },
      ip('203.0.113.7'),
      true,
    ],
    ['/0 holds all of IPv4', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, ip('8.8.8.8'), true],
    ['/0 of IPv4 holds no IPv6', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }, ip('2001:db8::1'), false],
    [
      'IPv6 in short',
      { IpAddress: { 'aws:SourceIp': '2001:DB8:1234:5678::/64' } },
      ip('2001:db8:1234:5678:abcd::1'),
      true,
    ],
    [
      'IPv6 outside the block',
      { IpAddress: { 'aws:SourceIp': '2001:db8:1234:5678::/64' } },
      ip('2001:db8:1234:5679::1'),
      false,
    ],
    [
      'IPv6 written differently',
      { IpAddress: { 'aws:SourceIp': '::ffff:1.2.3.4' } },
      ip('::ffff:102:304'),
      true,
    ],
    ['NotIpAddress', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, ip('198.51.100.1'), true],
    [
      'several blocks, negated',
      { NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } },
      ip('10.1.2.3'),
      false,
    ],
    [
      'what is no block holds nothing',
      { IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } },
      ip('203.0.113.1'),
      false,
    ],
    [
      'what is no address is in no block',
      { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
      ip('bucket'),
      false,
    ],
  ]);
});

describe('ARNs', () => {
  table([
    ['ArnLike matches part by part', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::buck*' } }, source, true],
    [
      'ArnLike does not reach over the first five colons',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*' } },
      source,
      false,
    ],
    [
      'ArnEquals does the same as ArnLike',
      { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:*:*:*' } },
      source,
      true,
    ],
    [
      'the last part may hold colons',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::bucket/a:b/?' } },
      source,
      true,
    ],
    ['ArnNotLike', { ArnNotLike: { 'aws:SourceArn': 'arn:aws:s3:::other' } }, source, true],
    [
      'what is no ARN matches none',
      { ArnLike: { 'aws:SourceArn': 'arn:*:*:*:*:*' } },
      { 'aws:SourceArn': 'bucket' },
      false,
    ],
    ['StringLike matches the whole text', { StringLike: { 'aws:SourceArn': 'arn:aws:s3:*' } }, source, true],
  ]);
});

describe('policy variables', () => {
  const tag = { 'aws:PrincipalTag/team': 'red', 'kms:EncryptionContext:team': 'red' };
  const is = (value: string): Case[1] => ({ StringEquals: { 'kms:EncryptionContext:team': value } });
  table([
    ['stand for a value of the request', is('${aws:PrincipalTag/team}'), tag, true],
    [
      'stand inside a text',
      { StringLike: { 'kms:EncryptionContext:team': '${aws:username}-*' } },
      { 'kms:EncryptionContext:team': 'alice-1' },
      true,
    ],
    ['match nothing where there is no value', is('${aws:PrincipalTag/nothing}'), tag, false],
    ['may have a default', is("${aws:PrincipalTag/nothing, 'red'}"), tag, true],
    ['prefer the value to the default', is("${aws:PrincipalTag/team, 'blue'}"), tag, true],
    [
      'bring no wildcards of their own',
      { StringLike: { 'kms:EncryptionContext:team': '${aws:PrincipalTag/team}' } },
      { ...tag, 'aws:PrincipalTag/team': '*' },
      false,
    ],
    ['${*} is a star', { StringLike: { 'kms:EncryptionContext:team': 'r${*}d' } }, tag, false],
    ['${$} is a dollar', is('${$}'), { 'kms:EncryptionContext:team': '$' }, true],
    [
      'work in ARNs',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::${aws:username}/*' } },
      { 'aws:SourceArn': 'arn:aws:s3:::alice/x' },
      true,
    ],
    [
      'keys with several values cannot be used',
      is('${kms:GrantOperations}'),
      { ...tag, 'kms:GrantOperations': ['red', 'x'] },
      false,
    ],
  ]);

  it('are plain text in policies of the older version', () => {
    const keyPolicy = { Version: '2008-10-17', Statement: [statement({ Condition: is('${aws:username}') })] };
    expect(decide({ keyPolicy, context: { 'kms:EncryptionContext:team': 'alice' } })).toBe(
      'ImplicitlyDenied',
    );
    expect(decide({ keyPolicy, context: { 'kms:EncryptionContext:team': '${aws:username}' } })).toBe(
      'Allowed',
    );
  });
});

describe('what follows from the caller and the key', () => {
  table([
    [
      'aws:PrincipalArn',
      { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:user/alice' } },
      {},
      true,
    ],
    ['kms:CallerAccount', { StringEquals: { 'kms:CallerAccount': '111122223333' } }, {}, true],
    ['aws:PrincipalAccount', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }, {}, true],
    ['aws:PrincipalType', { StringEquals: { 'aws:PrincipalType': 'User' } }, {}, true],
    ['aws:username', { StringEquals: { 'aws:username': 'alice' } }, {}, true],
    ['aws:ResourceAccount', { StringEquals: { 'aws:ResourceAccount': '111122223333' } }, {}, true],
    ['aws:RequestedRegion', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }, {}, true],
    ['aws:PrincipalIsAWSService', { Bool: { 'aws:PrincipalIsAWSService': 'false' } }, {}, true],
    [
      'what is given wins over what follows',
      { StringEquals: { 'aws:username': 'bob' } },
      { 'aws:username': 'bob' },
      true,
    ],
  ]);

  it('a session is known by its role, and by its tags', () => {
    const condition = {
      ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/App' },
      StringEquals: { 'aws:PrincipalTag/Team': 'red' },
    };
    expect(
      decide({
        principal: 'arn:aws:sts::111122223333:assumed-role/App/x',
        session: { tags: { team: 'red' } },
        keyPolicy: policy(statement({ Principal: '*', Condition: condition })),
      }),
    ).toBe('Allowed');
  });
});
