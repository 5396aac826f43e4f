import { ownValue } from '../../core/ownValue';

/** A value as the Query protocol has it: lists as `<member>`s, dates in ISO 8601, undefined members not at all. */
export function xmlOf(name: string, value: unknown): string {
  if (value === undefined) return '';
  return `<${name}>${contentOf(value)}</${name}>`;
}

function contentOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => xmlOf('member', item)).join('');
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, 'Z');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, member]) => xmlOf(name, member))
      .join('');
  return escaped(String(value));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  // Characters that XML cannot hold at all go missing, as they would in AWS's answers.
  return (
    text
      // eslint-disable-next-line no-control-regex -- the very characters XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '')
      .replace(/[&<>"]/g, (character) => ownValue(entities, character) ?? character)
  );
}
