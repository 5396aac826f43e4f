import { explain } from '../../core/messages';
import { parsedPolicy } from '../../core/iac/iacKey';
import { plural, stateOf } from '../../core/keys/labels';
import type { KeyRef } from '../../core/keys/model';
import type { RegionFacts } from '../../core/keyPage/view';
import type { Reading } from './reading';

/** What each Region sets for itself; source: developer guide, "Multi-Region keys", independent properties. */
const ownProperties = ['State', 'Description', 'Key policy', 'Aliases', 'Tags', 'Grants'] as const;

type Own = Record<(typeof ownProperties)[number], { shown: string; compared: string }>;

/** The keys that share a key id, with what each Region sets for itself beside this key's. */
export async function readRegions(reading: Reading): Promise<RegionFacts[]> {
  const key = await reading.key();
  const { multiRegion } = key;
  if (multiRegion === undefined) return [];
  const members = [
    { ...multiRegion.primary, role: 'Primary' as const },
    ...multiRegion.replicas.map((one) => ({ ...one, role: 'Replica' as const })),
  ];
  const read = await Promise.all(
    members.map(async (member) => ({ member, own: await ownOf(reading, { ...key, ...member }) })),
  );
  const here = read.find(({ member }) => member.arn === key.arn)?.own;
  return read.map(({ member: { arn, region, role }, own }) => ({
    ...{ arn, region, role, isThis: arn === key.arn },
    ...(typeof own === 'string'
      ? { unread: own }
      : {
          own: ownProperties.map((label) => ({
            label,
            value: own[label].shown,
            differs: typeof here === 'object' && here[label].compared !== own[label].compared,
          })),
        }),
  }));
}

/** Why the Region could not be read, where it could not. */
async function ownOf({ keys, now, signal: all }: Reading, ref: KeyRef): Promise<Own | string> {
  const signal = AbortSignal.any([all]);
  try {
    const [key, policy, aliases, tags, grants] = await Promise.all([
      keys.describe(ref, signal),
      keys.getPolicy(ref, signal),
      keys.aliasesOf(ref, signal),
      keys.listTags(ref, signal),
      keys.listGrants(ref, signal),
    ]);
    const { tidy } = await import('../../core/policy/tidy');
    const names = aliases.map(({ name }) => name).sort();
    const pairs = tags.map((tag) => `${tag.key} = ${tag.value}`).sort();
    return {
      State: same(stateOf(key, now())),
      Description: same(key.description),
      'Key policy': { shown: statements(policy), compared: tidy(policy) },
      Aliases: same(names.join(', ')),
      Tags: same(pairs.join(', ')),
      Grants: same(String(grants.length)),
    };
  } catch (error) {
    const failure = explain(error, `read the key in ${ref.region}`);
    if (failure === undefined) throw error;
    return failure.text;
  }
}

function same(text: string): { shown: string; compared: string } {
  return { shown: text === '' ? 'None' : text, compared: text };
}

/** "3 statements"; what is no policy is said to be none. */
function statements(policy: string): string {
  const parsed = parsedPolicy(policy);
  if (parsed === undefined) return 'Not readable';
  const list = parsed['Statement'];
  return plural(Array.isArray(list) ? list.length : list === undefined ? 0 : 1, 'statement');
}
