import type { Key } from './model';
import { origins, specs, type KeySpec, type KeyUsage, type Origin } from '../kms/specs';
import type { KeyState } from '../kms/states';

/** The parts of a filter that DescribeKey answers; every given one must fit. */
export interface MetadataFilter extends CreatedRange {
  states?: readonly KeyState[];
  usages?: readonly KeyUsage[];
  specs?: readonly KeySpec[];
  origins?: readonly Origin[];
}

/** Whether a described key fits the parts of a filter that DescribeKey answers, other than its text. */
export function metadataFits(filter: MetadataFilter, key: Key): boolean {
  const { states, usages, specs: wanted, origins: from, createdFrom, createdTo } = filter;
  if (states?.length && !states.includes(key.state)) return false;
  if (usages?.length && !usages.includes(key.usage)) return false;
  if (wanted?.length && !wanted.includes(key.spec)) return false;
  if (from?.length && !from.includes(key.origin)) return false;
  if (createdFrom === undefined && createdTo === undefined) return true;
  const { created } = key;
  return created !== undefined && created >= (createdFrom ?? 0) && created < (createdTo ?? Infinity);
}

/** Whether a filter asks for something that DescribeKey answers. */
export function asksMetadata(filter: MetadataFilter): boolean {
  const { states, usages, specs: wanted, origins: from, createdFrom, createdTo } = filter;
  const isListed = [states, usages, wanted, from].some((list) => list !== undefined && list.length > 0);
  return isListed || createdFrom !== undefined || createdTo !== undefined;
}

/** Every key spec and origin, for whoever chooses. */
export const filterSpecs = Object.keys(specs) as KeySpec[];
export const filterOrigins = origins;

/** Whether a text fits a pattern in which `*` stands for anything and `?` for one character; both in lower case. */
export function globFits(text: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let from = 0;
  for (let position = 0; position < text.length;) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      from = position;
    } else if (wanted === '?' || wanted === text[position]) {
      at++;
      position++;
    } else if (star < 0) return false;
    else {
      at = star + 1;
      position = ++from;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** When a key was created, in milliseconds since 1970. */
export interface CreatedRange {
  /** At this time or after it. */
  createdFrom?: number | undefined;
  /** Before this time. */
  createdTo?: number | undefined;
}

/** `2026-01-01..2026-03-31`; either side may be missing. Undefined where the text is no range. */
export function createdRange(text: string): CreatedRange | undefined {
  const [, first = '', dots, last = ''] =
    /^(\d{4}-\d{2}-\d{2})?\s*(\.\.)?\s*(\d{4}-\d{2}-\d{2})?$/.exec(text.trim()) ?? [];
  if (first === '' && last === '') return undefined;
  if (dots === undefined && (first === '' || last !== '')) return undefined;
  const from = first === '' ? undefined : dayOf(first);
  const to = dots === undefined ? from : last === '' ? undefined : dayOf(last);
  if (Number.isNaN(from) || Number.isNaN(to)) return undefined;
  if (from !== undefined && to !== undefined && to < from) return undefined;
  return {
    ...(from !== undefined && { createdFrom: from }),
    ...(to !== undefined && { createdTo: to + 86_400_000 }),
  };
}

/** The range as it is typed. */
export function rangeText({ createdFrom, createdTo }: CreatedRange): string {
  const day = (at: number | undefined) => (at === undefined ? '' : new Date(at).toISOString().slice(0, 10));
  if (createdFrom === undefined && createdTo === undefined) return '';
  return `${day(createdFrom)}..${day(createdTo === undefined ? undefined : createdTo - 1)}`;
}

/** NaN where there is no such day. */
function dayOf(text: string): number {
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? Number.NaN : at;
}
