import type { Member, PolicyDocument, Span, StringValue, Value } from '../../document';
import { parsePolicy, policyFromValue } from '../../parse';
import { holeText } from './holes';

/**
 * A policy in a text for Fn::Sub: JSON in which `${…}` stands for a part of a string, or for a whole value. A name that
 * holds one makes its object a hole, because nobody knows what the object has.
 */
export function parseFilled(text: string): PolicyDocument {
  const places = [...text.matchAll(/\$\{[^!}][^}]*\}/g)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
  const { root, problems } = parsePolicy(inQuotes(text, places));
  const document = root && policyFromValue(withPlaces(root, places), text);
  return { text, statements: [], ...document, problems };
}

/** The text with a string in the place of each value that is filled in as a whole. */
function inQuotes(text: string, places: readonly Span[]): string {
  let masked = '';
  let at = 0;
  let inString = false;
  for (const { start, end } of places) {
    inString = endsInString(text.slice(at, start), inString);
    masked += text.slice(at, start);
    masked += inString ? text.slice(start, end) : `"${'_'.repeat(end - start - 2)}"`;
    at = end;
  }
  return masked + text.slice(at);
}

function endsInString(text: string, inString: boolean): boolean {
  const quotes = text.match(/\\[^]|"/g)?.filter((sign) => sign === '"').length ?? 0;
  return quotes % 2 === 0 ? inString : !inString;
}

function withPlaces(value: Value, places: readonly Span[]): Value {
  const isFilled = ({ start, end }: Span): boolean =>
    places.some((place) => place.start < end && start < place.end);
  if (value.kind === 'string') return isFilled(value.span) ? hole(value) : literal(value);
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => withPlaces(item, places)) };
  if (value.kind !== 'object') return value;
  if (value.members.some(({ key }) => isFilled(key.span))) return hole(value);
  return {
    ...value,
    members: value.members.map((member): Member =>
      member.value ? { ...member, value: withPlaces(member.value, places) } : member,
    ),
  };
}

function hole(value: Value): Value {
  const { span } = value;
  const key: StringValue = { kind: 'string', span, value: 'Fn::Sub' };
  return { kind: 'hole', span, name: 'Fn::Sub', known: holeText({ key, value, span }) };
}

/** Fn::Sub writes `${!name}` as `${name}`. */
function literal(value: StringValue): StringValue {
  return { ...value, value: value.value.replaceAll('${!', '${') };
}
