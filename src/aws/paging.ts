import type { Page } from '../core/ports';

/** One page and the marker of the next; the last page has none. */
export interface MarkedPage<T> {
  items: T[];
  next: string | undefined;
}

/** All pages, one at a time, asked for as they are consumed. */
export async function* paged<T>(
  fetch: (marker: string | undefined) => Promise<MarkedPage<T>>,
): AsyncGenerator<Page<T>> {
  let marker: string | undefined;
  do {
    const page = await fetch(marker);
    marker = page.next;
    yield { items: page.items, last: marker === undefined };
  } while (marker !== undefined);
}

/** All items of all pages. */
export async function all<T>(fetch: (marker: string | undefined) => Promise<MarkedPage<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of paged(fetch)) items.push(...page.items);
  return items;
}
