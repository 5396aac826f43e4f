import { parseArn } from '../../../core/arn';
import type { Key } from '../../../core/keys/model';
import type { AssistContext } from '../../../core/policy/complete/completion';
import type { Known } from '../../../core/policy/known';
import type { Owner } from './owners';
import type { KnownPrincipals } from './knownUsers';

/** What the checks may take as known of a document. */
export function knownOf(owner: Owner | undefined, users: (connection: string) => KnownPrincipals): Known {
  if (!owner) return {};
  const { ref, key, callerArn } = owner;
  const { principals, complete } = users(ref.connection);
  const account = key?.accountId ?? parseArn(ref.arn)?.account;
  return {
    key: key ? keyFacts(key) : { arn: ref.arn, keyId: ref.keyId, region: ref.region },
    ...(callerArn !== undefined && { callerArn }),
    ...(complete &&
      account !== undefined && {
        principals: new Map([[account, new Set(principals.map(({ arn }) => arn))]]),
      }),
  };
}

/** What completion and hover know beside the text, at this moment: nobody waits for more. */
export function assistContextOf(
  owner: Owner | undefined,
  users: (connection: string) => KnownPrincipals,
  aliases: readonly string[],
): AssistContext {
  if (!owner) return {};
  const { ref, key } = owner;
  const arn = parseArn(ref.arn);
  return {
    key: {
      ...{ arn: ref.arn, keyId: ref.keyId, region: ref.region },
      ...(key && {
        ...{ spec: key.spec, usage: key.usage, origin: key.origin },
        multiRegion: key.multiRegion !== undefined,
      }),
    },
    region: ref.region,
    ...(arn && { accountId: arn.account, partition: arn.partition }),
    principals: users(ref.connection).principals.map((principal) => principal.arn),
    aliases,
  };
}

function keyFacts(key: Key): NonNullable<Known['key']> {
  const { arn, keyId, accountId, region, spec, usage, origin, manager, multiRegion } = key;
  return {
    ...{ arn, keyId, accountId, region, spec, usage, origin, manager },
    multiRegion: multiRegion !== undefined,
  };
}
