import type { KeySpec, KeyUsage } from '../kms/specs';
import { notInCloudFormation } from './cloudFormation';
import { commentLines, type IacKey, type IacText, type ParsedPolicy } from './iacKey';

/**
 * What the enums of the CDK's `Key` construct have; every other key is made with `CfnKey`.
 * Source: aws-cdk, packages/aws-cdk-lib/aws-kms/lib/key.ts (2026-11).
 */
const constructSpecs: readonly KeySpec[] = [
  'SYMMETRIC_DEFAULT',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'ECC_NIST_P521',
  'ECC_SECG_P256K1',
  'HMAC_224',
  'HMAC_256',
  'HMAC_384',
  'HMAC_512',
  'SM2',
];
const constructUsages: readonly KeyUsage[] = [
  'ENCRYPT_DECRYPT',
  'SIGN_VERIFY',
  'GENERATE_VERIFY_MAC',
  'KEY_AGREEMENT',
];

/** A piece of TypeScript that is written as it stands. */
class Expression {
  constructor(readonly text: string) {}
}

/** TypeScript for the AWS CDK, version 2: the key and its aliases, for the constructor of a stack. */
export function cdk(key: IacKey, policy: ParsedPolicy): IacText {
  const unavailable = notInCloudFormation(key);
  if (unavailable !== undefined) return { unavailable };
  const comments = commentLines('//', [...(key.unread ?? []), ...reference(key)]);
  return { text: comments + (fitsConstruct(key) ? construct(key, policy) : cfnKey(key, policy)) };
}

function fitsConstruct(key: IacKey): boolean {
  return (
    key.primaryArn === undefined &&
    key.origin === 'AWS_KMS' &&
    key.bypassLockoutCheck !== true &&
    constructSpecs.includes(key.spec) &&
    constructUsages.includes(key.usage)
  );
}

function reference(key: IacKey): string[] {
  if (key.existing === undefined) return [];
  return [
    `The key exists already. To refer to it: kms.Key.fromKeyArn(this, 'Key', ${literal(key.existing.arn, '')});`,
    'To take it into the stack: cdk import.',
  ];
}

function construct(key: IacKey, policy: ParsedPolicy): string {
  const [first, ...others] = key.aliases;
  const properties = {
    ...(first !== undefined && { alias: first }),
    ...(key.description !== '' && { description: key.description }),
    ...(key.disabled && { enabled: false }),
    keySpec: new Expression(`kms.KeySpec.${key.spec}`),
    keyUsage: new Expression(`kms.KeyUsage.${key.usage}`),
    ...(key.multiRegion && { multiRegion: true }),
    ...(key.rotationPeriodDays !== undefined && {
      enableKeyRotation: true,
      rotationPeriod: new Expression(`cdk.Duration.days(${key.rotationPeriodDays})`),
    }),
    removalPolicy: new Expression('cdk.RemovalPolicy.RETAIN'),
    policy: new Expression(`iam.PolicyDocument.fromJson(${literal(policy, '  ')})`),
  };
  return [
    "import * as cdk from 'aws-cdk-lib';",
    "import * as iam from 'aws-cdk-lib/aws-iam';",
    "import * as kms from 'aws-cdk-lib/aws-kms';",
    '',
    `const key = new kms.Key(this, 'Key', ${literal(properties, '')});`,
    ...others.map((alias) => `key.addAlias(${literal(alias, '')});`),
    ...key.tags.map((tag) => `cdk.Tags.of(key).add(${literal(tag.key, '')}, ${literal(tag.value, '')});`),
    '',
  ].join('\n');
}

/** The layer of the CDK that has every property of the CloudFormation resource. */
function cfnKey(key: IacKey, policy: ParsedPolicy): string {
  const isReplica = key.primaryArn !== undefined;
  const properties = {
    ...(isReplica && { primaryKeyArn: key.primaryArn }),
    ...(key.description !== '' && { description: key.description }),
    ...(key.disabled && { enabled: false }),
    ...(!isReplica && ownProperties(key)),
    ...(key.tags.length > 0 && { tags: key.tags.map((tag) => ({ key: tag.key, value: tag.value })) }),
    keyPolicy: policy,
  };
  return [
    "import * as cdk from 'aws-cdk-lib';",
    "import * as kms from 'aws-cdk-lib/aws-kms';",
    '',
    `const key = new kms.${isReplica ? 'CfnReplicaKey' : 'CfnKey'}(this, 'Key', ${literal(properties, '')});`,
    'key.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);',
    ...key.aliases.map((aliasName, index) => {
      const options = literal({ aliasName, targetKeyId: new Expression('key.ref') }, '');
      return `new kms.CfnAlias(this, 'Alias${index === 0 ? '' : index + 1}', ${options});`;
    }),
    '',
  ].join('\n');
}

function ownProperties(key: IacKey) {
  return {
    keySpec: key.spec,
    keyUsage: key.usage,
    ...(key.origin !== 'AWS_KMS' && { origin: key.origin }),
    ...(key.multiRegion && { multiRegion: true }),
    ...(key.rotationPeriodDays !== undefined && {
      enableKeyRotation: true,
      rotationPeriodInDays: key.rotationPeriodDays,
    }),
    ...(key.bypassLockoutCheck && { bypassPolicyLockoutSafetyCheck: true }),
  };
}

/** A value as a TypeScript expression. */
function literal(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (value instanceof Expression) return value.text;
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${literal(item, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value);
    if (members.length === 0) return '{}';
    return `{\n${members.map(([name, item]) => `${inner}${memberName(name)}: ${literal(item, inner)},\n`).join('')}${indent}}`;
  }
  return JSON.stringify(value);
}

/** `__proto__` as a plain name would set the prototype; in brackets it is a member like any other. */
function memberName(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** JSON's escapes are TypeScript's too, but for the quote. */
function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
