import type { Change } from '../../fixes/fix';
import type { Member } from '../../document';
import type { StatementFacts } from '../../facts';
import { removeMember } from '../../fixes/edit';
import { fixOf } from '../../fixes/statements';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

/** An element and its negation exclude each other. */
export const elementCombination: Rule = {
  code: 'UNSUPPORTED_ELEMENT_COMBINATION',
  severity: 'error',
  summary: 'A statement has both an element and its negation.',
  link: analyzerLink('error', 'UNSUPPORTED_ELEMENT_COMBINATION'),
  *check({ statements, text }) {
    for (const statement of statements) {
      for (const [one, other] of pairsOf(statement)) {
        if (!one || !other) continue;
        const names = `"${one.key.value}" and "${other.key.value}"`;
        const fixes = (): Change[] =>
          [other, one].flatMap((member) =>
            fixOf(`Remove "${member.key.value}"`, removeMember(text, statement.value, member)),
          );
        const message = `A statement cannot have both ${names}: remove one of them.`;
        yield { span: other.key.span, message, fixes };
      }
    }
  },
};

function pairsOf(statement: StatementFacts): [Member | undefined, Member | undefined][] {
  const { principal, notPrincipal, action, notAction, resource, notResource } = statement;
  return [
    [principal, notPrincipal],
    [action, notAction],
    [resource, notResource],
  ];
}
