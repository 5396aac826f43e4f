import type { Member, Span, Value } from '../document';
import type { Tree } from './tree';

/** The same tree at another place of a text. */
export function shiftedTree({ root, borrowed, problems, duplicates, ...rest }: Tree, by: number): Tree {
  return {
    ...rest,
    ...(root && { root: shifted(root, by) }),
    borrowed: borrowed.map((span) => shiftedSpan(span, by)),
    problems: problems.map((problem) => ({ ...problem, span: shiftedSpan(problem.span, by) })),
    duplicates: duplicates.map(({ key, map }) => ({
      key: { ...key, span: shiftedSpan(key.span, by) },
      map: shiftedSpan(map, by),
    })),
  };
}

/** The same value at another place of a text. */
export function shifted(value: Value, by: number): Value {
  const span = shiftedSpan(value.span, by);
  if (value.kind === 'array') return { ...value, span, items: value.items.map((item) => shifted(item, by)) };
  if (value.kind === 'object')
    return { ...value, span, members: value.members.map((member) => shiftedMember(member, by)) };
  return { ...value, span };
}

function shiftedMember({ key, value, colon, comma, span }: Member, by: number): Member {
  return {
    key: { ...key, span: shiftedSpan(key.span, by) },
    span: shiftedSpan(span, by),
    ...(value && { value: shifted(value, by) }),
    ...(colon !== undefined && { colon: colon + by }),
    ...(comma !== undefined && { comma: comma + by }),
  };
}

function shiftedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
