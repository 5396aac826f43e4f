import { explain } from '../../core/messages';
import type { IacKey } from '../../core/iac/iacKey';
import { hasRotationStatus } from '../../core/keys/kinds';
import type { Key, KeyRef } from '../../core/keys/model';
import { quotas } from '../../core/kms/quotas';
import type { KeyPort } from '../../core/ports';

/** The calls of AWS that describe a key for other tools. */
type Reads = Pick<KeyPort, 'describe' | 'getPolicy' | 'aliasesOf' | 'listTags' | 'rotationStatus'>;

/**
 * Reads all that the texts for other tools say of a key. Without its policy there are none: a tool would write the
 * default policy in its place. Whatever else may not be read is named in the texts, where it would stand.
 * @throws KmsError where the key or its policy cannot be read, and when the signal is aborted.
 */
export async function readIacKey(
  keys: Reads,
  ref: KeyRef,
  signal: AbortSignal,
): Promise<{ key: Key; iac: IacKey }> {
  const unread: string[] = [];
  const orUnread = async <T>(what: string, read: Promise<T>): Promise<T | undefined> => {
    try {
      return await read;
    } catch (error) {
      const failure = explain(error, `read ${what}, which are missing here`);
      if (failure === undefined) throw error;
      unread.push(failure.text);
      return undefined;
    }
  };
  const key = await keys.describe(ref, signal);
  const [policy, aliases, tags, rotation] = await Promise.all([
    keys.getPolicy(ref, signal),
    orUnread('the aliases', keys.aliasesOf(ref, signal)),
    orUnread('the tags', keys.listTags(ref, signal)),
    // A replica follows its primary; tools set the rotation there.
    hasRotationStatus(key) && key.multiRegion?.role !== 'REPLICA'
      ? orUnread('the rotation settings', keys.rotationStatus(ref, signal))
      : undefined,
  ]);
  const iac: IacKey = {
    ...{ spec: key.spec, usage: key.usage, origin: key.origin, description: key.description, policy },
    multiRegion: key.multiRegion !== undefined,
    tags: tags ?? [],
    aliases: (aliases ?? []).map(({ name }) => name).sort(),
    existing: { keyId: key.keyId, arn: key.arn },
    ...(rotation?.enabled && { rotationPeriodDays: rotation.periodDays ?? quotas.rotationDays.standard }),
    ...(key.state === 'Disabled' && { disabled: true }),
    ...(key.multiRegion?.role === 'REPLICA' && { primaryArn: key.multiRegion.primary.arn }),
    ...(key.customKeyStoreId !== undefined && { customKeyStoreId: key.customKeyStoreId }),
    ...(key.xksKeyId !== undefined && { xksKeyId: key.xksKeyId }),
    ...(unread.length > 0 && { unread }),
  };
  return { key, iac };
}
