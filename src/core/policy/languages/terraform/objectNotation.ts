import type { ArrayValue, Member, ObjectValue, Value } from '../../document';
import { lineIndent } from '../../fixes/layout';
import type { Json } from '../../fixes/layout';
import { hclText, hclWriting, objectName, writingAt } from '../hcl/writing';
import type { HclWriting } from '../hcl/writing';
import { bracketed } from '../json/notation';
import type { Notation } from '../notation';
import { hclCompletion } from './completion';
import { expressionText, quotedText } from './references';

const brackets = bracketed(expressionText);

/** Objects and lists as HCL writes them: pairs on lines of their own need no commas, entries of lists do. */
export const hclNotation: Notation = {
  ...brackets,
  replaceValue: (text, value, json) => replaced(text, value, json),
  insertMember(text, object, { name, json }, after) {
    const start = object.members[0]?.span.start ?? object.span.start + 1;
    const { indent, writing } = writingAt(text, start, expressionText);
    const names = namesLike(object, text);
    const member = names.write(name) + names.sign + hclText(json, indent, { ...writing, names });
    if (!text.slice(object.span.start, start).includes('\n'))
      return after ? behind(after, `, ${member}`) : { span: { start, end: start }, newText: `${member}, ` };
    const comma = object.members.some((one) => one.comma !== undefined) ? ',' : '';
    if (!after) return { span: { start, end: start }, newText: `${member}${comma}${writing.eol}${indent}` };
    const at = lineEndBehind(text, (after.comma ?? after.span.end - 1) + 1);
    const missing = comma !== '' && after.comma === undefined ? ',' : '';
    return { span: { start: at, end: at }, newText: `${missing}${writing.eol}${indent}${member}${comma}` };
  },
  item: (text, list, json) => itemText(text, list, json),
  completion: (offer, index, setting) => hclCompletion(offer, index, setting, expressionText),
};

/** A list of texts, also of one: what the data source takes. */
export const hclStrings: Notation = {
  ...hclNotation,
  replaceValue: (text, value, json) => replaced(text, value, Array.isArray(json) ? json : [json]),
};

/** A name of an object: without quotes where it had none. */
export const hclName: Notation = { ...hclNotation, string: objectName };

/** A text that has to be one, such as `test` of a condition. */
export const hclQuoted: Notation = { ...hclNotation, string: quotedText };

function replaced(text: string, { span }: Value, json: Json): ReturnType<Notation['replaceValue']> {
  const { indent, writing } = writingAt(text, span.start, expressionText);
  return { span, newText: hclText(json, indent, writing) };
}

function itemText(text: string, list: ArrayValue, json: Json): string {
  const [first] = list.items;
  const indent = lineIndent(text, first?.span.start ?? list.span.start);
  const names = first?.kind === 'object' ? namesLike(first, text) : undefined;
  return hclText(json, indent, { ...hclWriting(text, expressionText), ...(names && { names }) });
}

function behind({ span }: Member, newText: string): ReturnType<Notation['insertMember']> {
  return { span: { start: span.end, end: span.end }, newText };
}

/** Names in quotes, and with a colon, where the others are so. */
function namesLike({ members }: ObjectValue, text: string): NonNullable<HclWriting['names']> {
  const quoted = members.length > 0 && members.every(({ key }) => text.charAt(key.span.start) === '"');
  const colon = members[0]?.colon ?? -1;
  const sign = text.charAt(colon) === ':' ? (text.charAt(colon - 1) === ' ' ? ' : ' : ': ') : ' = ';
  return { write: quoted ? (name) => JSON.stringify(name) : objectName, sign };
}

/** The end of the line, behind a comment; the place itself where more follows on the line. */
function lineEndBehind(text: string, at: number): number {
  const rest = /[ \t]*(?:(?:#|\/\/)[^\r\n]*)?(?=\r?\n|$)/y;
  rest.lastIndex = at;
  return at + (rest.exec(text)?.[0].length ?? 0);
}
