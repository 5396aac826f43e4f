import { KmsError } from '../../core/errors';
import type { KeyPort, Page } from '../../core/ports';
import type { RegionIndex } from './regionIndex';

/** A region that is being listed. */
export interface Listing {
  /** Resolves when the first rows can be drawn: a page of each list is there, or failed. */
  first: Promise<void>;
  /** Resolves when both lists are there, or failed, and in order. */
  done: Promise<void>;
  controller: AbortController;
}

export interface ListingOptions {
  keys: Pick<KeyPort, 'listKeys' | 'listAliases'>;
  /** Something of the region can be drawn that could not before. */
  tell(signal: AbortSignal): void;
  after(ms: number, callback: () => void): void;
}

/** While a list grows, what is known of it is told this often, in milliseconds. */
const growthMs = 500;

/** Regions up to this size are sorted at once, in a millisecond or two. */
const sortedAtOnce = 5_000;

/** Lists both the keys and the aliases of a region into its index. Never rejects: the index tells what failed. */
export function listInto(index: RegionIndex, options: ListingOptions): Listing {
  const { keys } = options;
  const controller = new AbortController();
  const { signal } = controller;
  // A region of 100,000 comes in a thousand pages, and each drawing takes a moment.
  let growing = false;
  const grown = (): void => {
    if (growing) return;
    growing = true;
    options.after(growthMs, () => {
      growing = false;
      if (index.keys === 'loading' || index.aliasList === 'loading') options.tell(signal);
    });
  };
  const listed = fill(keys.listKeys(index.place, signal), (items) => index.addKeys(items), grown);
  const named = fill(keys.listAliases(index.place, signal), (items) => index.addAliases(items), grown);
  const ends = [
    listed.done.then((end) => void (index.keys = end)),
    named.done.then((end) => void (index.aliasList = end)),
  ];
  // Both first pages before the first row: a key is not shown by its id and renamed a moment later.
  const first = Promise.all([listed.first, named.first]).then(() => {
    index.arrange();
    options.tell(signal);
  });
  const done = Promise.all([...ends, first]).then(async () => {
    await putInOrder(index);
    options.tell(signal);
  });
  return { first, done, controller };
}

/** Sorts the keys of a region; a large one in slices. */
export async function putInOrder(index: RegionIndex): Promise<void> {
  if (index.size <= sortedAtOnce) index.arrange();
  else await index.arrangeInSlices();
}

/** Consumes the pages; the end is told, never thrown. */
function fill<T>(
  pages: AsyncIterable<Page<T>>,
  add: (items: T[]) => void,
  grown: () => void,
): { first: Promise<void>; done: Promise<'done' | KmsError> } {
  let seen: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (seen = resolve));
  const run = async (): Promise<'done' | KmsError> => {
    try {
      let count = 0;
      for await (const page of pages) {
        add(page.items);
        if (count++ > 0) grown();
        seen();
      }
      return 'done';
    } catch (error) {
      return error instanceof KmsError ? error : new KmsError('unknown', String(error), { cause: error });
    } finally {
      seen();
    }
  };
  return { first, done: run() };
}
