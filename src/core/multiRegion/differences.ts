import type { Alias, Grant, GrantParty, Key, KeyRef, NewGrant, Tag } from '../keys/model';
import { aliasLabel, plural } from '../keys/labels';
import { differences as policyDifferences } from '../policy/compare';

/** What a Region sets for itself, as far as it can be copied. Source: developer guide, multi-region-keys-overview (2026-11). */
export interface OwnProperties {
  ref: KeyRef;
  description: string;
  policy: string;
  tags: readonly Tag[];
  aliases: readonly Alias[];
  grants: readonly Grant[];
}

export type Aspect = 'description' | 'policy' | 'tags' | 'aliases' | 'grants';

/** One call that makes a key a little more like another. */
export type SyncStep =
  | { kind: 'describe'; text: string }
  | { kind: 'put-policy'; policy: string }
  | { kind: 'tag'; tags: Tag[] }
  | { kind: 'untag'; keys: string[] }
  | { kind: 'create-alias' | 'delete-alias'; name: string }
  | { kind: 'create-grant'; grant: NewGrant }
  | { kind: 'revoke-grant'; id: string };

/** A difference that a person can choose to copy over. */
export interface Difference {
  aspect: Aspect;
  /** "Description" */
  label: string;
  /** What becomes of it in the other Region. */
  detail: string;
  steps: SyncStep[];
  /** It takes away what only the other Region has. */
  removes: boolean;
  /** Why copying it may not be what is wanted. */
  caution?: string;
}

/** What would have to be done in a key's Region to make it like another of the same multi-Region key. */
export function differencesOf(from: OwnProperties, to: OwnProperties): Difference[] {
  return [
    ...ofDescription(from, to),
    ...ofPolicy(from, to),
    ...ofTags(from, to),
    ...ofAliases(from, to),
    ...ofGrants(from, to),
  ];
}

function ofDescription({ description }: OwnProperties, to: OwnProperties): Difference[] {
  if (description === to.description) return [];
  return [
    {
      ...{ aspect: 'description', label: 'Description', removes: description === '' },
      detail: descriptionChange(to.description, description),
      steps: [{ kind: 'describe', text: description }],
    },
  ];
}

function descriptionChange(before: string, after: string): string {
  if (before === '') return `There is none, it becomes “${after}”`;
  return after === '' ? `“${before}” is removed` : `“${before}” becomes “${after}”`;
}

function ofPolicy({ policy, ref }: OwnProperties, to: OwnProperties): Difference[] {
  const changes = policyDifferences(to.policy, policy);
  if (changes.length === 0) return [];
  // Words of another Region: an ARN, or a service as kms:ViaService has it.
  const isNamed = new RegExp(`(?<![a-z0-9-])${ref.region}(?![a-z0-9-])`).test(policy);
  return [
    {
      ...{ aspect: 'policy', label: 'Key policy', removes: false },
      detail: changes.join(' '),
      steps: [{ kind: 'put-policy', policy }],
      ...(isNamed && {
        caution: `The policy names ${ref.region}: what it says of that Region is copied as it stands.`,
      }),
    },
  ];
}

function ofTags({ tags }: OwnProperties, to: OwnProperties): Difference[] {
  const valueOf = (all: readonly Tag[], key: string) => all.find((tag) => tag.key === key)?.value;
  const set = tags.filter(({ key, value }) => valueOf(to.tags, key) !== value);
  const gone = to.tags.filter(({ key }) => valueOf(tags, key) === undefined).map(({ key }) => key);
  const names = (list: readonly string[]): string => list.join(', ');
  return [
    ...someOf(set, {
      ...{ aspect: 'tags', label: 'Tags', removes: false },
      detail: `sets ${names(set.map(({ key, value }) => `${key} = ${value}`))}`,
      steps: [{ kind: 'tag', tags: set }],
    }),
    ...someOf(gone, {
      ...{ aspect: 'tags', label: 'Tags that only this Region has', removes: true },
      detail: `removes ${names(gone)}`,
      steps: [{ kind: 'untag', keys: gone }],
    }),
  ];
}

