import type { Change } from '../../fixes/fix';
import type { Member } from '../../document';
import type { PolicyFacts, StatementFacts } from '../../facts';
import { fixOf, removeStatement } from '../../fixes/statements';
import type { Report } from './rule';

/** What to say of an element that is an empty list or object, in a statement that therefore matches nothing. */
export function* emptyElements(
  policy: PolicyFacts,
  kind: 'array' | 'object',
  membersOf: (statement: StatementFacts) => (Member | undefined)[],
  message: string,
): Iterable<Report> {
  for (const statement of policy.statements) {
    for (const member of membersOf(statement)) {
      if (!member?.value || !isEmpty(member, kind)) continue;
      const fixes = (): Change[] =>
        fixOf('Remove the statement, which does nothing', removeStatement(policy, statement));
      yield { span: member.value.span, message, fixes };
    }
  }
}

/** `[]` or `{}`, complete: half-typed text has nothing in it yet. */
export function isEmpty({ value }: Member, kind: 'array' | 'object'): boolean {
  if (value?.kind === 'array') return kind === 'array' && value.items.length === 0 && !value.unclosed;
  return value?.kind === 'object' && kind === 'object' && value.members.length === 0 && !value.unclosed;
}
