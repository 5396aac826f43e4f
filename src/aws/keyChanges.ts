import type { KeyPort } from '../core/ports';
import { present } from './keyMetadata';
import type { Caller } from './kmsCall';

/** What a key is called: aliases, tags, description. */
export function labels(
  call: Caller,
): Pick<KeyPort, 'createAlias' | 'updateAlias' | 'deleteAlias' | 'tag' | 'untag' | 'updateDescription'> {
  return {
    async createAlias(place, AliasName, TargetKeyId, signal) {
      await call('CreateAlias', place, signal, (sdk, client, o) =>
        client.send(new sdk.CreateAliasCommand({ AliasName, TargetKeyId }), o),
      );
    },
    async updateAlias(place, AliasName, TargetKeyId, signal) {
      await call('UpdateAlias', place, signal, (sdk, client, o) =>
        client.send(new sdk.UpdateAliasCommand({ AliasName, TargetKeyId }), o),
      );
    },
    async deleteAlias(place, AliasName, signal) {
      await call('DeleteAlias', place, signal, (sdk, client, o) =>
        client.send(new sdk.DeleteAliasCommand({ AliasName }), o),
      );
    },
    async tag(ref, tags, signal) {
      const Tags = tags.map((tag) => ({ TagKey: tag.key, TagValue: tag.value }));
      await call('TagResource', ref, signal, (sdk, client, o) =>
        client.send(new sdk.TagResourceCommand({ KeyId: ref.arn, Tags }), o),
      );
    },
    async untag(ref, TagKeys, signal) {
      await call('UntagResource', ref, signal, (sdk, client, o) =>
        client.send(new sdk.UntagResourceCommand({ KeyId: ref.arn, TagKeys }), o),
      );
    },
    async updateDescription(ref, Description, signal) {
      await call('UpdateKeyDescription', ref, signal, (sdk, client, o) =>
        client.send(new sdk.UpdateKeyDescriptionCommand({ KeyId: ref.arn, Description }), o),
      );
    },
  };
}

/** Enabled, disabled, pending deletion. */
export function states(
  call: Caller,
): Pick<KeyPort, 'enable' | 'disable' | 'scheduleDeletion' | 'cancelDeletion'> {
  return {
    async enable(ref, signal) {
      await call('EnableKey', ref, signal, (sdk, client, o) =>
        client.send(new sdk.EnableKeyCommand({ KeyId: ref.arn }), o),
      );
    },
    async disable(ref, signal) {
      await call('DisableKey', ref, signal, (sdk, client, o) =>
        client.send(new sdk.DisableKeyCommand({ KeyId: ref.arn }), o),
      );
    },
    async scheduleDeletion(ref, days, signal) {
      const answer = await call('ScheduleKeyDeletion', ref, signal, (sdk, client, o) =>
        client.send(new sdk.ScheduleKeyDeletionCommand({ KeyId: ref.arn, PendingWindowInDays: days }), o),
      );
      return present({ date: answer.DeletionDate?.getTime() });
    },
    async cancelDeletion(ref, signal) {
      await call('CancelKeyDeletion', ref, signal, (sdk, client, o) =>
        client.send(new sdk.CancelKeyDeletionCommand({ KeyId: ref.arn }), o),
      );
    },
  };
}

/** Automatic and on-demand rotation. */
export function rotations(
  call: Caller,
): Pick<KeyPort, 'rotationStatus' | 'enableRotation' | 'disableRotation' | 'rotateNow'> {
  return {
    async rotationStatus(ref, signal) {
      const answer = await call('GetKeyRotationStatus', ref, signal, (sdk, client, o) =>
        client.send(new sdk.GetKeyRotationStatusCommand({ KeyId: ref.arn }), o),
      );
      return {
        enabled: answer.KeyRotationEnabled ?? false,
        ...present({
          periodDays: answer.RotationPeriodInDays,
          nextRotation: answer.NextRotationDate?.getTime(),
          onDemandStarted: answer.OnDemandRotationStartDate?.getTime(),
        }),
      };
    },
    async enableRotation(ref, RotationPeriodInDays, signal) {
      await call('EnableKeyRotation', ref, signal, (sdk, client, o) =>
        client.send(new sdk.EnableKeyRotationCommand({ KeyId: ref.arn, RotationPeriodInDays }), o),
      );
    },
    async disableRotation(ref, signal) {
      await call('DisableKeyRotation', ref, signal, (sdk, client, o) =>
        client.send(new sdk.DisableKeyRotationCommand({ KeyId: ref.arn }), o),
      );
    },
    async rotateNow(ref, signal) {
      await call('RotateKeyOnDemand', ref, signal, (sdk, client, o) =>
        client.send(new sdk.RotateKeyOnDemandCommand({ KeyId: ref.arn }), o),
      );
    },
  };
}
