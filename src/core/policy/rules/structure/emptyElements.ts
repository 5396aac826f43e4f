import type { Member } from '../../document';
import type { PolicyFacts, StatementFacts } from '../../facts';
import { quoted } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import { fixOf, removeStatement } from '../../fixes/statements';
import { isEmpty } from '../parts/empty';
import { family } from '../parts/family';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

/** An element of statements that must not be empty. */
interface Row {
  summary: string;
  message: string;
  kind: 'array' | 'object';
  /** Where the empty list or object may stand. */
  membersOf: (statement: StatementFacts) => (Member | undefined)[];
  /** Where it is better than removing the statement, which does nothing. */
  fixes?: (statement: StatementFacts, member: Member) => Change[];
}

const rows = {
  EMPTY_ARRAY_ACTION: {
    summary: 'A statement has an empty list of actions.',
    message:
      'The list of actions is empty, and the statement does nothing. Write the actions, such as "kms:Decrypt".',
    kind: 'array',
    membersOf: ({ action, notAction }) => [action, notAction],
  },
  EMPTY_ARRAY_PRINCIPAL: {
    summary: 'A statement has an empty list of principals.',
    message:
      'The list of principals is empty, and the statement is for nobody. Write the ARN of a user, a role or an account.',
    kind: 'array',
    membersOf: ({ principal, notPrincipal }) =>
      [principal, notPrincipal].flatMap((member) =>
        member?.value?.kind === 'object' ? member.value.members : [member],
      ),
  },
  EMPTY_OBJECT_PRINCIPAL: {
    summary: 'A statement has an empty Principal.',
    message:
      'Principal is empty, and the statement is for nobody. Write {"AWS": "…"} with the ARN of a user, a role or an account.',
    kind: 'object',
    membersOf: ({ principal, notPrincipal }) => [principal, notPrincipal],
  },
  EMPTY_ARRAY_RESOURCE: {
    summary: 'A statement has an empty list of resources.',
    message: 'The list of resources is empty, and the statement does nothing. Write "Resource": "*".',
    kind: 'array',
    membersOf: ({ resource, notResource }) => [resource, notResource],
    fixes: ({ resource }, member) => (member === resource ? theKeyItself(member) : []),
  },
} satisfies Record<string, Row>;

/** Elements of a statement that are an empty list or object, so that it matches nothing. */
export const emptyElements = family<keyof typeof rows, Row>(
  rows,
  (code, { summary, message, kind, membersOf, fixes }): Rule => ({
    code,
    severity: 'info',
    summary,
    link: analyzerLink('suggestion', code),
    *check(policy) {
      for (const statement of policy.statements) {
        for (const member of membersOf(statement)) {
          if (!member?.value || !isEmpty(member, kind)) continue;
          const { span } = member.value;
          yield { span, message, fixes: () => fixes?.(statement, member) ?? removal(policy, statement) };
        }
      }
    },
  }),
);

function removal(policy: PolicyFacts, statement: StatementFacts): Change[] {
  return fixOf('Remove the statement, which does nothing', removeStatement(policy, statement));
}

function theKeyItself({ value }: Member): Change[] {
  const title = 'Write "*", which in a key policy is the key itself';
  return value ? [{ title, edits: [{ span: value.span, newText: quoted('*') }] }] : [];
}
