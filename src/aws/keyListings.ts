import type { AliasListEntry } from '@aws-sdk/client-kms';
import type { Alias } from '../core/keys/model';
import type { KeyPort } from '../core/ports';
import { grantOf, present, rotationOf } from './keyMetadata';
import { nextOf, type Caller } from './kmsCall';
import { all, paged } from './paging';
import { required } from './required';

/** Everything that comes in pages. */
export function listings(
  call: Caller,
): Pick<KeyPort, 'listKeys' | 'listAliases' | 'aliasesOf' | 'listTags' | 'listGrants' | 'listRotations'> {
  return {
    listKeys: (place, signal) =>
      paged(async (Marker) => {
        const answer = await call('ListKeys', { Limit: 1000, ...present({ Marker }) }, place, signal);
        const items = required(answer.Keys).map(({ KeyId, KeyArn }) => ({
          connection: place.connection,
          region: place.region,
          keyId: required(KeyId),
          arn: required(KeyArn),
        }));
        return { items, next: nextOf(answer) };
      }),
    listAliases: (place, signal) =>
      paged(async (Marker) => {
        const answer = await call('ListAliases', { Limit: 100, ...present({ Marker }) }, place, signal);
        return { items: required(answer.Aliases).map(aliasIn(place.region)), next: nextOf(answer) };
      }),
    aliasesOf: (ref, signal) =>
      all(async (Marker) => {
        const asked = { KeyId: ref.arn, Limit: 100, ...present({ Marker }) };
        const answer = await call('ListAliases', asked, ref, signal);
        return { items: required(answer.Aliases).map(aliasIn(ref.region)), next: nextOf(answer) };
      }),
    listTags: (ref, signal) =>
      all(async (Marker) => {
        const answer = await call(
          'ListResourceTags',
          { KeyId: ref.arn, ...present({ Marker }) },
          ref,
          signal,
        );
        const items = required(answer.Tags).map((tag) => ({
          key: required(tag.TagKey),
          value: required(tag.TagValue),
        }));
        return { items, next: nextOf(answer) };
      }),
    listGrants: (ref, signal) =>
      all(async (Marker) => {
        const answer = await call(
          'ListGrants',
          { KeyId: ref.arn, Limit: 100, ...present({ Marker }) },
          ref,
          signal,
        );
        return { items: required(answer.Grants).map(grantOf), next: nextOf(answer) };
      }),
    listRotations: (ref, signal) =>
      all(async (Marker) => {
        const answer = await call(
          'ListKeyRotations',
          {
            KeyId: ref.arn,
            IncludeKeyMaterial: 'ALL_KEY_MATERIAL',
            ...present({ Marker }),
          },
          ref,
          signal,
        );
        return { items: required(answer.Rotations).map(rotationOf), next: nextOf(answer) };
      }),
  };
}

function aliasIn(region: string): (entry: AliasListEntry) => Alias {
  return (entry) => ({
    name: required(entry.AliasName),
    arn: required(entry.AliasArn),
    region,
    ...present({
      targetKeyId: entry.TargetKeyId,
      created: entry.CreationDate?.getTime(),
      updated: entry.LastUpdatedDate?.getTime(),
    }),
  });
}
