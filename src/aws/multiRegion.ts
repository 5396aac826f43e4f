import type { MultiRegionPort } from '../core/ports';
import type { Clients } from './clients';
import { keyOf, present } from './keyMetadata';
import { caller } from './kmsCall';
import { required } from './required';

/** Multi-Region keys over the AWS SDK. */
export function awsMultiRegion(clients: Clients): MultiRegionPort {
  const call = caller(clients);
  return {
    async replicate(ref, region, { description, policy, tags = [] }, signal) {
      const Tags = tags.map((tag) => ({ TagKey: tag.key, TagValue: tag.value }));
      const asked = {
        ...{ KeyId: ref.arn, ReplicaRegion: region },
        ...present({ Description: description, Policy: policy }),
        ...(Tags.length > 0 && { Tags }),
      };
      const answer = await call('ReplicateKey', asked, ref, signal);
      return keyOf({ connection: ref.connection, region }, required(answer.ReplicaKeyMetadata));
    },
    async changePrimary(ref, region, signal) {
      await call('UpdatePrimaryRegion', { KeyId: ref.arn, PrimaryRegion: region }, ref, signal);
    },
  };
}
