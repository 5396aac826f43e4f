import type { Alias } from '../core/keys/model';
import type { KeyPort } from '../core/ports';
import { grantOf, present, rotationOf } from './keyMetadata';
import { all, nextOf, paged, type Caller } from './kmsCall';
import { required } from './required';

/** Everything that comes in pages. */
export function listings(
  call: Caller,
): Pick<KeyPort, 'listKeys' | 'listAliases' | 'listTags' | 'listGrants' | 'listRotations'> {
  return {
    listKeys: (place, signal) =>
      paged(async (Marker) => {
        const answer = await call('ListKeys', place, signal, (sdk, client, o) =>
          client.send(new sdk.ListKeysCommand({ Limit: 1000, ...present({ Marker }) }), o),
        );
        const items = required(answer.Keys).map(({ KeyId, KeyArn }) => ({
          connection: place.connection,
          region: place.region,
          keyId: KeyId ?? '',
          arn: KeyArn ?? '',
        }));
        return { items, next: nextOf(answer) };
      }),
    listAliases: (place, signal) =>
      paged(async (Marker) => {
        const answer = await call('ListAliases', place, signal, (sdk, client, o) =>
          client.send(new sdk.ListAliasesCommand({ Limit: 100, ...present({ Marker }) }), o),
        );
        const items: Alias[] = required(answer.Aliases).map((alias) => ({
          name: alias.AliasName ?? '',
          arn: alias.AliasArn ?? '',
          region: place.region,
          ...present({
            targetKeyId: alias.TargetKeyId,
            created: alias.CreationDate?.getTime(),
            updated: alias.LastUpdatedDate?.getTime(),
          }),
        }));
        return { items, next: nextOf(answer) };
      }),
    listTags: (ref, signal) =>
      all(async (Marker) => {
        const answer = await call('ListResourceTags', ref, signal, (sdk, client, o) =>
          client.send(new sdk.ListResourceTagsCommand({ KeyId: ref.arn, ...present({ Marker }) }), o),
        );
        const items = (answer.Tags ?? []).map((tag) => ({
          key: tag.TagKey ?? '',
          value: tag.TagValue ?? '',
        }));
        return { items, next: nextOf(answer) };
      }),
    listGrants: (ref, signal) =>
      all(async (Marker) => {
        const answer = await call('ListGrants', ref, signal, (sdk, client, o) =>
          client.send(new sdk.ListGrantsCommand({ KeyId: ref.arn, Limit: 100, ...present({ Marker }) }), o),
        );
        return { items: (answer.Grants ?? []).map(grantOf), next: nextOf(answer) };
      }),
    listRotations: (ref, signal) =>
      all(async (Marker) => {
        const answer = await call('ListKeyRotations', ref, signal, (sdk, client, o) =>
          client.send(
            new sdk.ListKeyRotationsCommand({
              KeyId: ref.arn,
              IncludeKeyMaterial: 'ALL_KEY_MATERIAL',
              ...present({ Marker }),
            }),
            o,
          ),
        );
        return { items: (answer.Rotations ?? []).map(rotationOf), next: nextOf(answer) };
      }),
  };
}