function ofAliases({ aliases }: OwnProperties, to: OwnProperties): Difference[] {
  const names = (all: readonly Alias[]): string[] => all.map(({ name }) => name).sort();
  const there = names(to.aliases);
  const here = names(aliases);
  const missing = here.filter((name) => !there.includes(name));
  const gone = there.filter((name) => !here.includes(name));
  return [
    ...someOf(missing, {
      ...{ aspect: 'aliases', label: 'Aliases', removes: false },
      detail: `creates ${missing.map(aliasLabel).join(', ')}`,
      steps: missing.map((name) => ({ kind: 'create-alias' as const, name })),
    }),
    ...someOf(gone, {
      ...{ aspect: 'aliases', label: 'Aliases that only this Region has', removes: true },
      detail: `deletes ${gone.map(aliasLabel).join(', ')}`,
      steps: gone.map((name) => ({ kind: 'delete-alias' as const, name })),
    }),
  ];
}

function ofGrants({ grants }: OwnProperties, to: OwnProperties): Difference[] {
  const there = new Set(to.grants.map(meaningOf));
  const here = new Set(grants.map(meaningOf));
  const missing = grants.filter((grant) => !there.has(meaningOf(grant)));
  const gone = to.grants.filter((grant) => !here.has(meaningOf(grant)));
  const words = (list: readonly Grant[]): string =>
    list.map(({ grantee, operations }) => `${grantee} (${operations.join(', ')})`).join('; ');
  return [
    ...someOf(missing, {
      ...{ aspect: 'grants', label: plural(missing.length, 'grant'), removes: false },
      detail: `for ${words(missing)}`,
      steps: missing.map((grant) => ({ kind: 'create-grant' as const, grant: copyOf(grant) })),
      ...(missing.some(({ grantee }) => isService(grantee)) && {
        caution:
          'A grant of an AWS service belongs to a resource in one Region. Copy it only if you know why.',
      }),
    }),
    ...someOf(gone, {
      ...{
        aspect: 'grants',
        label: `${plural(gone.length, 'grant')} that only this Region has`,
        removes: true,
      },
      detail: `revokes those of ${words(gone)}`,
      steps: gone.map(({ id }) => ({ kind: 'revoke-grant' as const, id })),
    }),
  ];
}

function someOf(list: readonly unknown[], difference: Difference): Difference[] {
  return list.length === 0 ? [] : [difference];
}

/** Equal for grants that allow the same to the same, whatever their ids. */
function meaningOf(grant: Grant): string {
  const context = (pairs: Record<string, string> | undefined) => Object.entries(pairs ?? {}).sort();
  return JSON.stringify([
    ...[grant.grantee, grant.retiring ?? '', [...grant.operations].sort(), grant.sourceArn ?? ''],
    ...[context(grant.encryptionContextEquals), context(grant.encryptionContextSubset)],
  ]);
}

function copyOf(grant: Grant): NewGrant {
  const { retiring, name, sourceArn, encryptionContextEquals, encryptionContextSubset } = grant;
  return {
    grantee: partyOf(grant.grantee),
    operations: grant.operations as NewGrant['operations'],
    ...(retiring !== undefined && { retiring: partyOf(retiring) }),
    ...(name !== undefined && { name }),
    ...(sourceArn !== undefined && { sourceArn }),
    ...(encryptionContextEquals && { encryptionContextEquals }),
    ...(encryptionContextSubset && { encryptionContextSubset }),
  };
}

function partyOf(name: string): GrantParty {
  return { kind: isService(name) ? 'service' : 'principal', name };
}

function isService(name: string): boolean {
  return !name.startsWith('arn:');
}

/** What is prefilled of a replica: the primary's own, of which a person leaves out what they like. */
export function prefilled(primary: OwnProperties, aspects: ReadonlySet<Aspect>) {
  const { description, policy, tags, aliases } = primary;
  return {
    replica: {
      ...(aspects.has('description') && { description }),
      ...(aspects.has('policy') && { policy }),
      ...(aspects.has('tags') && { tags: [...tags] }),
    },
    aliases: aspects.has('aliases') ? aliases.map(({ name }) => name) : [],
  };
}

/** Whether the key takes changes: those that are pending deletion keep what they have. */
export function takesChanges({ state }: Key): boolean {
  return state !== 'PendingDeletion' && state !== 'PendingReplicaDeletion';
}
