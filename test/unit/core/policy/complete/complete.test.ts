import { describe, expect, it } from 'vitest';
import { accept, inStatement, labels, offered } from './at';

const user = 'arn:aws:iam::111122223333:user/alice';
const role = 'arn:aws:iam::111122223333:role/app';

describe('an empty file', () => {
  it('offers whole policies', () => {
    for (const empty of ['|', '  \n|\n', '"|"', 'key|'])
      expect(labels(empty)).toContain('Key policy: IAM policies of the account decide');
  });

  it('becomes a policy for the account that is known', () => {
    const text = accept('|', 'Key policy: IAM policies of the account decide', { accountId: '999988887777' });
    expect(JSON.parse(text)).toMatchObject({
      Version: '2012-10-17',
      Statement: [{ Principal: { AWS: 'arn:aws:iam::999988887777:root' }, Action: 'kms:*', Resource: '*' }],
    });
  });
});

describe('elements', () => {
  it('of the policy are those that are missing', () => {
    expect(labels('{ "Version": "2012-10-17", | }')).toEqual(['Statement', 'Id']);
    expect(labels('{|}')).toEqual(['Version', 'Statement', 'Id']);
  });

  it('of a statement are those that are missing, without the rivals of what is there', () => {
    const names = labels(inStatement('"Effect": "Allow", "Principal": {"AWS": "*"}, |'));
    expect(names).toEqual(['Sid', 'Action', 'Resource', 'Condition', 'NotAction']);
  });

  it('replace the name that is half typed and keep what follows the colon', () => {
    expect(accept(inStatement('"Eff|": "Allow"'), 'Effect')).toContain('"Effect": "Allow"');
    expect(accept(inStatement('"Eff|"'), 'Effect')).toContain('"Effect": "Allow"');
    expect(accept(inStatement('"Eff|'), 'Effect')).toContain('"Effect": "Allow"');
    expect(accept(inStatement('Eff|'), 'Effect')).toContain('"Effect": "Allow"');
  });

  it('get the commas that they need', () => {
    expect(JSON.parse(accept('{"Version": "2012-10-17" | }', 'Id'))).toHaveProperty('Id');
    expect(JSON.parse(accept('{ | "Version": "2012-10-17"}', 'Id'))).toHaveProperty('Id');
    expect(JSON.parse(accept('{"Id": "x" | "Version": "2012-10-17"}', 'Statement'))).toHaveProperty(
      'Statement',
    );
  });

  it('are not offered between a name and its colon, nor before a value that is there', () => {
    expect(labels(inStatement('"Effect" | : "Allow"'))).toEqual([]);
    expect(labels(inStatement('"Effect": | "Allow"'))).toEqual([]);
  });
});

describe('fixed values', () => {
  it('are completed inside and outside of quotes', () => {
    expect(labels(inStatement('"Effect": "|"'))).toEqual(['Allow', 'Deny']);
    expect(accept(inStatement('"Effect": |'), 'Deny')).toContain('"Effect": "Deny"');
    expect(accept(inStatement('"Effect": De|'), 'Deny')).toContain('"Effect": "Deny"');
    expect(accept(inStatement('"Effect": "De|'), 'Deny')).toContain('"Effect": "Deny"');
    expect(labels('{"Version": "|"}')).toEqual(['2012-10-17', '2008-10-17']);
    expect(labels(inStatement('"Resource": "|"'))).toEqual(['*']);
  });

  it('add the comma when the next element follows', () => {
    expect(accept(inStatement('"Effect": | "Resource": "*"'), 'Allow')).toContain('"Allow", "Resource"');
  });
});

