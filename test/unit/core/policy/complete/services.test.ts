import { describe, expect, it } from 'vitest';
import {
  findServicePrincipal,
  keysForServices,
  servicePrincipals,
  viaServiceValue,
} from '../../../../../src/core/policy/vocabulary/services';
import { findConditionKey } from '../../../../../src/core/policy/vocabulary/conditionKeys';
import { accept, inStatement, labels } from './at';

const context = { accountId: '111122223333', region: 'eu-west-1' };
const forService = (service: string, condition: string) => {
  const actions = findServicePrincipal(service)?.service.actions ?? [];
  return inStatement(
    `"Effect": "Allow", "Principal": {"Service": "${service}"}, "Action": ${JSON.stringify(actions)}, "Resource": "*", "Condition": {${condition}}`,
  );
};
const isFlag = (name: string) => findConditionKey(name)?.key.type === 'Bool';
const isList = (name: string) => findConditionKey(name)?.key.multivalued === true;

describe('condition keys for a service principal', () => {
  it.each(servicePrincipals.map(({ name, keys }) => [name, keys] as const))(
    '%s begin with those that it needs',
    (name, keys) => {
      const texts = keys.filter((key) => !isFlag(key) && !isList(key));
      expect(labels(forService(name, '"StringLike": { | }'), context).slice(0, texts.length)).toEqual(texts);
      const flags = keys.filter(isFlag);
      expect(labels(forService(name, '"Bool": { | }'), context).slice(0, flags.length)).toEqual(flags);
      const lists = keys.filter(isList);
      expect(
        labels(forService(name, '"ForAllValues:StringEquals": { | }'), context).slice(0, lists.length),
      ).toEqual(lists);
    },
  );

  it('stay in front where some action of the statement does not carry them, with a word of caution', () => {
    const text = inStatement(
      '"Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": ["kms:GenerateDataKey*", "kms:DescribeKey"], "Condition": {"StringEquals": { | }}',
    );
    expect(labels(text).slice(0, 3)).toEqual([
      'aws:SourceArn',
      'kms:EncryptionContext:aws:cloudtrail:arn',
      'aws:SourceAccount',
    ]);
  });

  it('are written with what that service sends', () => {
    const trail = forService('cloudtrail.amazonaws.com', '"ArnLike": { | }');
    expect(accept(trail, 'aws:SourceArn', context)).toContain(
      '"aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/*"',
    );
    const group = forService('logs.eu-west-1.amazonaws.com', '"ArnLike": { | }');
    expect(accept(group, 'kms:EncryptionContext:aws:logs:arn', context)).toContain(
      '"kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:*"',
    );
    const mail = forService('ses.amazonaws.com', '"Null": { | }');
    expect(accept(mail, 'kms:EncryptionContext:aws:ses:rule-name', context)).toContain(
      '"kms:EncryptionContext:aws:ses:rule-name": "false"',
    );
  });

  it('take turns where the statement is for several services', () => {
    expect(
      keysForServices(['cloudtrail.amazonaws.com', 'logs.eu-west-1.amazonaws.com'], []).slice(0, 3),
    ).toEqual([
      'aws:SourceArn',
      'kms:EncryptionContext:aws:logs:arn',
      'kms:EncryptionContext:aws:cloudtrail:arn',
    ]);
  });
});

describe('condition keys beside kms:ViaService', () => {
  it.each([
    ['rds', 'kms:EncryptionContext:aws:rds:db-id'],
    ['secretsmanager', 'kms:EncryptionContext:SecretARN'],
    ['ec2', 'kms:EncryptionContext:aws:ebs:id'],
    ['dynamodb', 'kms:EncryptionContext:aws:dynamodb:tableName'],
    ['kinesis', 'kms:EncryptionContext:aws:kinesis:arn'],
    ['glue', 'kms:EncryptionContext:glue_catalog_id'],
  ])('%s begin with those of the service', (prefix, pair) => {
    const names = labels(
      inStatement(
        `"Principal": {"AWS": "*"}, "Action": "kms:Decrypt", "Condition": {"StringEquals": {"kms:ViaService": "${viaServiceValue(prefix, 'eu-west-1')}", | }}`,
      ),
    );
    expect(names.slice(0, 2)).toEqual(['kms:CallerAccount', pair]);
  });
});

describe('values with a usual one', () => {
  it.each([
    ['kms:KeySpec', 'SYMMETRIC_DEFAULT'],
    ['kms:KeyUsage', 'ENCRYPT_DECRYPT'],
    ['kms:EncryptionAlgorithm', 'SYMMETRIC_DEFAULT'],
  ])('%s begin with %s', (key, value) => {
    expect(labels(inStatement(`"Action": "kms:*", "Condition": {"StringEquals": {"${key}": "|"}}`))[0]).toBe(
      value,
    );
  });
});
