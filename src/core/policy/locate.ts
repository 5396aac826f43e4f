import type { Member, PolicyDocument, Statement, StringValue, Value } from './document';

/** Where an offset is in a policy. */
export interface Place {
  /** From the root down to the deepest value that the offset is in or at the edge of. */
  values: Value[];
  /** Names and indexes that lead from the root to the place. */
  path: (string | number)[];
  /** The innermost member that the offset belongs to. */
  member?: Member;
  /**
   * `key`: on the name of `member`. `value`: in a scalar, or where the value of `member` is missing.
   * `between`: in the last of `values` (an object or a list), on none of its children.
   */
  part: 'key' | 'value' | 'between';
  statement?: Statement;
}

/** What is at the offset; undefined outside of the policy. The end of a half-typed string is still in it. */
export function nodeAt(document: PolicyDocument, offset: number): Place | undefined {
  const { root } = document;
  if (!root || !isIn(document.text, root, offset)) return undefined;
  const place: Place = { values: [], path: [], part: 'value' };
  let next: Value | undefined = root;
  while (next) {
    place.values.push(next);
    const statement = document.statements.find(({ value }) => value === next);
    if (statement) place.statement = statement;
    next = step(document.text, place, next, offset);
  }
  return place;
}

/** The strings of an element that takes one or a list of them. */
export function stringsOf(value: Value | undefined): StringValue[] {
  const values = value?.kind === 'array' ? value.items : value ? [value] : [];
  return values.filter((item) => item.kind === 'string');
}

/** Goes one level down and notes it in the place; undefined where the place is found. */
function step(text: string, place: Place, value: Value, offset: number): Value | undefined {
  place.part = value.kind === 'object' || value.kind === 'array' ? 'between' : 'value';
  if (value.kind === 'array') {
    const index = value.items.findIndex((item) => isIn(text, item, offset));
    if (index >= 0) place.path.push(index);
    return value.items[index];
  }
  if (value.kind !== 'object') return undefined;
  const member = value.members.findLast(({ span }) => span.start <= offset);
  if (!member) return undefined;
  if (offset <= member.key.span.end) return enter(place, member, 'key');
  if (member.value && isIn(text, member.value, offset)) {
    enter(place, member, 'value');
    return member.value;
  }
  const afterColon = member.colon !== undefined && offset > member.colon;
  const beforeValue = member.value
    ? offset < member.value.span.start
    : offset <= (member.comma ?? value.span.end);
  return afterColon && beforeValue ? enter(place, member, 'value') : undefined;
}

function enter(place: Place, member: Member, part: 'key' | 'value'): undefined {
  place.path.push(member.key.value);
  place.member = member;
  place.part = part;
}

function isIn(text: string, value: Value, offset: number): boolean {
  const { start, end } = value.span;
  const container = value.kind === 'object' || value.kind === 'array';
  if (!container || !/[{[]/.test(text.charAt(start))) return start <= offset && offset <= end;
  return start < offset && (offset < end || (value.unclosed === true && offset === end));
}
