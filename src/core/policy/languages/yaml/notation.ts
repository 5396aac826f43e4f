import type { Value } from '../../document';
import type { Edit } from '../../fixes/fix';
import { render } from '../../fixes/layout';
import type { Json } from '../../fixes/layout';
import type { Notation } from '../notation';
import { yamlCompletion } from './completion';
import { blockLines, blockText, columnIndent, dashIndent, entryStart, lineEnd, memberText } from './layout';
import { scalarText, writingIn } from './layout';

/**
 * YAML's block style: lines and columns in the place of commas and brackets.
 * @param string a text that the language writes in a form of its own; undefined for all others
 */
export function yamlBlockNotation(string: (text: string) => string | undefined): Notation {
  const inQuotes = (text: string): string => string(text) ?? JSON.stringify(text);
  const scalar = (text: string): string => string(text) ?? scalarText(text);
  const writing = (text: string) => writingIn(text, scalar);
  return {
    string: inQuotes,
    replaceValue: (text, value, json) => replaceBlock(text, value, json, scalar),
    insertMember(text, object, { name, json }, after) {
      const start = object.members[0]?.span.start ?? object.span.start;
      const indent = columnIndent(text, start);
      const { eol } = writing(text);
      const member = memberText(writing(text), name, json, indent);
      return after
        ? insertion(lineEnd(text, after.span.end), eol + indent + member)
        : insertion(start, member + eol + indent);
    },
    item: (text, list, json) =>
      blockText(writing(text), json, `${dashIndent(text, list.items[0] ?? list)}  `, true),
    insertItem(text, list, source, after) {
      const [first] = list.items;
      const dash = `${writing(text).eol}${dashIndent(text, first ?? list)}- `;
      return after
        ? insertion(lineEnd(text, after.span.end), dash + source)
        : insertion(entryStart(text, first ?? list), source + dash);
    },
    removeUpTo: (text, one, next) => ({
      span: { start: entryStart(text, one), end: entryStart(text, next) },
      newText: '',
    }),
    removeBehind: (text, previous, one) => ({
      span: { start: lineEnd(text, previous.span.end), end: lineEnd(text, one.span.end) },
      newText: '',
    }),
    clear: (_, { kind, span }) => ({ span, newText: kind === 'array' ? '[]' : '{}' }),
    completion: (offer, index, setting) => yamlCompletion(offer, index, setting, scalar),
    wordsAreNames: true,
  };
}

function insertion(offset: number, newText: string): Edit {
  return { span: { start: offset, end: offset }, newText };
}

/** A collection begins on the line after the name that it is the value of; a short list stays behind the name. */
function replaceBlock(
  text: string,
  value: Value,
  json: Json,
  scalar: (text: string) => string,
): ReturnType<Notation['replaceValue']> {
  const { span } = value;
  const writing = writingIn(text, scalar);
  const isList = Array.isArray(json);
  if (typeof json !== 'object' || json === null || (isList && json.length < 2))
    return { span, newText: render(text, json, '', scalar) };
  const column = columnIndent(text, span.start);
  const lines = (indent: string): string => blockLines(writing, json, indent).join(writing.eol + indent);
  // What stands on lines of its own stays where it is.
  if (value.kind === 'object' || value.kind === 'array') return { span, newText: lines(column) };
  const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const name = /^(\s*(?:- +)*).*?: *$/.exec(line);
  if (!name) return { span, newText: render(text, json, '', scalar) };
  const indent = `${' '.repeat(name[1]?.length ?? 0)}  `;
  const start = span.start - (/ *$/.exec(line)?.[0].length ?? 0);
  return { span: { start, end: span.end }, newText: writing.eol + indent + lines(indent) };
}
