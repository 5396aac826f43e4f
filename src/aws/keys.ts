import type { NewKey } from '../core/keys/model';
import type { KeyPort } from '../core/ports';
import type { Clients } from './clients';
import { labels, rotations, states } from './keyChanges';
import { listings } from './keyListings';
import { keyOf, present } from './keyMetadata';
import { caller } from './kmsCall';
import { required } from './required';

/** Keys over the AWS SDK. */
export function awsKeys(clients: Clients): KeyPort {
  const call = caller(clients);
  return {
    ...listings(call),
    ...labels(call),
    ...states(call),
    ...rotations(call),
    async describe(ref, signal) {
      const answer = await call('DescribeKey', { KeyId: ref.arn }, ref, signal);
      return keyOf(ref, required(answer.KeyMetadata));
    },
    async create(place, key, signal) {
      const answer = await call('CreateKey', createInput(key), place, signal);
      return keyOf(place, required(answer.KeyMetadata));
    },
    async getPolicy(ref, signal) {
      const answer = await call('GetKeyPolicy', { KeyId: ref.arn, PolicyName: 'default' }, ref, signal);
      return required(answer.Policy);
    },
    async putPolicy(ref, policy, { bypassLockoutCheck = false } = {}, signal) {
      await call(
        'PutKeyPolicy',
        {
          KeyId: ref.arn,
          PolicyName: 'default',
          Policy: policy,
          ...(bypassLockoutCheck ? { BypassPolicyLockoutSafetyCheck: true } : {}),
        },
        ref,
        signal,
      );
    },
    async lastUsage(ref, signal) {
      const answer = await call('GetKeyLastUsage', { KeyId: ref.arn }, ref, signal);
      const { Operation, Timestamp, CloudTrailEventId } = answer.KeyLastUsage ?? {};
      return present({
        used:
          Operation === undefined || Timestamp === undefined
            ? undefined
            : {
                operation: Operation,
                date: Timestamp.getTime(),
                ...present({ cloudTrailEventId: CloudTrailEventId }),
              },
        trackingStart: answer.TrackingStartDate?.getTime(),
        created: answer.KeyCreationDate?.getTime(),
      });
    },
    async publicKey(ref, signal) {
      const answer = await call('GetPublicKey', { KeyId: ref.arn }, ref, signal);
      return required(answer.PublicKey);
    },
  };
}

function createInput(key: NewKey) {
  return {
    KeySpec: key.spec,
    KeyUsage: key.usage,
    Origin: key.origin,
    MultiRegion: key.multiRegion,
    Description: key.description,
    Policy: key.policy,
    ...(key.tags.length > 0
      ? { Tags: key.tags.map((tag) => ({ TagKey: tag.key, TagValue: tag.value })) }
      : {}),
    ...(key.bypassLockoutCheck ? { BypassPolicyLockoutSafetyCheck: true } : {}),
    ...present({ CustomKeyStoreId: key.customKeyStoreId, XksKeyId: key.xksKeyId }),
  };
}
