import type { Span, Value } from '../../document';
import type { StatementFacts } from '../../facts';
import { statementElements } from '../../vocabulary/limits';
import { meantElement } from '../structure/invalidElement';

/** Where to mark what is not there: the opening of the object that lacks it. */
export function openingOf(value: Value): Span {
  return { start: value.span.start, end: Math.min(value.span.start + 1, value.span.end) };
}

/** Whether the statement has the element, or one that is just misspelt, which has a finding of its own. */
export function hasElement({ value }: StatementFacts, ...names: string[]): boolean {
  return value.members.some(
    ({ key }) =>
      names.includes(key.value) ||
      (!statementElements.some((element) => element === key.value) &&
        names.includes(meantElement(key, value, statementElements) ?? '')),
  );
}
