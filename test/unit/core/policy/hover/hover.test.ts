import { describe, expect, it } from 'vitest';
import type { AssistContext } from '../../../../../src/core/policy/complete/completion';
import { hoverAt } from '../../../../../src/core/policy/hover/hover';
import { parsePolicy } from '../../../../../src/core/policy/parse';
import { samplePolicies } from '../samples';
import { cursor, inStatement } from '../complete/at';

function hover(marked: string, context?: AssistContext) {
  const { text, offset } = cursor(marked);
  const found = hoverAt(parsePolicy(text), offset, context);
  return found && { ...found, over: text.slice(found.span.start, found.span.end) };
}
const says = (marked: string, context?: AssistContext) => hover(marked, context)?.markdown ?? '';

describe('a hover', () => {
  it('covers the whole word with its quotes', () => {
    expect(hover(inStatement('"Action": "kms:Dec|rypt"'))?.over).toBe('"kms:Decrypt"');
    expect(hover(inStatement('"|Effect": "Allow"'))?.over).toBe('"Effect"');
  });

  it('says nothing of white space, brackets and unknown words', () => {
    expect(hover('{ | }')).toBeUndefined();
    expect(hover(inStatement('"Action": [|"kms:Decrypt"]'))).toBeDefined();
    expect(hover(inStatement('"Non|sense": "x"'))).toBeUndefined();
    expect(hover(inStatement('"Action": "kms:Non|sense"'))).toBeUndefined();
    expect(hover('')).toBeUndefined();
  });
});

describe('hovers of actions', () => {
  it('tell what an action allows, its level, what it applies to, and its condition keys', () => {
    const text = says(inStatement('"Action": ["kms:|Decrypt"]'));
    expect(text).toContain('**kms:Decrypt** · Write');
    expect(text).toContain('Allows to decrypt');
    expect(text).toContain('Applies to: key');
    expect(text).toContain('`kms:EncryptionContext:${EncryptionContextKey}`');
    expect(text).toContain('https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html');
  });

  it('warn where an action is of no use', () => {
    expect(says(inStatement('"Action": "kms:Create|Key"'))).toContain('only an IAM policy can allow it');
    const key = { key: { spec: 'RSA_2048', usage: 'SIGN_VERIFY' } } as const;
    expect(says(inStatement('"Action": "kms:De|crypt"'), key)).toContain('⚠ It needs a key with usage');
  });

  it('expand wildcards', () => {
    const text = says(inStatement('"NotAction": "kms:ReEnc|rypt*"'));
    expect(text).toContain('2 actions');
    expect(text).toContain('`kms:ReEncryptFrom`');
    expect(says(inStatement('"Action": "kms:|*"'))).toContain('everything');
  });
});

describe('hovers of principals', () => {
  const principal = (value: string, context?: AssistContext) =>
    says(inStatement(`"Principal": {"AWS": "|${value}"}`), context);

  it('tell who that is', () => {
    expect(principal('arn:aws:iam::111122223333:role/path/app')).toContain('IAM role **app**');
    expect(principal('arn:aws:iam::111122223333:user/alice')).toContain('IAM user **alice**');
    expect(principal('arn:aws:sts::111122223333:assumed-role/app/session')).toContain('Session');
    expect(principal('AROAEXAMPLEID1234567')).toContain('deleted');
    expect(principal('*')).toContain('Everyone');
    expect(principal('nobody')).toContain('Not a principal');
    expect(
      principal(
        'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
      ),
    ).toContain('Service-linked role');
  });

  it('tell what the account statement does, for the own account and for others', () => {
    const context = { accountId: '111122223333' };
    expect(principal('arn:aws:iam::111122223333:root', context)).toContain("key's own account");
    expect(principal('444455556666', context)).toContain('Another account');
    expect(principal('arn:aws:iam::444455556666:role/x', context)).toContain('an IAM policy there');
  });

  it('tell whether the connection knows them', () => {
    const context = { principals: ['arn:aws:iam::111122223333:role/app'] };
    expect(principal('arn:aws:iam::111122223333:role/app', context)).toContain('which exists');
    expect(principal('arn:aws:iam::111122223333:role/gone', context)).toContain('not found');
  });

  it('tell what a service does with keys', () => {
    const text = says(inStatement('"Principal": {"Service": "|logs.eu-west-1.amazonaws.com"}'));
    expect(text).toContain('**CloudWatch Logs** in eu-west-1');
    expect(text).toContain('`kms:GenerateDataKey*`');
  });

  it('tell what the bare asterisk is', () => {
    expect(says(inStatement('"Principal": "|*"'))).toContain('Everyone');
  });
});

