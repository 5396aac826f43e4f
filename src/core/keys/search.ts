import { parseArn } from '../arn';
import type { KmsError } from '../errors';
import type { Place } from '../ports';
import { detailsHold, mostReadForText, nameHolds } from './filter';
import type { KeyRef } from './model';
import type { KeyGroup, KnownRegion } from './knownRegion';
import { isFailure } from './nodes';

/** A key found by "Go to key…". */
export interface Found {
  ref: KeyRef;
  label: string;
  /** 0 is the best: the whole name, its beginning, within it, elsewhere. */
  rank: number;
}

/**
 * The keys whose alias, id, ARN, description or tags hold the text, best first, at most `limit`. An ARN of a
 * key or an alias finds that one alone. `accepts` leaves keys out before they are counted.
 */
export function search(
  indexes: readonly KnownRegion[],
  query: string,
  limit: number,
  accepts: (index: KnownRegion, keyId: string) => boolean = () => true,
): Found[] {
  const text = nameIn(query.trim());
  const byRank: Hit[][] = [[], [], [], []];
  for (const index of indexes) {
    if (!fitsPlace(query.trim(), index)) continue;
    for (const group of ['customer', 'aws'] as const) {
      for (const keyId of holding(index, group, text)) {
        const rank = rankOf(index, keyId, text);
        const hits = byRank[rank];
        if (hits === undefined || hits.length >= limit || !accepts(index, keyId)) continue;
        hits.push({ index, keyId, rank });
      }
    }
  }
  return byRank
    .flat()
    .slice(0, limit)
    .map(({ index, keyId, rank }) => ({ ref: index.refOf(keyId), label: index.labelOf(keyId), rank }));
}

/** The keys of a group that hold the text. */
function holding(index: KnownRegion, group: KeyGroup, text: string): readonly string[] {
  const ids = index.idsOf(group);
  if (text === '') return ids;
  const texts = index.searchTexts(group);
  const hasDetails = index.described.size + index.tags.size > 0;
  return ids.filter(
    (keyId, at) =>
      (texts ? texts[at]?.includes(text) : nameHolds(index, keyId, text)) ||
      (hasDetails && detailsHold(index, keyId, text)),
  );
}

interface Hit {
  index: KnownRegion;
  keyId: string;
  rank: number;
}

/** How much of what is searched is known. */
export interface Searchable {
  /** How many keys are listed so far. */
  keys: number;
  /** Regions of which a list is still on its way. */
  loading: Place[];
  /** Regions of which a list failed. */
  failed: { place: Place; error: KmsError }[];
  /** Keys in Regions so large that descriptions and tags are not read for the search. */
  byNameOnly: number;
}

/** How much is known of the places that are searched. */
export function searchable(
  places: readonly Place[],
  region: (place: Place) => KnownRegion | undefined,
): Searchable {
  const found: Searchable = { keys: 0, loading: [], failed: [], byNameOnly: 0 };
  for (const place of places) {
    const index = region(place);
    found.keys += index?.size ?? 0;
    if (index && index.size > mostReadForText) found.byNameOnly += index.size;
    const lists = index ? [index.keys, index.aliasList] : (['loading'] as const);
    const error = lists.find(isFailure);
    if (lists.includes('loading')) found.loading.push(place);
    else if (error) found.failed.push({ place, error });
  }
  return found;
}

/** `payments` of alias/payments, of an alias ARN; the id of a key ARN; else the text itself. */
function nameIn(query: string): string {
  const resource = parseArn(query)?.resource ?? query;
  return resource.replace(/^(alias|key)\//, '').toLowerCase();
}

function fitsPlace(query: string, index: KnownRegion): boolean {
  const region = parseArn(query)?.region;
  return region === undefined || region === index.place.region;
}

function rankOf(index: KnownRegion, keyId: string, text: string): number {
  if (text === '') return 1;
  const name = index.labelOf(keyId).toLowerCase();
  if (name === text || keyId === text) return 0;
  if (name.startsWith(text) || keyId.startsWith(text)) return 1;
  return name.includes(text) ? 2 : 3;
}
