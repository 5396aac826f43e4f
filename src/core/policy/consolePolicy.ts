import { catalog } from '../keys/catalog';
import type { KeySpec, KeyUsage, Origin } from '../kms/specs';

/** A JSON value of a condition, as policies have them. */
export type ConditionValue = string | number | boolean;
/** One text or several: the two mean the same. */
export type OneOrMore<T> = T | T[];

/** A statement as it stands in JSON. */
export interface StatementJson {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | Partial<Record<'AWS' | 'Service' | 'Federated' | 'CanonicalUser', OneOrMore<string>>>;
  Action?: OneOrMore<string>;
  Resource?: OneOrMore<string>;
  Condition?: Record<string, Record<string, OneOrMore<ConditionValue>>>;
}

/** A key policy as it stands in JSON. */
export interface PolicyJson {
  Version: string;
  Id?: string;
  Statement: StatementJson[];
}

/** What a person chooses in the console's steps 3 and 4, and what those depend on. */
export interface ConsoleChoices {
  /** 12 digits. */
  accountId: string;
  partition: string;
  spec: KeySpec;
  usage: KeyUsage;
  origin: Origin;
  multiRegion: boolean;
  /** ARNs of users and roles. */
  administrators: readonly string[];
  allowDeletion: boolean;
  users: readonly string[];
  /** 12 digits each. */
  otherAccounts: readonly string[];
}

/** The console finds its own statements again by these names. */
export const consoleSids = {
  root: 'Enable IAM User Permissions',
  administrators: 'Allow access for Key Administrators',
  users: 'Allow use of the key',
  grants: 'Allow attachment of persistent resources',
} as const;

/** What administrators of every key may do, before the choices add to it. */
export const administratorActions = [
  'kms:Create*',
  'kms:Describe*',
  'kms:Enable*',
  'kms:List*',
  'kms:Put*',
  'kms:Update*',
  'kms:Revoke*',
  'kms:Disable*',
  'kms:Get*',
  'kms:Delete*',
  'kms:TagResource',
  'kms:UntagResource',
] as const;
/** Added where administrators may delete the key. */
export const deletionActions = ['kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion'] as const;
/** Added for keys of origin External. */
export const importActions = ['kms:ImportKeyMaterial'] as const;
/** Added for multi-Region keys. */
export const multiRegionActions = ['kms:ReplicateKey', 'kms:UpdatePrimaryRegion'] as const;
/** The guide shows it for symmetric encryption keys only; we add it where KMS can rotate on demand at all. */
export const rotationActions = ['kms:RotateKeyOnDemand'] as const;
/** What users may do with grants, for AWS services only. */
export const grantActions = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'] as const;

/** What users of a symmetric encryption key may do. */
export const symmetricEncryptionUse = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:DescribeKey',
] as const;

/** Source: developer guide, "Default key policy", "Allows key users to use the KMS key". */
export const useActions: Readonly<Record<KeyUsage, readonly string[]>> = {
  ENCRYPT_DECRYPT: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:DescribeKey', 'kms:GetPublicKey'],
  SIGN_VERIFY: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign', 'kms:Verify'],
  KEY_AGREEMENT: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:DeriveSharedSecret'],
  GENERATE_VERIFY_MAC: ['kms:DescribeKey', 'kms:GenerateMac', 'kms:VerifyMac'],
  // The guide does not have ML-KEM keys yet: made after the pattern of the others.
  ENCAPSULATE_DECAPSULATE: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Encapsulate', 'kms:Decapsulate'],
};

/** The actions that the console gives to key users of such a key. */
export function keyUserActions(spec: KeySpec, usage: KeyUsage): readonly string[] {
  return spec === 'SYMMETRIC_DEFAULT' ? symmetricEncryptionUse : useActions[usage];
}

function keyAdministratorActions(choices: ConsoleChoices): string[] {
  const entry = catalog.find(({ spec, usage }) => spec === choices.spec && usage === choices.usage);
  return [
    ...administratorActions,
    ...(choices.allowDeletion ? deletionActions : []),
    ...(entry?.onDemandRotation.includes(choices.origin) ? rotationActions : []),
    ...(choices.origin === 'EXTERNAL' ? importActions : []),
    ...(choices.multiRegion ? multiRegionActions : []),
  ];
}

const rootArn = (partition: string, accountId: string) => `arn:${partition}:iam::${accountId}:root`;

/** KMS itself writes a list of one as a plain text. */
function principals(arns: readonly string[]): { AWS: OneOrMore<string> } {
  const [first, ...others] = arns;
  return { AWS: first !== undefined && others.length === 0 ? first : [...arns] };
}

function rootStatement(partition: string, accountId: string): StatementJson {
  return {
    Sid: consoleSids.root,
    Effect: 'Allow',
    Principal: { AWS: rootArn(partition, accountId) },
    Action: 'kms:*',
    Resource: '*',
  };
}

/** The policy that the console makes from the choices. Source: developer guide, "Default key policy". */
export function consolePolicy(choices: ConsoleChoices): PolicyJson {
  const { partition, accountId, administrators } = choices;
  const statements = [rootStatement(partition, accountId)];
  if (administrators.length > 0)
    statements.push({
      Sid: consoleSids.administrators,
      Effect: 'Allow',
      Principal: principals(administrators),
      Action: keyAdministratorActions(choices),
      Resource: '*',
    });
  const users = [...choices.users, ...choices.otherAccounts.map((account) => rootArn(partition, account))];
  if (users.length > 0)
    statements.push(
      {
        Sid: consoleSids.users,
        Effect: 'Allow',
        Principal: principals(users),
        Action: [...keyUserActions(choices.spec, choices.usage)],
        Resource: '*',
      },
      {
        Sid: consoleSids.grants,
        Effect: 'Allow',
        Principal: principals(users),
        Action: [...grantActions],
        Resource: '*',
        Condition: { Bool: { 'kms:GrantIsForAWSResource': true } },
      },
    );
  return { Version: '2012-10-17', Id: 'key-consolepolicy-3', Statement: statements };
}

/** The policy that KMS gives to a key made without one. Source: developer guide, "Default key policy". */
export function programmaticDefaultPolicy(partition: string, accountId: string): PolicyJson {
  return { Version: '2012-10-17', Id: 'key-default-1', Statement: [rootStatement(partition, accountId)] };
}
