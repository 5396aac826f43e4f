import { Document, Scalar } from 'yaml';
import type { KeyDraft } from '../draft';
import type { PlannedCall } from '../plan';
import type { Equivalent, ParsedPolicy } from './equivalent';

/** A CloudFormation template (YAML) with the key and its alias. */
export function cloudFormation(
  draft: KeyDraft,
  calls: readonly PlannedCall[],
  policy: ParsedPolicy,
): Equivalent {
  if (draft.origin !== 'AWS_KMS' && draft.origin !== 'EXTERNAL') {
    return { unavailable: 'AWS::KMS::Key cannot make a key in a custom key store.' };
  }
  const alias = calls.find((call) => call.operation === 'CreateAlias')?.name;
  // YAML 1.1, as CloudFormation reads it: there 2012-10-17 is a date and "no" is false unless quoted.
  const template = new Document(
    {
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: {
        Key: { Type: 'AWS::KMS::Key', Properties: keyProperties(draft, calls, policy) },
        ...(alias !== undefined && {
          Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: alias, TargetKeyId: reference('Key') } },
        }),
      },
    },
    { version: '1.1', aliasDuplicateObjects: false },
  );
  return { text: template.toString({ lineWidth: 0, directives: false }) };
}

function keyProperties(draft: KeyDraft, calls: readonly PlannedCall[], policy: ParsedPolicy) {
  const rotation = calls.find((call) => call.operation === 'EnableKeyRotation');
  return {
    ...(draft.description !== '' && { Description: draft.description }),
    KeySpec: draft.spec,
    KeyUsage: draft.usage,
    ...(draft.origin !== 'AWS_KMS' && { Origin: draft.origin }),
    ...(draft.multiRegion && { MultiRegion: true }),
    ...(rotation && { EnableKeyRotation: true, RotationPeriodInDays: rotation.periodDays }),
    ...(draft.bypassLockoutCheck && { BypassPolicyLockoutSafetyCheck: true }),
    ...(draft.tags.length > 0 && { Tags: draft.tags.map(({ key, value }) => ({ Key: key, Value: value })) }),
    KeyPolicy: policy,
  };
}

function reference(name: string): Scalar<string> {
  const scalar = new Scalar(name);
  scalar.tag = '!Ref';
  return scalar;
}
