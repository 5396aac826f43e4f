import type { ArrayValue, Member, ObjectValue, StringValue, Value } from '../document';
import type { Edit } from './fix';
import { eolOf, gapIn, lineIndent, render, renderMember } from './layout';
import type { Json } from './layout';
import { columnIndent, entryStart, lineEnd, memberText } from './yamlLayout';

/** A string with its quotes, as JSON and YAML both read it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Writes another string where one is (a value or a member's name). */
export function replaceString(value: StringValue, text: string): Edit {
  return { span: value.span, newText: quoted(text) };
}

/** Writes another value in the place of one, laid out as the document is. */
export function replaceValue(text: string, value: Value, json: Json): Edit {
  return { span: value.span, newText: render(text, json, lineIndent(text, value.span.start)) };
}

/** Adds a member behind another, or at the end; with `first`, before all. */
export function insertMember(
  text: string,
  object: ObjectValue,
  name: string,
  json: Json,
  place: { after?: Member | undefined; first?: boolean } = {},
): Edit {
  const [head] = object.members;
  if (!head) {
    const indent = lineIndent(text, object.span.start);
    return { span: object.span, newText: render(text, { [name]: json }, indent) };
  }
  if (object.block)
    return insertLine(
      text,
      head,
      name,
      json,
      place.first ? undefined : (place.after ?? object.members.at(-1)),
    );
  const member = renderMember(text, name, json, lineIndent(text, head.span.start));
  const gap = gapIn(text, object);
  if (place.first) return insertion(head.span.start, `${member},${gap}`);
  const after = place.after ?? object.members.at(-1) ?? head;
  return insertion(after.span.end, `,${gap}${member}`);
}

/** Adds a member on a line of its own, before the first or behind another. */
function insertLine(text: string, head: Member, name: string, json: Json, after: Member | undefined): Edit {
  const indent = columnIndent(text, head.span.start);
  const member = memberText(text, name, json, indent);
  if (!after) return insertion(head.span.start, member + eolOf(text) + indent);
  return insertion(lineEnd(text, after.span.end), eolOf(text) + indent + member);
}

/** Takes a member out, together with the comma that it no longer needs. */
export function removeMember(text: string, object: ObjectValue, member: Member): Edit {
  return removeOne(text, object, object.members, member);
}

/** Takes an entry out of a list, together with the comma that it no longer needs. */
export function removeItem(text: string, array: ArrayValue, item: Value): Edit {
  return removeOne(text, array, array.items, item);
}

/** Takes several entries out of a list; what stays keeps its layout. */
export function removeItems(text: string, array: ArrayValue, items: ReadonlySet<Value>): Edit[] {
  const kept = array.items.filter((item) => !items.has(item));
  const last = kept.at(-1);
  if (!last) return [{ span: array.span, newText: '[]' }];
  const edits: Edit[] = [];
  array.items.forEach((item, index) => {
    if (!items.has(item)) return;
    const next = array.items[index + 1];
    const previous = array.items[index - 1];
    if (item.span.start < last.span.start && next) edits.push(upTo(text, array, item, next));
    else if (previous) edits.push(behind(text, array, previous, item));
  });
  return edits;
}

/** Writes something between two characters. */
export function insertion(offset: number, newText: string): Edit {
  return { span: { start: offset, end: offset }, newText };
}

interface Placed {
  span: { start: number; end: number };
}

function removeOne<T extends Placed>(text: string, container: Value, all: readonly T[], one: T): Edit {
  const index = all.indexOf(one);
  const next = all[index + 1];
  const previous = all[index - 1];
  if (next) return upTo(text, container, one, next);
  if (previous) return behind(text, container, previous, one);
  if (inBlock(container)) return { span: container.span, newText: container.kind === 'array' ? '[]' : '{}' };
  // The only one: the container stays, empty. Half-typed text has no closing to keep.
  const end = container.span.end - (text[container.span.end - 1] === closingOf(container) ? 1 : 0);
  return { span: { start: container.span.start + 1, end: Math.max(end, one.span.end) }, newText: '' };
}

/** Takes out what begins at one entry and ends where the next begins. */
function upTo(text: string, container: Value, one: Placed, next: Placed): Edit {
  const start = (entry: Placed): number => (inBlock(container) ? entryStart(text, entry) : entry.span.start);
  return { span: { start: start(one), end: start(next) }, newText: '' };
}

/** Takes out what follows one entry, to the end of the other. */
function behind(text: string, container: Value, previous: Placed, one: Placed): Edit {
  const end = (entry: Placed): number =>
    inBlock(container) ? lineEnd(text, entry.span.end) : entry.span.end;
  return { span: { start: end(previous), end: end(one) }, newText: '' };
}

function inBlock(value: Value): boolean {
  return (value.kind === 'array' || value.kind === 'object') && value.block === true;
}

function closingOf(container: Value): string {
  return container.kind === 'array' ? ']' : '}';
}
