import type { Change, Store } from './store';

/** What takes a change back that is about to be applied. */
export function inverseOf(change: Change, records: Store): Change {
  const { remove = {} } = change;
  const removedKeys = (remove.keys ?? []).flatMap((arn) => records.key(arn) ?? []);
  const withKeys = removedKeys.map(({ arn }) => arn);
  const keys = split(
    change.keys,
    ({ arn }) => arn,
    (arn) => records.key(arn),
  );
  const aliases = split(
    change.aliases,
    ({ arn }) => arn,
    (arn) => records.alias(arn),
  );
  const grants = split(
    change.grants,
    ({ id }) => id,
    (id) => records.grant(id),
  );
  const stores = split(
    change.keyStores,
    ({ id }) => id,
    (id) => records.keyStore(id),
  );
  return {
    ...(change.settings && { settings: records.settings }),
    keys: [...keys.before, ...removedKeys],
    aliases: [
      ...aliases.before,
      ...(remove.aliases ?? []).flatMap((arn) => records.alias(arn) ?? []),
      ...withKeys.flatMap((arn) => records.aliasesOf(arn)),
    ],
    grants: [
      ...grants.before,
      ...(remove.grants ?? []).flatMap((id) => records.grant(id) ?? []),
      ...withKeys.flatMap((arn) => records.grantsOf(arn)),
    ],
    keyStores: [...stores.before, ...(remove.keyStores ?? []).flatMap((id) => records.keyStore(id) ?? [])],
    usages: withKeys.flatMap((arn) => records.usageOf(arn) ?? []),
    remove: { keys: keys.made, aliases: aliases.made, grants: grants.made, keyStores: stores.made },
  };
}

/** Records as they were before, and the names of those that were not there. */
function split<T>(
  records: readonly T[] = [],
  nameOf: (record: T) => string,
  find: (name: string) => T | undefined,
): { before: T[]; made: string[] } {
  const before: T[] = [];
  const made: string[] = [];
  for (const record of records) {
    const known = find(nameOf(record));
    if (known) before.push(known);
    else made.push(nameOf(record));
  }
  return { before, made };
}
