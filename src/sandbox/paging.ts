import { AwsError } from './errors';

export interface PageRequest {
  Limit?: number;
  Marker?: string;
}

/** What goes out with a page, besides its items. */
export interface PageEnd {
  NextMarker?: string;
  Truncated: boolean;
}

/** A page of a list that is sorted by a name: the marker is the last name that was answered. */
export function pageOf<T>(
  all: readonly T[],
  nameOf: (item: T) => string,
  { Limit, Marker }: PageRequest,
  defaultLimit: number,
): { items: T[]; end: PageEnd } {
  const limit = Limit ?? defaultLimit;
  const from = Marker === undefined ? 0 : positionAfter(all, nameOf, decodeMarker(Marker));
  const items = all.slice(from, from + limit);
  return { items, end: endOf(items.at(-1), nameOf, from + limit < all.length) };
}

/** The rest of an answer whose page ends with `last`. */
export function endOf<T>(last: T | undefined, nameOf: (item: T) => string, more: boolean): PageEnd {
  if (!more || last === undefined) return { Truncated: false };
  return { NextMarker: Buffer.from(nameOf(last), 'utf8').toString('base64url'), Truncated: true };
}

/** The name in a marker. Throws InvalidMarkerException for what is none of ours. */
export function decodeMarker(marker: string): string {
  const name = Buffer.from(marker, 'base64url');
  if (name.length === 0 || name.toString('base64url') !== marker)
    throw new AwsError('InvalidMarkerException', 'Could not deserialize marker');
  return name.toString('utf8');
}

/** The item after the named one; where that one is gone by now, the first that comes after its name. */
function positionAfter<T>(all: readonly T[], nameOf: (item: T) => string, name: string): number {
  const at = all.findIndex((item) => nameOf(item) === name);
  if (at >= 0) return at + 1;
  const later = all.findIndex((item) => nameOf(item) > name);
  return later < 0 ? all.length : later;
}
