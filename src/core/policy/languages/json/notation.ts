import { jsonCompletion } from '../../complete/item';
import type { ArrayValue, ObjectValue } from '../../document';
import { gapIn, lineIndent, render, renderMember } from '../../fixes/layout';
import type { Json } from '../../fixes/layout';
import type { Entry, Notation } from '../notation';

/** Values as JSON writes them. */
export const jsonNotation: Notation = bracketed((text) => JSON.stringify(text));

/** Commas and brackets, with strings of a language's own. */
export function bracketed(string: (text: string) => string): Notation {
  return {
    string,
    replaceValue: (text, { span }, json) => ({
      span,
      newText: render(text, json, lineIndent(text, span.start), string),
    }),
    insertMember(text, object, { name, json }, after) {
      const start = object.members[0]?.span.start ?? object.span.start + 1;
      const member = renderMember(text, { name, json }, lineIndent(text, start), string);
      return insertEntry(text, object, member, after);
    },
    item: (text, list, json: Json) =>
      render(text, json, lineIndent(text, list.items[0]?.span.start ?? list.span.start), string),
    insertItem: (text, list, source, after) => insertEntry(text, list, source, after),
    removeUpTo: (_, one, next) => ({ span: { start: one.span.start, end: next.span.start }, newText: '' }),
    removeBehind: (_, previous, one) => ({
      span: { start: previous.span.end, end: one.span.end },
      newText: '',
    }),
    clear(text, { kind, span }, only) {
      // Half-typed text has no closing to keep.
      const end = span.end - (text[span.end - 1] === (kind === 'array' ? ']' : '}') ? 1 : 0);
      return { span: { start: span.start + 1, end: Math.max(end, only.span.end) }, newText: '' };
    },
    completion: (offer, index, setting) => jsonCompletion(offer, index, setting, string),
  };
}

function insertEntry(
  text: string,
  container: ArrayValue | ObjectValue,
  source: string,
  after: Entry | undefined,
): ReturnType<Notation['insertItem']> {
  const [first] = container.kind === 'array' ? container.items : container.members;
  const gap = gapIn(text, container);
  const at = after?.span.end ?? first?.span.start ?? container.span.start + 1;
  return { span: { start: at, end: at }, newText: after ? `,${gap}${source}` : `${source},${gap}` };
}
