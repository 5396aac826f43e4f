import type { ArrayValue, Member, ObjectValue, StringValue, Value } from '../document';
import type { Entry } from '../languages/notation';
import { notationOf } from '../languages/notations';
import type { Edit } from './fix';
import { lineIndent, render } from './layout';
import type { Json } from './layout';

/** A string with its quotes, as every host language reads it. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Writes another string where one is (a value or a member's name). */
export function replaceString(value: StringValue, text: string): Edit {
  return { span: value.span, newText: notationOf(value).string(text) };
}

/** Writes another value in the place of one, laid out as the document is. */
export function replaceValue(text: string, value: Value, json: Json): Edit {
  return notationOf(value).replaceValue(text, value, json);
}

/** Adds a member behind another, or at the end; with `first`, before all. */
export function insertMember(
  text: string,
  object: ObjectValue,
  name: string,
  json: Json,
  place: { after?: Member | undefined; first?: boolean } = {},
): Edit {
  const notation = notationOf(object);
  if (object.members.length === 0) {
    const indent = lineIndent(text, object.span.start);
    return { span: object.span, newText: render(text, { [name]: json }, indent, notation.string) };
  }
  const after = place.first ? undefined : (place.after ?? object.members.at(-1));
  return notation.insertMember(text, object, { name, json }, after);
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
  const notation = notationOf(array);
  const edits: Edit[] = [];
  array.items.forEach((item, index) => {
    if (!items.has(item)) return;
    const next = array.items[index + 1];
    const previous = array.items[index - 1];
    if (item.span.start < last.span.start && next) edits.push(notation.removeUpTo(text, item, next));
    else if (previous) edits.push(notation.removeBehind(text, previous, item));
  });
  return edits;
}

/** Writes something between two characters. */
export function insertion(offset: number, newText: string): Edit {
  return { span: { start: offset, end: offset }, newText };
}

function removeOne<T extends Entry>(
  text: string,
  container: ArrayValue | ObjectValue,
  all: readonly T[],
  one: T,
): Edit {
  const notation = notationOf(container);
  const index = all.indexOf(one);
  const next = all[index + 1];
  const previous = all[index - 1];
  if (next) return notation.removeUpTo(text, one, next);
  if (previous) return notation.removeBehind(text, previous, one);
  return notation.clear(text, container, one);
}
