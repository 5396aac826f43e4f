import type { PolicyDocument, Value } from '../document';
import type { Change } from '../fixes/fix';

/** The policy without white space; undefined where it has none, or is not complete. */
export function minified({ text, root, problems }: PolicyDocument): Change | undefined {
  if (!root || problems.length > 0) return undefined;
  const newText = flat(root, text);
  if (newText === text) return undefined;
  const edits = [{ span: { start: 0, end: text.length }, newText }];
  return { title: 'Remove all white space', edits };
}

/** A value as it stands in the text, without white space between its parts. */
export function flat(value: Value, text: string): string {
  if (value.kind === 'array') return `[${value.items.map((item) => flat(item, text)).join(',')}]`;
  if (value.kind !== 'object') return text.slice(value.span.start, value.span.end);
  const members = value.members.map(
    ({ key, value: inner }) => `${flat(key, text)}:${inner ? flat(inner, text) : 'null'}`,
  );
  return `{${members.join(',')}}`;
}
