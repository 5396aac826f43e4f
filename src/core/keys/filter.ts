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

/** A filter as it is compared: taken apart once, not for each of 100,000 keys. */
interface ReadFilter {
  text: string;
  alias: string;
  tag: { name: string; value: string | undefined } | undefined;
  asksMetadata: boolean;
}

const readFilters = new WeakMap<KeyFilter, ReadFilter>();

function readFilter(filter: KeyFilter): ReadFilter {
  let read = readFilters.get(filter);
  if (read === undefined) {
    const [name = '', ...rest] = filter.tag?.toLowerCase().split('=') ?? [];
    read = {
      text: filter.text?.toLowerCase() ?? '',
      alias: filter.alias?.toLowerCase() ?? '',
      tag: filter.tag ? { name, value: rest.length > 0 ? rest.join('=') : undefined } : undefined,
      asksMetadata: asksMetadata(filter),
    };
    readFilters.set(filter, read);
  }
  return read;
}

/** Judges a key by all that is known of it. A filter is never changed, only replaced. */
export function judge(filter: Readonly<KeyFilter>, index: KnownRegion, keyId: string): Judgement {
  const { text, alias, tag, asksMetadata: asks } = readFilter(filter);
  let verdict: Judgement = 'fits';
  if (text !== '') {
    verdict = textFits(index, keyId, text);
    if (verdict === 'no') return 'no';
  }
  if (alias !== '') {
    verdict = both(verdict, aliasFits(index, keyId, alias));
    if (verdict === 'no') return 'no';
  }
  if (asks) {
    verdict = both(verdict, described(filter, index, keyId));
    if (verdict === 'no') return 'no';
  }
  return tag === undefined ? verdict : both(verdict, tagFits(index, keyId, tag));
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

function tagFits(
  index: KnownRegion,
  keyId: string,
  { name, value }: NonNullable<ReadFilter['tag']>,
): Judgement {
  const tags = index.tags.get(keyId);
  if (tags === undefined) return tagsOf(index, keyId);
  const fits = tags.some(
    (tag) => sameInLowerCase(tag.key, name) && (value === undefined || sameInLowerCase(tag.value, value)),
  );
  return fits ? 'fits' : 'no';
}

/** Most are told apart by their length; letters whose lower case has another length are few, and compared in full. */
function sameInLowerCase(text: string, lower: string): boolean {
  return text === lower || (text.length <= lower.length && text.toLowerCase() === lower);
}

/** Whether the id or an alias of a key holds a text, which is in lower case. */
export function nameHolds(index: KnownRegion, keyId: string, text: string): boolean {
  return (
    keyId.includes(text) || index.lowerNamesOf(keyId).some((name) => name.includes(text, 'alias/'.length))
  );
}

/** Whether the description or a tag of a key, as far as they were read, holds a text, which is in lower case. */
export function detailsHold(index: KnownRegion, keyId: string, text: string): boolean {
  const description = index.described.get(keyId)?.description ?? '';
  if (description.length > 0 && description.toLowerCase().includes(text)) return true;
  const tags = index.tags.get(keyId);
  if (tags === undefined) return false;
  // Only a text with "=" in it can lie across a name and its value.
  const isPair = text.includes('=');
  return tags.some(({ key, value }) =>
    isPair
      ? `${key}=${value}`.toLowerCase().includes(text)
      : key.toLowerCase().includes(text) || value.toLowerCase().includes(text),
  );
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