describe('actions', () => {
  it('start with those that people use a key with', () => {
    const names = labels(inStatement('"Action": ["|"]'));
    expect(names.slice(0, 4)).toEqual([
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:GenerateDataKey*',
    ]);
    expect(names.indexOf('kms:ReEncrypt*')).toBeLessThan(names.indexOf('kms:DescribeKey'));
  });

  it('start with everything for the account itself', () => {
    const text = inStatement('"Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "|"');
    expect(labels(text)[0]).toBe('kms:*');
  });

  it('replace the whole string, the colon of kms: included', () => {
    expect(accept(inStatement('"Action": ["kms:|"]'), 'kms:Decrypt')).toContain('["kms:Decrypt"]');
    expect(accept(inStatement('"Action": ["kms:Gen|DataKey"]'), 'kms:Decrypt')).toContain('["kms:Decrypt"]');
    expect(accept(inStatement('"Action": ["kms:De|\n'), 'kms:Decrypt')).toContain('["kms:Decrypt"');
    expect(accept(inStatement('"Action": [kms:De|]'), 'kms:Decrypt')).toContain('["kms:Decrypt"]');
    expect(accept(inStatement('"Action": "kms:|",\n"Resource": "*"'), 'kms:Decrypt')).toContain(
      '"Action": "kms:Decrypt",\n',
    );
  });

  it('compare what is typed with the quotes where there are some', () => {
    const [quoted] = offered(inStatement('"Action": ["kms:|"]'));
    const [bare] = offered(inStatement('"Action": [kms|]'));
    expect(quoted?.filterText).toBe('"kms:Encrypt"');
    expect(bare?.filterText).toBe('kms:Encrypt');
  });

  it('are not offered twice, nor where a wildcard covers them', () => {
    const names = labels(inStatement('"Action": ["kms:Decrypt", "kms:GenerateDataKey*", "|"]'));
    expect(names).not.toContain('kms:Decrypt');
    expect(names).not.toContain('kms:GenerateDataKeyPair');
    expect(names).toContain('kms:Encrypt');
  });

  it('get commas between neighbours', () => {
    expect(accept(inStatement('"Action": ["kms:Encrypt" |]'), 'kms:Decrypt')).toContain(
      '["kms:Encrypt", "kms:Decrypt"]',
    );
    expect(accept(inStatement('"Action": [| "kms:Encrypt"]'), 'kms:Decrypt')).toContain(
      '["kms:Decrypt", "kms:Encrypt"]',
    );
    expect(accept(inStatement('"Action": ["kms:Encrypt" | , "kms:Sign"]'), 'kms:Decrypt')).toContain(
      '"kms:Encrypt", "kms:Decrypt" , "kms:Sign"',
    );
  });

  it('that only an IAM policy can allow come last, and say so', () => {
    const last = offered(inStatement('"Action": ["|"]')).at(-1);
    expect(last?.caution).toBe('only an IAM policy can allow it');
  });

  it('that the key can never do come last, and say so', () => {
    const items = offered(inStatement('"Action": ["|"]'), {
      key: { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
    });
    const find = (label: string) => items.find((item) => item.label === label);
    expect(find('kms:Decrypt')?.caution).toContain('SIGN_VERIFY');
    expect(find('kms:GenerateDataKey*')?.caution).toBeDefined();
    expect(find('kms:Sign')?.caution).toBeUndefined();
    expect(items.findIndex((item) => item.label === 'kms:Sign')).toBeLessThan(5);
  });

  it('that carry the condition of the statement come first', () => {
    const text = inStatement('"Action": ["|"], "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}}');
    const free = offered(text).filter((item) => item.caution === undefined && !item.label.includes('*'));
    expect(free.map((item) => item.label)).toEqual(['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant']);
  });

  it('that the service needs come first', () => {
    const text = inStatement('"Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": ["|"]');
    expect(labels(text).slice(0, 2)).toEqual(['kms:DescribeKey', 'kms:GenerateDataKey*']);
  });

  it('of administrators come first in their statement', () => {
    const names = labels(inStatement('"Sid": "Allow access for Key Administrators", "Action": ["|"]'));
    expect(names.indexOf('kms:PutKeyPolicy')).toBeLessThan(names.indexOf('kms:Decrypt'));
  });

  it('explain themselves when looked at', () => {
    const decrypt = offered(inStatement('"Action": ["|"]')).find((item) => item.label === 'kms:Decrypt');
    expect(decrypt?.documentation?.()).toContain('Allows to decrypt');
  });
});

describe('principals', () => {
  const context = { accountId: '111122223333', principals: [user, role] };

  it('are the account, its users and roles, and other accounts of the policy', () => {
    const text = `{"Statement": [{"Principal": {"AWS": "arn:aws:iam::444455556666:root"}}, {"Principal": {"AWS": "|"}}]}`;
    expect(labels(text, context)).toEqual([
      '111122223333 (account)',
      'app',
      'alice',
      '444455556666 (account)',
      '*',
    ]);
  });

  it('are written as ARNs, not twice', () => {
    const text = inStatement(`"Principal": {"AWS": ["${role}", "|"]}`);
    expect(accept(text, 'alice', context)).toContain(`["${role}", "${user}"]`);
    expect(labels(text, context)).not.toContain('app');
  });

  it('have two kinds, and a shape of their own', () => {
    expect(labels(inStatement('"Principal": { | }'))).toEqual(['AWS', 'Service']);
    expect(labels(inStatement('"Principal": {"AWS": "*", | }'))).toEqual(['Service']);
    expect(labels(inStatement('"Principal": |'))).toEqual(['AWS', 'Service', 'Everyone']);
  });

  it('that are services are offered by name', () => {
    const names = labels(inStatement('"Principal": {"Service": "|"}'), { region: 'eu-west-1' });
    expect(names).toContain('cloudtrail.amazonaws.com');
    expect(names).toContain('logs.eu-west-1.amazonaws.com');
  });

  it('follow the partition of the key', () => {
    const arn = 'arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const [first] = offered(inStatement('"Principal": {"AWS": "|"}'), { key: { arn } });
    expect(first?.insertText).toBe('"arn:aws-cn:iam::111122223333:root"');
  });
});

describe('conditions', () => {
  const decrypting = '"Effect": "Allow", "Action": "kms:Decrypt", "Condition":';

  it('offer operators that some key of the statement can take', () => {
    const names = labels(inStatement(`${decrypting} { | }`));
    expect(names.slice(0, 3)).toEqual(['StringEquals', 'StringLike', 'ArnLike']);
    expect(names.indexOf('Bool')).toBeLessThan(names.indexOf('StringEqualsIfExists'));
    expect(names).toContain('ForAnyValue:StringEquals');
    expect(names).toContain('StringEqualsIfExists');
    expect(names).not.toContain('NullIfExists');
  });

  it('offer only keys that the actions carry', () => {
    const names = labels(inStatement(`${decrypting} {"StringEquals": { | }}`));
    expect(names).toContain('kms:EncryptionContext:…');
    expect(names).toContain('kms:ViaService');
    expect(names).not.toContain('kms:SigningAlgorithm');
    expect(names).not.toContain('kms:GrantOperations');
    expect(names).not.toContain('kms:CustomerMasterKeySpec');
  });

  it('warn of keys that only some of the actions carry', () => {
    const items = offered(
      inStatement('"Action": ["kms:Decrypt", "kms:DescribeKey"], "Condition": {"StringEquals": { | }}'),
    );
    const context = items.find((item) => item.label === 'kms:EncryptionContext:…');
    expect(context?.caution).toBe('requests of kms:DescribeKey do not carry it');
  });

  it('offer keys of the type that the operator compares', () => {
    const names = labels(inStatement('"Action": "kms:*", "Condition": {"NumericLessThan": { | }}'));
    expect(names).toContain('kms:ScheduleKeyDeletionPendingWindowInDays');
    expect(names).not.toContain('kms:ViaService');
  });

  it('offer keys with several values under a set operator only', () => {
    const some = labels(inStatement(`${decrypting} {"ForAnyValue:StringEquals": { | }}`));
    expect(some).toContain('kms:EncryptionContextKeys');
    expect(some).not.toContain('kms:ViaService');
  });

  it('offer a service what a service sends', () => {
    const names = labels(
      inStatement(
        '"Principal": {"Service": "sns.amazonaws.com"}, "Action": "kms:Decrypt", "Condition": {"StringEquals": { | }}',
      ),
    );
    expect(names.slice(0, 4)).toEqual([
      'aws:SourceArn',
      'aws:SourceAccount',
      'kms:EncryptionContext:aws:sqs:arn',
      'aws:SourceOrgID',
    ]);
    for (const never of ['kms:ViaService', 'aws:userid', 'aws:username', 'aws:PrincipalArn'])
      expect(names).not.toContain(never);
  });

  it('write a key with its first value', () => {
    const text = inStatement(`${decrypting} {"StringEquals": { | }}`);
    expect(accept(text, 'kms:ViaService', { region: 'eu-west-1' })).toContain(
      '"kms:ViaService": "s3.eu-west-1.amazonaws.com"',
    );
    expect(accept(text, 'kms:EncryptionContext:…')).toContain('"kms:EncryptionContext:AppName": "value"');
  });

  it('offer what AWS services send in the encryption context, with its value', () => {
    const here = { region: 'eu-west-1', accountId: '111122223333' };
    const like = inStatement(`${decrypting} {"StringLike": { | }}`);
    expect(accept(like, 'kms:EncryptionContext:aws:sqs:arn', here)).toContain(
      '"kms:EncryptionContext:aws:sqs:arn": "arn:aws:sqs:eu-west-1:111122223333:*"',
    );
    const value = inStatement(`${decrypting} {"StringEquals": {"kms:EncryptionContext:SecretARN": "|"}}`);
    expect(labels(value, here)).toEqual(['arn:aws:secretsmanager:eu-west-1:111122223333:secret:example']);
  });

  it('do not repeat keys and operators', () => {
    expect(labels(inStatement(`${decrypting} {"StringEquals": {}, | }`))).not.toContain('StringEquals');
    expect(labels(inStatement(`${decrypting} {"StringEquals": {"kms:ViaService": "x", | }}`))).not.toContain(
      'kms:ViaService',
    );
  });

  it('offer the values that the key can have', () => {
    const value = (operator: string, key: string, context = {}) =>
      labels(inStatement(`${decrypting} {"${operator}": {"${key}": "|"}}`), context);
    expect(value('Bool', 'aws:ViaAWSService')).toEqual(['true', 'false']);
    expect(value('Null', 'kms:EncryptionContextKeys')).toEqual(['true', 'false']);
    expect(value('StringEquals', 'kms:KeySpec')).toContain('SYMMETRIC_DEFAULT');
    expect(value('StringEquals', 'kms:ViaService', { region: 'eu-west-1' })[0]).toBe(
      's3.eu-west-1.amazonaws.com',
    );
    expect(value('StringLike', 'kms:ViaService')).toContain('s3.*.amazonaws.com');
    expect(value('StringEquals', 'kms:CallerAccount', { accountId: '999988887777' })).toEqual([
      '999988887777',
    ]);
    expect(value('StringEquals', 'kms:RequestAlias', { aliases: ['alias/payments'] })[0]).toBe(
      'alias/payments',
    );
    expect(value('StringEquals', 'kms:ReplicaRegion', { region: 'eu-west-1' })[0]).toBe('eu-west-1');
    expect(value('ArnLike', 'aws:PrincipalArn', { principals: [role] })).toContain('app');
    expect(value('NumericLessThan', 'kms:TrailingDaysWithoutKeyUsage')[0]).toBe('90');
    expect(value('StringEquals', 'no:such-key')).toEqual([]);
  });

  it('offer no value twice in a list', () => {
    const text = inStatement(
      `${decrypting} {"ForAllValues:StringEquals": {"kms:GrantOperations": ["Decrypt", "|"]}}`,
    );
    expect(labels(text)).not.toContain('Decrypt');
    expect(labels(text)).toContain('Encrypt');
  });
});

describe('policy variables', () => {
  const value = (text: string) =>
    inStatement(`"Condition": {"StringEquals": {"kms:EncryptionContext:user": "${text}"}}`);

  it('are offered behind a dollar sign and a brace', () => {
    expect(labels(value('team/${|'))[0]).toBe('${aws:username}');
    expect(labels(value('team/${|'))).toContain('${aws:PrincipalTag/Department}');
    expect(labels(value('team/$|'))).not.toContain('${aws:username}');
  });

  it('replace what is typed of them, the closing brace included', () => {
    expect(accept(value('team/${aws:us|}/x'), '${aws:username}')).toContain('"team/${aws:username}/x"');
    expect(accept(value('${*|'), '${*}')).toContain('"${*}"');
  });

  it('are not offered behind one that is closed', () => {
    expect(labels(value('${aws:username}/|'))).not.toContain('${aws:username}');
  });
});

describe('statements', () => {
  it('are offered whole, for the situations that people meet', () => {
    const names = offered('{"Statement": [|]}').map((item) => item.detail);
    expect(names).toEqual(
      expect.arrayContaining([
        's3-bucket',
        'cloudtrail',
        'cloudwatch-logs',
        'sns-to-sqs',
        'ebs-volumes',
        'auto-scaling',
        'cross-account',
        'organization',
        'administrators-without-use',
        'deny-deletion-without-mfa',
        'deny-deletion-of-used-key',
      ]),
    );
  });

  it('stand between others with their commas', () => {
    const text = accept(
      '{"Statement": [{"Sid": "a"} | {"Sid": "b"}]}',
      'The whole organization: use of the key',
    );
    const policy = JSON.parse(text) as { Statement: { Sid: string }[] };
    expect(policy.Statement.map(({ Sid }) => Sid)).toEqual(['a', 'Allow use by the organization', 'b']);
  });

  it('can be found by typing in quotes or without', () => {
    const typed = JSON.parse(
      accept('{"Statement": ["cloudt|"]}', 'CloudTrail: encrypt log files of a trail'),
    ) as {
      Statement: unknown[];
    };
    expect(typed.Statement).toHaveLength(2);
    expect(labels('{"Statement": [cloud|]}')).toContain('CloudTrail: encrypt log files of a trail');
  });

  it('become a list where Statement has no value yet', () => {
    const policy = JSON.parse(accept('{"Statement": |}', 'Account: let IAM policies decide')) as {
      Statement: unknown[];
    };
    expect(policy.Statement).toHaveLength(1);
  });
});

describe('nothing', () => {
  it('is offered in comments and outside of the policy', () => {
    expect(labels('{"Version": "2012-10-17", // no|\n}')).toEqual([]);
    expect(labels('{"Version": "2012-10-17"}\n|')).toEqual([]);
  });

  it('is offered under elements that are unknown', () => {
    expect(labels(inStatement('"constructor": {"__proto__": "|"}'))).toEqual([]);
    expect(labels(inStatement('"Nonsense": "|"'))).toEqual([]);
  });
});
