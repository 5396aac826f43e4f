import type { KeyState } from '../kms/states';
import type { KeyUsage } from '../kms/specs';
import type { KeyGroup, KnownRegion } from './knownRegion';

/** What the tree is narrowed to; every given part must fit. */
export interface KeyFilter {
  /** In an alias, the id, the description or a tag; case does not matter. */
  text?: string;
  states?: readonly KeyState[];
  usages?: readonly KeyUsage[];
  /** `Env` or `Env=prod`. */
  tag?: string;
}

export function filtersNothing(filter: KeyFilter): boolean {
  return !filter.text && !filter.tag && !filter.states?.length && !filter.usages?.length;
}

/** Whether the filter looks at what only DescribeKey tells. */
export function needsDescription(filter: KeyFilter): boolean {
  return Boolean(filter.states?.length) || Boolean(filter.usages?.length);
}

/** The keys of a group of which nothing is known yet that the filter asks for. */
export function unreadFor(filter: KeyFilter, index: KnownRegion, group: KeyGroup): string[] {
  const describing = needsDescription(filter);
  if (!describing && !filter.tag) return [];
  return index
    .idsOf(group)
    .filter((id) =>
      describing && !index.described.has(id)
        ? !index.denied.has(id)
        : Boolean(filter.tag) && !index.tags.has(id),
    );
}

/** Whether a key passes. What is not known of it yet does not pass: it appears when it is known. */
export function passes(filter: KeyFilter, index: KnownRegion, keyId: string): boolean {
  const key = index.described.get(keyId);
  if (filter.states?.length && !(key && filter.states.includes(key.state))) return false;
  if (filter.usages?.length && !(key && filter.usages.includes(key.usage))) return false;
  if (filter.tag && !hasTag(index, keyId, filter.tag)) return false;
  return !filter.text || textFits(index, keyId, filter.text.toLowerCase());
}

/** The filter in words, for the line above the tree. */
export function filterInWords(filter: KeyFilter): string {
  const parts = [
    filter.text ? `“${filter.text}”` : '',
    ...(filter.states ?? []),
    ...(filter.usages ?? []),
    filter.tag ? `tag ${filter.tag}` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

function hasTag(index: KnownRegion, keyId: string, wanted: string): boolean {
  const [name = '', ...rest] = wanted.toLowerCase().split('=');
  const value = rest.length > 0 ? rest.join('=') : undefined;
  return (index.tags.get(keyId) ?? []).some(
    (tag) => tag.key.toLowerCase() === name && (value === undefined || tag.value.toLowerCase() === value),
  );
}

function textFits(index: KnownRegion, keyId: string, text: string): boolean {
  // Key ids are lower case already; this runs for each of up to 100,000 keys at a keystroke.
  if (keyId.includes(text)) return true;
  for (const name of index.namesOf(keyId)) {
    if (name.toLowerCase().includes(text, 'alias/'.length)) return true;
  }
  if (index.described.get(keyId)?.description.toLowerCase().includes(text)) return true;
  const tags = index.tags.get(keyId);
  return tags?.some((tag) => `${tag.key}=${tag.value}`.toLowerCase().includes(text)) ?? false;
}
