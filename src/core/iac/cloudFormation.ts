import { Document, Scalar } from 'yaml';
import { commentLines, type IacKey, type IacText, type ParsedPolicy } from './iacKey';

/**
 * A CloudFormation template (YAML) with the key and its aliases. The key is retained when it leaves the stack or
 * would be replaced: what it encrypted could never be read again.
 */
export function cloudFormation(key: IacKey, policy: ParsedPolicy): IacText {
  const unavailable = notInCloudFormation(key);
  if (unavailable !== undefined) return { unavailable };
  const aliases = key.aliases.map((name, index): [string, object] => [
    index === 0 ? 'Alias' : `Alias${index + 1}`,
    { Type: 'AWS::KMS::Alias', Properties: { AliasName: name, TargetKeyId: reference('Key') } },
  ]);
  // YAML 1.1, as CloudFormation reads it: there 2012-10-17 is a date and "no" is false unless quoted.
  const template = new Document(
    {
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: { Key: keyResource(key, policy), ...Object.fromEntries(aliases) },
    },
    { version: '1.1', aliasDuplicateObjects: false },
  );
  const comments = commentLines('#', [...(key.unread ?? []), ...howToImport(key)]);
  return { text: comments + template.toString({ lineWidth: 0, directives: false }) };
}

/**
 * Why CloudFormation, and with it the CDK, has no resource for the key. Source: CloudFormation template reference,
 * AWS::KMS::Key (Origin) and AWS::KMS::ReplicaKey (2026-11).
 */
export function notInCloudFormation({ origin, primaryArn }: IacKey): string | undefined {
  if (origin !== 'AWS_KMS' && origin !== 'EXTERNAL') {
    return 'CloudFormation cannot make a key in a custom key store.';
  }
  return primaryArn !== undefined && origin === 'EXTERNAL'
    ? 'CloudFormation cannot make a replica with imported key material.'
    : undefined;
}

/** Source: CloudFormation user guide, "Resource import support": the identifiers of both types. */
function howToImport(key: IacKey): string[] {
  if (key.existing === undefined) return [];
  const aliases = key.aliases.length === 0 ? '' : ', each alias by its AliasName';
  return [
    `The key exists already. Import it into a stack with the identifier KeyId ${key.existing.keyId}${aliases}:`,
    'aws cloudformation create-change-set --change-set-type IMPORT --resources-to-import ...',
  ];
}

function keyResource(key: IacKey, policy: ParsedPolicy) {
  return {
    Type: key.primaryArn === undefined ? 'AWS::KMS::Key' : 'AWS::KMS::ReplicaKey',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      ...(key.primaryArn === undefined ? ownProperties(key) : replicaProperties(key)),
      KeyPolicy: policy,
    },
  };
}

function ownProperties(key: IacKey) {
  return {
    ...shared(key),
    KeySpec: key.spec,
    KeyUsage: key.usage,
    ...(key.origin !== 'AWS_KMS' && { Origin: key.origin }),
    ...(key.multiRegion && { MultiRegion: true }),
    ...(key.rotationPeriodDays !== undefined && {
      EnableKeyRotation: true,
      RotationPeriodInDays: key.rotationPeriodDays,
    }),
    ...(key.bypassLockoutCheck && { BypassPolicyLockoutSafetyCheck: true }),
    ...tags(key),
  };
}

function replicaProperties(key: IacKey) {
  return { PrimaryKeyArn: key.primaryArn, ...shared(key), ...tags(key) };
}

function shared(key: IacKey) {
  return {
    ...(key.description !== '' && { Description: key.description }),
    ...(key.disabled && { Enabled: false }),
  };
}

function tags(key: IacKey) {
  return key.tags.length === 0 ? {} : { Tags: key.tags.map((tag) => ({ Key: tag.key, Value: tag.value })) };
}

function reference(name: string): Scalar<string> {
  const scalar = new Scalar(name);
  scalar.tag = '!Ref';
  return scalar;
}
