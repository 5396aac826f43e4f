import { isRecord } from '../json';
import { keyUsages } from '../kms/specs';
import { keyStates } from '../kms/states';
import { filterOrigins, filterSpecs } from './filterFields';
import type { KeyFilter } from './filter';

/** A filter with the name that a person gave it. */
export interface SavedFilter {
  name: string;
  filter: KeyFilter;
}

/** A filter as it was stored; what is damaged, or of another version, is left out. */
export function keptFilter(stored: unknown): KeyFilter {
  if (!isRecord(stored)) return {};
  const { text, tag, alias, createdFrom, createdTo } = stored;
  return {
    ...(typeof text === 'string' ? { text } : {}),
    ...(typeof tag === 'string' ? { tag } : {}),
    ...(typeof alias === 'string' ? { alias } : {}),
    ...(typeof createdFrom === 'number' ? { createdFrom } : {}),
    ...(typeof createdTo === 'number' ? { createdTo } : {}),
    ...among('states', keyStates, stored['states']),
    ...among('usages', keyUsages, stored['usages']),
    ...among('specs', filterSpecs, stored['specs']),
    ...among('origins', filterOrigins, stored['origins']),
  };
}

/** The filters that a person saved, by their names. */
export function savedFilters(stored: unknown): SavedFilter[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) =>
    isRecord(one) && typeof one['name'] === 'string'
      ? [{ name: one['name'], filter: keptFilter(one['filter']) }]
      : [],
  );
}

/** The list with one more, in the place of one of the same name. */
export function withSaved(list: readonly SavedFilter[], saved: SavedFilter): SavedFilter[] {
  return [...list.filter(({ name }) => name !== saved.name), saved].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

function among<N extends string, T>(
  name: N,
  known: readonly T[],
  list: unknown,
): { [K in N]?: T[] } | Record<string, never> {
  if (!Array.isArray(list)) return {};
  const kept = known.filter((one) => list.includes(one));
  return kept.length === 0 ? {} : ({ [name]: kept } as { [K in N]?: T[] });
}
