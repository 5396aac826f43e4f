import type { ArrayValue, Member, ObjectValue, StringValue, Value } from '../document';
import type { Edit } from './fix';
import { gapIn, lineIndent, render, renderMember } from './layout';
import type { Json } from './layout';

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
  const member = renderMember(text, name, json, lineIndent(text, head.span.start));
  const gap = gapIn(text, object);
  if (place.first) return insertion(head.span.start, `${member},${gap}`);
  const after = place.after ?? object.members.at(-1) ?? head;
  return insertion(after.span.end, `,${gap}${member}`);
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
    if (item.span.start < last.span.start && next)
      edits.push({ span: { start: item.span.start, end: next.span.start }, newText: '' });
    else if (previous) edits.push({ span: { start: previous.span.end, end: item.span.end }, newText: '' });
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
  if (next) return { span: { start: one.span.start, end: next.span.start }, newText: '' };
  if (previous) return { span: { start: previous.span.end, end: one.span.end }, newText: '' };
  // The only one: the container stays, empty. Half-typed text has no closing to keep.
  const end = container.span.end - (text[container.span.end - 1] === closingOf(container) ? 1 : 0);
  return { span: { start: container.span.start + 1, end: Math.max(end, one.span.end) }, newText: '' };
}

function closingOf(container: Value): string {
  return container.kind === 'array' ? ']' : '}';
}
