import type { KeyPort } from '../core/ports';
import { present } from './keyMetadata';
import type { Caller } from './kmsCall';
import { required } from './required';

/** What a key is called: aliases, tags, description. */
export function labels(
  call: Caller,
): Pick<KeyPort, 'createAlias' | 'updateAlias' | 'deleteAlias' | 'tag' | 'untag' | 'updateDescription'> {
  return {
    async createAlias(place, AliasName, TargetKeyId, signal) {
      await call('CreateAlias', { AliasName, TargetKeyId }, place, signal);
    },
    async updateAlias(place, AliasName, TargetKeyId, signal) {
      await call('UpdateAlias', { AliasName, TargetKeyId }, place, signal);
    },
    async deleteAlias(place, AliasName, signal) {
      await call('DeleteAlias', { AliasName }, place, signal);
    },
    async tag(ref, tags, signal) {
      const Tags = tags.map((tag) => ({ TagKey: tag.key, TagValue: tag.value }));
      await call('TagResource', { KeyId: ref.arn, Tags }, ref, signal);
    },
    async untag(ref, TagKeys, signal) {
      await call('UntagResource', { KeyId: ref.arn, TagKeys }, ref, signal);
    },
    async updateDescription(ref, Description, signal) {
      await call('UpdateKeyDescription', { KeyId: ref.arn, Description }, ref, signal);
    },
  };
}

/** Enabled, disabled, pending deletion. */
export function states(
  call: Caller,
): Pick<KeyPort, 'enable' | 'disable' | 'scheduleDeletion' | 'cancelDeletion'> {
  return {
    async enable(ref, signal) {
      await call('EnableKey', { KeyId: ref.arn }, ref, signal);
    },
    async disable(ref, signal) {
      await call('DisableKey', { KeyId: ref.arn }, ref, signal);
    },
    async scheduleDeletion(ref, days, signal) {
      const answer = await call(
        'ScheduleKeyDeletion',
        { KeyId: ref.arn, PendingWindowInDays: days },
        ref,
        signal,
      );
      return present({ date: answer.DeletionDate?.getTime() });
    },
    async cancelDeletion(ref, signal) {
      await call('CancelKeyDeletion', { KeyId: ref.arn }, ref, signal);
    },
  };
}

/** Automatic and on-demand rotation. */
export function rotations(
  call: Caller,
): Pick<KeyPort, 'rotationStatus' | 'enableRotation' | 'disableRotation' | 'rotateNow'> {
  return {
    async rotationStatus(ref, signal) {
      const answer = await call('GetKeyRotationStatus', { KeyId: ref.arn }, ref, signal);
      return {
        enabled: required(answer.KeyRotationEnabled),
        ...present({
          periodDays: answer.RotationPeriodInDays,
          nextRotation: answer.NextRotationDate?.getTime(),
          onDemandStarted: answer.OnDemandRotationStartDate?.getTime(),
        }),
      };
    },
    async enableRotation(ref, RotationPeriodInDays, signal) {
      await call('EnableKeyRotation', { KeyId: ref.arn, RotationPeriodInDays }, ref, signal);
    },
    async disableRotation(ref, signal) {
      await call('DisableKeyRotation', { KeyId: ref.arn }, ref, signal);
    },
    async rotateNow(ref, signal) {
      await call('RotateKeyOnDemand', { KeyId: ref.arn }, ref, signal);
    },
  };
}
