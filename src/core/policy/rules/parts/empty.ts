import type { Member } from '../../document';

/** `[]` or `{}`, complete: half-typed text has nothing in it yet. */
export function isEmpty({ value }: Member, kind: 'array' | 'object'): boolean {
  if (value?.kind === 'array') return kind === 'array' && value.items.length === 0 && !value.unclosed;
  return value?.kind === 'object' && kind === 'object' && value.members.length === 0 && !value.unclosed;
}