describe('hovers of conditions', () => {
  const condition = (text: string, actions = '"kms:Decrypt"') =>
    says(inStatement(`"Action": [${actions}], "Condition": {${text}}`));

  it('tell what operators, qualifiers and IfExists do', () => {
    const text = condition('"ForAllValues:String|EqualsIfExists": {}');
    expect(text).toContain('**ForAllValues:StringEqualsIfExists**');
    expect(text).toContain('`ForAllValues`: Every value');
    expect(text).toContain('`IfExists`: Where the request does not have the key');
    expect(condition('"StringLike|s": {}')).toBe('');
  });

  it('tell what a condition key holds and which actions carry it', () => {
    const text = condition('"StringEquals": {"kms:Encryption|Context:Department": "x"}');
    expect(text).toContain('kms:EncryptionContext:Department');
    expect(text).toContain('`kms:Encrypt`');
    expect(text).not.toContain('⚠');
  });

  it('warn of actions in the statement that do not carry the key', () => {
    const text = condition(
      '"StringEquals": {"kms:Encryption|Context:Department": "x"}',
      '"kms:Decrypt", "kms:DescribeKey"',
    );
    expect(text).toContain('⚠ In this statement, requests of `kms:DescribeKey` do not carry it.');
  });

  it('tell what values mean', () => {
    const value = (operator: string, key: string, text: string) =>
      condition(`"${operator}": {"${key}": ["|${text}"]}`);
    expect(value('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com')).toContain(
      '**S3** in Europe (Ireland)',
    );
    expect(value('StringEquals', 'kms:ViaService', 's3.amazonaws.com')).toContain('Not a value');
    expect(value('StringEquals', 'kms:CallerAccount', '111122223333')).toContain('111122223333');
    expect(value('StringEquals', 'kms:KeySpec', 'RSA_2048')).toContain('asymmetric');
    expect(value('StringEquals', 'kms:KeyOrigin', 'EXTERNAL')).toContain('imported');
    expect(value('StringEquals', 'kms:KeyUsage', 'SIGN_VERIFY')).toContain('sign and verify');
    expect(value('Null', 'kms:EncryptionContextKeys', 'false')).toContain('has `kms:EncryptionContextKeys`');
    expect(value('StringLike', 'kms:RequestAlias', 'alias/app-*')).toContain('alias `app-*`');
    expect(value('StringEquals', 'kms:ReplicaRegion', 'eu-west-1')).toContain('Europe (Ireland)');
    expect(value('StringEquals', 'kms:EncryptionContext:user', '${aws:username}')).toContain('replaced');
    expect(condition('"Bool": {"kms:GrantIsForAWSResource": tr|ue}', '"kms:CreateGrant"')).toContain(
      '`true`',
    );
  });
});

describe('hovers of the rest', () => {
  it('tell of elements and their fixed values', () => {
    expect(says('{"Ver|sion": "2012-10-17"}')).toContain('version of the policy language');
    expect(says('{"Version": "2008|-10-17"}')).toContain('plain text');
    expect(says('{"Id": "my|-id"}')).toContain('my-id');
    expect(says('{"State|ment": []}')).toContain('order has no meaning');
    expect(says(inStatement('"Effect": "De|ny"'))).toContain('Forbids');
    expect(says(inStatement('"Sid": "Allow use |of the key"'))).toContain('console knows');
    expect(says(inStatement('"Sid": "Mi|ne"'))).toContain('no effect on access');
    expect(says(inStatement('"Resource": "|*"'))).toContain('This key');
    expect(says(inStatement('"Resource": "arn|:aws:kms"'))).toContain('write `"*"`');
    expect(says(inStatement('"Principal": {"Ser|vice": "x"}'))).toContain('AWS services');
  });

  it('leave no word of the sample policies without one', () => {
    for (const [name, text] of samplePolicies()) {
      if (!/console|services/.test(name)) continue;
      const document = parsePolicy(text);
      const silent = [...text.matchAll(/"[^"]+"/g)].filter(({ index }) => !hoverAt(document, index + 1));
      expect(
        silent.map(([word]) => word),
        name,
      ).toEqual([]);
    }
  });
});
