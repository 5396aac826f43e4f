import { filtersNothing, judge, type KeyFilter } from './filter';
import type { KeyGroup, KnownRegion } from './knownRegion';
import type { Alias } from './model';
import { groupId, type ShownKeys, type TreeModel, type Unjudged } from './nodes';

/** The keys of a group that pass the filter, and how many could not be judged. */
export function shownKeys(index: KnownRegion, group: KeyGroup, model: TreeModel): ShownKeys {
  const id = groupId(index.place, group);
  const shown = model.kept?.get(id) ?? filtered(index, index.idsOf(group), model);
  model.kept?.set(id, shown);
  return shown;
}

function filtered(index: KnownRegion, all: readonly string[], model: TreeModel): ShownKeys {
  const { filter } = model;
  const pins = model.pins(index.place);
  if (filtersNothing(filter)) return { ids: pinnedFirst(all, pins), unread: 0, unjudged: noneUnjudged };
  const tally = new Tally(index, filter);
  const ids = all.filter((id) => tally.fits(id));
  return { ids: pinnedFirst(ids, pins), unread: tally.unread, unjudged: tally.unjudged };
}

const noneUnjudged: Unjudged = { unreadable: 0, unsearched: 0 };

/** Judges keys by a filter, and counts those that it cannot judge. */
class Tally {
  readonly #index: KnownRegion;
  readonly #filter: KeyFilter;
  unread = 0;
  readonly unjudged: Unjudged = { unreadable: 0, unsearched: 0 };

  constructor(index: KnownRegion, filter: KeyFilter) {
    this.#index = index;
    this.#filter = filter;
  }

  fits(keyId: string): boolean {
    const verdict = judge(this.#filter, this.#index, keyId);
    if (verdict === 'unread') this.unread++;
    else if (verdict === 'unsearched') this.unjudged.unsearched++;
    else if (verdict === 'unreadable' && this.unjudged.unreadable++ === 0) {
      const reason = this.#index.denied.get(keyId) ?? this.#index.unreadTags.get(keyId);
      if (reason) this.unjudged.reason = reason;
    }
    return verdict === 'fits';
  }
}

function pinnedFirst(ids: readonly string[], pins: ReadonlySet<string>): readonly string[] {
  if (pins.size === 0) return ids;
  return [...ids.filter((id) => pins.has(id)), ...ids.filter((id) => !pins.has(id))];
}

/** The list of aliases as the filter leaves it. */
export interface ShownAliases {
  aliases: readonly Alias[];
  unread: number;
  unjudged: Unjudged;
}

/** The aliases whose name has the filter's text, and whose key fits the rest of it. */
export function shownAliases(index: KnownRegion, { filter }: TreeModel): ShownAliases {
  if (filtersNothing(filter)) return { aliases: index.aliases, unread: 0, unjudged: noneUnjudged };
  const { text, ...rest } = filter;
  const wanted = text?.toLowerCase() ?? '';
  const tally = new Tally(index, rest);
  const ofKeys = !filtersNothing(rest);
  const aliases = index.aliases.filter(
    ({ name, targetKeyId }) =>
      name.toLowerCase().includes(wanted) &&
      (!ofKeys || (targetKeyId !== undefined && tally.fits(targetKeyId))),
  );
  return { aliases, unread: tally.unread, unjudged: tally.unjudged };
}
