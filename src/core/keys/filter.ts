import { asksMetadata, globFits, metadataFits, rangeText, type MetadataFilter } from './filterFields';
import type { KeyGroup, KnownRegion } from './knownRegion';

/** What the tree is narrowed to; every given part must fit. */
export interface KeyFilter extends MetadataFilter {
  /** In an alias, the id, the description or a tag; case does not matter. */
  text?: string;
  /** `Env` or `Env=prod`. */
  tag?: string;
  /** A pattern with `*` and `?` for the name of an alias, without its prefix; case does not matter. */
  alias?: string;
}

export function filtersNothing(filter: KeyFilter): boolean {
  return !filter.text && !filter.tag && !filter.alias && !asksMetadata(filter);
}

/**
 * In Regions up to this size the descriptions and tags of all keys are read for a search by text; in larger ones that
 * would be thousands of requests.
 */
export const mostReadForText = 500;

/**
 * Whether a key passes a filter. Where that depends on something that is not known: `unread` where it can be read,
 * `unreadable` where that failed, `unsearched` where it is not read in so large a Region.
 */
export type Judgement = 'fits' | 'no' | 'unread' | 'unreadable' | 'unsearched';

/** Judges a key by all that is known of it. */
export function judge(filter: KeyFilter, index: KnownRegion, keyId: string): Judgement {
  let verdict: Judgement = 'fits';
  if (filter.text) {
    verdict = textFits(index, keyId, filter.text.toLowerCase());
    if (verdict === 'no') return 'no';
  }
  if (filter.alias) {
    verdict = both(verdict, aliasFits(index, keyId, filter.alias.toLowerCase()));
    if (verdict === 'no') return 'no';
  }
  if (asksMetadata(filter)) {
    verdict = both(verdict, described(filter, index, keyId));
    if (verdict === 'no') return 'no';
  }
  return filter.tag ? both(verdict, tagFits(index, keyId, filter.tag)) : verdict;
}

/** Whether a key passes for certain. */
export function passes(filter: KeyFilter, index: KnownRegion, keyId: string): boolean {
  return judge(filter, index, keyId) === 'fits';
}

/** The keys of a group of which something has to be read before the filter can judge them, and what. */
export function unreadFor(
  filter: KeyFilter,
  index: KnownRegion,
  group: KeyGroup,
): { describe: string[]; tags: string[] } {
  if (filtersNothing(filter)) return { describe: [], tags: [] };
  const unread = index.idsOf(group).filter((id) => judge(filter, index, id) === 'unread');
  const describing = Boolean(filter.text) || asksMetadata(filter);
  const tagging = Boolean(filter.text) || Boolean(filter.tag);
  return {
    describe: describing ? unread.filter((id) => descriptionOf(index, id) === 'unread') : [],
    tags: tagging ? unread.filter((id) => tagsOf(index, id) === 'unread') : [],
  };
}

/** The filter in words, for the line above the tree. */
export function filterInWords(filter: KeyFilter): string {
  const parts = [
    filter.text ? `“${filter.text}”` : '',
    ...(filter.states ?? []),
    ...(filter.usages ?? []),
    filter.tag ? `tag ${filter.tag}` : '',
    filter.alias ? `alias ${filter.alias}` : '',
    ...(filter.specs ?? []),
    ...(filter.origins ?? []).map((origin) => `origin ${origin}`),
    rangeText(filter) === '' ? '' : `created ${rangeText(filter)}`,
  ];
  return parts.filter(Boolean).join(', ');
}

/** Of two parts that must both fit: what is certain not to fit decides, then what can still be read. */
const weight: Readonly<Record<Judgement, number>> = {
  no: 0,
  unread: 1,
  unreadable: 2,
  unsearched: 3,
  fits: 4,
};

function both(one: Judgement, other: Judgement): Judgement {
  return weight[one] < weight[other] ? one : other;
}

function described(filter: KeyFilter, index: KnownRegion, keyId: string): Judgement {
  const key = index.described.get(keyId);
  if (key === undefined) return descriptionOf(index, keyId);
  return metadataFits(filter, key) ? 'fits' : 'no';
}

/** Names that are still to come may fit. */
function aliasFits(index: KnownRegion, keyId: string, pattern: string): Judgement {
  const fits = index.lowerNamesOf(keyId).some((name) => globFits(name.slice('alias/'.length), pattern));
  if (fits) return 'fits';
  if (index.aliasList === 'done') return 'no';
  return index.aliasList === 'loading' ? 'unread' : 'unreadable';
}

function tagFits(index: KnownRegion, keyId: string, wanted: string): Judgement {
  const tags = index.tags.get(keyId);
  if (tags === undefined) return tagsOf(index, keyId);
  const [name = '', ...rest] = wanted.toLowerCase().split('=');
  const value = rest.length > 0 ? rest.join('=') : undefined;
  const fits = tags.some(
    (tag) => tag.key.toLowerCase() === name && (value === undefined || tag.value.toLowerCase() === value),
  );
  return fits ? 'fits' : 'no';
}

/** Whether the id or an alias of a key holds a text, which is in lower case. */
export function nameHolds(index: KnownRegion, keyId: string, text: string): boolean {
  return (
    keyId.includes(text) || index.lowerNamesOf(keyId).some((name) => name.includes(text, 'alias/'.length))
  );
}

/** Whether the description or a tag of a key, as far as they were read, holds a text, which is in lower case. */
export function detailsHold(index: KnownRegion, keyId: string, text: string): boolean {
  if (index.described.get(keyId)?.description.toLowerCase().includes(text)) return true;
  const tags = index.tags.get(keyId);
  return tags?.some((tag) => `${tag.key}=${tag.value}`.toLowerCase().includes(text)) ?? false;
}

function textFits(index: KnownRegion, keyId: string, text: string): Judgement {
  if (nameHolds(index, keyId, text) || detailsHold(index, keyId, text)) return 'fits';
  // Names that are still to come may hold the text.
  if (index.aliasList !== 'done') return index.aliasList === 'loading' ? 'unread' : 'unreadable';
  const rest = both(descriptionOf(index, keyId), tagsOf(index, keyId));
  if (rest === 'fits') return 'no';
  return rest === 'unread' && index.size > mostReadForText ? 'unsearched' : rest;
}

/** `fits` where it is known. */
function descriptionOf(index: KnownRegion, keyId: string): Judgement {
  if (index.described.has(keyId)) return 'fits';
  return index.denied.has(keyId) ? 'unreadable' : 'unread';
}

function tagsOf(index: KnownRegion, keyId: string): Judgement {
  if (index.tags.has(keyId)) return 'fits';
  return index.unreadTags.has(keyId) ? 'unreadable' : 'unread';
}
