import type { ArrayValue, Member, ObjectValue, PolicyDocument, Span, Statement, Value } from '../document';
import { nodeAt } from '../locate';
import type { Place } from '../locate';

/** The place that a completion fills. */
export interface Site {
  document: PolicyDocument;
  offset: number;
  /** A member's name, a member's value, or an entry of a list. */
  role: 'key' | 'value' | 'item';
  /** Names and indexes from the root to the place; for a key, to its object. */
  path: readonly (string | number)[];
  statement?: Statement;
  /** The object or list around the place. */
  container?: ObjectValue | ArrayValue;
  /** The member whose name or value is the place, where there is one already. */
  member?: Member;
  /** The value under the cursor. */
  current?: Value;
  /** What is replaced. */
  span: Span;
  /** The name that is typed has its colon already. */
  hasColon: boolean;
  /** Where a comma is missing before the place. */
  commaBefore?: number;
  commaAfter: boolean;
}

const wordBefore = /[A-Za-z0-9_:*?./@+=-]*$/;
const wordAfter = /^[A-Za-z0-9_:*?./@+=-]*/;

/** Where the offset is, as completion sees it; undefined where nothing can be written. */
export function siteAt(document: PolicyDocument, offset: number): Site | undefined {
  const place = nodeAt(document, offset);
  if (!place) return undefined;
  const last = place.values.at(-1);
  if (!last || inComment(document, offset)) return undefined;
  if (place.part === 'key') return keySite(document, offset, place);
  if (last.kind === 'object' || last.kind === 'array')
    return place.part === 'value'
      ? emptyValueSite(document, offset, place)
      : gapSite(document, offset, place, last);
  return scalarSite(document, offset, place, last);
}

/** A word where an object belongs is the name of its first member: without brackets only its colon will show that. */
export function nameOfMember(site: Site): Site {
  const { current, role, path, document, span } = site;
  const plain = current?.kind === 'string' && !/["']/.test(document.text[span.start] ?? '');
  const [, ...inside] = path;
  const [element, operator, ...rest] = typeof inside[0] === 'number' ? inside.slice(1) : inside;
  const ofObject =
    element === undefined
      ? role === 'item'
      : role === 'value' &&
        rest.length === 0 &&
        (element === 'Condition' || (element === 'Principal' && operator === undefined));
  if (!plain || path[0] !== 'Statement' || !ofObject) return site;
  const { member: _member, current: _current, ...others } = site;
  return { ...others, role: 'key', hasColon: false };
}

function inComment(document: PolicyDocument, offset: number): boolean {
  return document.problems.some(
    ({ kind, span }) => kind === 'comment' && span.start < offset && offset <= span.end,
  );
}

function site(
  document: PolicyDocument,
  offset: number,
  place: Place,
  own: Pick<Site, 'role' | 'path' | 'span'> & Partial<Site>,
): Site {
  return {
    document,
    offset,
    hasColon: false,
    commaAfter: own.hasColon !== true && entryFollows(document.text, own.span.end),
    ...(place.statement && { statement: place.statement }),
    ...own,
  };
}

function keySite(document: PolicyDocument, offset: number, place: Place): Site | undefined {
  const { member } = place;
  const container = place.values.at(-1);
  if (!member || container?.kind !== 'object') return undefined;
  const missing = missingComma(document, container.members, member.key.span.start);
  return site(document, offset, place, {
    role: 'key',
    path: place.path.slice(0, -1),
    span: typedSpan(document.text, member.key, offset),
    container,
    member,
    hasColon: member.colon !== undefined,
    ...(missing !== undefined && { commaBefore: missing }),
  });
}

function emptyValueSite(document: PolicyDocument, offset: number, place: Place): Site | undefined {
  const { member } = place;
  const container = place.values.at(-1);
  // Before a value that is there already: to write another one would make two.
  if (!member || member.value || container?.kind !== 'object') return undefined;
  return site(document, offset, place, {
    role: 'value',
    path: place.path,
    span: { start: offset, end: offset },
    container,
    member,
  });
}

function gapSite(
  document: PolicyDocument,
  offset: number,
  place: Place,
  container: ObjectValue | ArrayValue,
): Site | undefined {
  const entries = container.kind === 'object' ? container.members : container.items;
  const before = container.kind === 'object' ? container.members.findLast(startsBefore(offset)) : undefined;
  // Behind a name comes its colon, and behind that its value.
  if (before && (before.colon === undefined || offset <= before.colon)) return undefined;
  if (before?.value && offset <= before.value.span.start) return undefined;
  const missing = missingComma(document, entries, offset);
  return site(document, offset, place, {
    role: container.kind === 'object' ? 'key' : 'item',
    path: place.path,
    span: { start: offset, end: offset },
    container,
    ...(missing !== undefined && { commaBefore: missing }),
  });
}

function scalarSite(
  document: PolicyDocument,
  offset: number,
  place: Place,
  current: Value,
): Site | undefined {
  const container = place.values.at(-2);
  if (container?.kind !== 'object' && container?.kind !== 'array') return undefined;
  const span = typedSpan(document.text, current, offset);
  const missing =
    container.kind === 'array' ? missingComma(document, container.items, span.start) : undefined;
  return site(document, offset, place, {
    role: container.kind === 'array' ? 'item' : 'value',
    path: place.path,
    span,
    container,
    current,
    ...(place.member && container.kind === 'object' && { member: place.member }),
    ...(missing !== undefined && { commaBefore: missing }),
  });
}

const startsBefore = (offset: number) => (entry: { span: Span }) => entry.span.start < offset;
const endsBefore = (offset: number) => (entry: { span: Span }) => entry.span.end <= offset;

/** The whole string where it is closed; what was typed of it where it is not, since it swallows the rest of the line. */
function typedSpan(text: string, value: Value, offset: number): Span {
  if (value.kind !== 'string' || !value.unclosed) return { ...value.span };
  const quoted = text[value.span.start] === '"';
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const back = wordBefore.exec(text.slice(lineStart, offset))?.[0].length ?? 0;
  const forward = wordAfter.exec(text.slice(offset, value.span.end))?.[0].length ?? 0;
  // Without quotes the colon of `kms:` ends the word for JSON, not for who types it.
  const start = quoted ? value.span.start : Math.min(value.span.start, offset - back);
  return { start, end: offset + forward };
}

/** The end of the entry before the place, where no comma stands between the two. */
function missingComma(
  document: PolicyDocument,
  entries: readonly { span: Span }[],
  start: number,
): number | undefined {
  const before = entries.findLast(endsBefore(start));
  if (!before) return undefined;
  return withoutComments(document.text.slice(before.span.end, start)).includes(',')
    ? undefined
    : before.span.end;
}

/** Whether another entry comes next, with no comma before it. */
function entryFollows(text: string, offset: number): boolean {
  const gap = /(?:\s|\/\*[^]*?\*\/|\/\/[^\n]*)*/y;
  gap.lastIndex = offset;
  const next = text[offset + (gap.exec(text)?.[0].length ?? 0)];
  return next !== undefined && /["{[A-Za-z0-9-]/.test(next);
}

function withoutComments(gap: string): string {
  return gap.includes('/') ? gap.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '') : gap;
}
