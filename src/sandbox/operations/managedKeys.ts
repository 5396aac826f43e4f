import { randomUUID } from 'node:crypto';
import { dayMs } from '../../core/time';
import type { AliasRecord, KeyRecord } from '../../generated/sandbox-state';
import { createMaterial } from '../crypto/generate';
import { asKmsWrites } from '../policyText';
import { aliasArn } from '../resolve';
import { keyArnOf } from '../store/places';
import type { Call } from './call';
import type { Vault } from '../vault';
import type { Store } from '../store/store';
import { ownValue } from '../../core/ownValue';

const YEAR_DAYS = 365;

/**
 * AWS managed keys come into being on first use: DescribeKey of a predefined alias without a key makes the key
 * (API reference, DescribeKey).
 */
export async function furnishManagedKey({
  input,
  caller,
  region,
  store,
  vault,
  now,
}: Call<'DescribeKey'>): Promise<void> {
  if (!/(^|:)alias\/aws\//.test(input.KeyId)) return;
  const name = input.KeyId.slice(input.KeyId.indexOf('alias/'));
  const alias = store.alias(aliasArn({ accountId: caller.accountId, region }, name));
  if (alias && alias.targetKeyId === undefined) await createManagedKey(alias, store, vault, now);
}

/** Makes the key of a predefined alias, `alias/aws/s3`. */
export async function createManagedKey(
  alias: AliasRecord,
  store: Store,
  vault: Vault,
  now: number,
): Promise<KeyRecord> {
  const { accountId, region } = alias;
  const service = alias.name.slice('alias/aws/'.length);
  const keyId = randomUUID();
  const material = await createMaterial(vault, 'SYMMETRIC_DEFAULT', keyId, now);
  const key: KeyRecord = {
    arn: keyArnOf(alias, keyId),
    accountId,
    region,
    keyId,
    manager: 'AWS',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    description:
      ownValue(descriptions, service) ??
      `Default key that protects my ${service} data when no other key is defined`,
    created: now,
    enabled: true,
    policy: managedPolicy(service, accountId, region),
    tags: [],
    materials: [material],
    currentMaterialId: material.id,
    rotations: [],
    // Yearly, and not to be configured (developer guide, "Rotating AWS KMS keys").
    rotation: { periodDays: YEAR_DAYS, next: now + YEAR_DAYS * dayMs },
  };
  store.commit({ keys: [key], aliases: [{ ...alias, targetKeyId: keyId, created: now, updated: now }] });
  return key;
}

const descriptions: Readonly<Record<string, string>> = {
  acm: 'Default key that protects my ACM private keys when no other key is defined',
  dynamodb: 'Default key that protects my DynamoDB data when no other key is defined',
  ebs: 'Default key that protects my EBS volumes when no other key is defined',
  s3: 'Default key that protects my S3 objects when no other key is defined',
  lambda: 'Default key that protects my Lambda functions when no other key is defined',
  rds: 'Default key that protects my RDS database volumes when no other key is defined',
  secretsmanager: 'Default key that protects my Secrets Manager data when no other key is defined',
  ssm: 'Default key that protects my SSM parameters when no other key is defined',
};

/** Services whose name in kms:ViaService is another than in the alias. */
const viaNames: Readonly<Record<string, string>> = { ebs: 'ec2' };

/** The policy that AWS gives its keys: use through the service alone, and reading for the account. */
function managedPolicy(service: string, accountId: string, region: string): string {
  const use = {
    Sid: `Allow access through ${service} for all principals in the account that are authorized to use ${service}`,
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:GenerateDataKey*',
      'kms:CreateGrant',
      'kms:DescribeKey',
    ],
    Resource: '*',
    Condition: {
      StringEquals: {
        'kms:CallerAccount': accountId,
        'kms:ViaService': `${ownValue(viaNames, service) ?? service}.${region}.amazonaws.com`,
      },
    },
  };
  const read = {
    Sid: 'Allow direct access to key metadata to the account',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:RevokeGrant'],
    Resource: '*',
  };
  return asKmsWrites({ Version: '2012-10-17', Id: `auto-${service}-2`, Statement: [use, read] });
}
