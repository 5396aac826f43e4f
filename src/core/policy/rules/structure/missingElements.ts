import type { PolicyFacts, StatementFacts } from '../../facts';
import { insertMember } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import { accountPrincipal, fixOf, withAccount } from '../../fixes/statements';
import { family } from '../parts/family';
import { analyzerLink } from '../parts/links';
import { hasElement, openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

/** An element that every statement needs. */
interface Row {
  /** Its name, and that of its negation. */
  names: readonly string[];
  summary: string;
  message: string;
  fixes: (policy: PolicyFacts, statement: StatementFacts) => Change[];
}

/** The least that an Action can allow. */
const harmless = 'kms:DescribeKey';

const rows = {
  MISSING_EFFECT: {
    names: ['Effect'],
    summary: 'A statement has no Effect.',
    message: 'The statement has no Effect: add "Effect": "Allow" or "Effect": "Deny".',
    fixes: ({ text }, { value, sid }) =>
      ['Allow', 'Deny'].flatMap((effect) =>
        fixOf(
          `Add "Effect": "${effect}"`,
          insertMember(text, value, 'Effect', effect, { after: sid, first: !sid }),
        ),
      ),
  },
  MISSING_ACTION: {
    names: ['Action', 'NotAction'],
    summary: 'A statement has neither Action nor NotAction.',
    message: `The statement has no Action: add one, such as "Action": "${harmless}".`,
    fixes: ({ text }, { value, principal, notPrincipal }) => {
      const edit = insertMember(text, value, 'Action', harmless, { after: notPrincipal ?? principal });
      return fixOf(`Add "Action": "${harmless}"`, edit);
    },
  },
  MISSING_PRINCIPAL: {
    names: ['Principal', 'NotPrincipal'],
    summary: 'A statement has no Principal.',
    message:
      'The statement has no Principal; KMS refuses the policy ("a statement with no principal"). Add "Principal": {"AWS": "…"}.',
    fixes: addPrincipal,
  },
  /** KMS accepted such statements, without effect; since August 2025 they are announced to be rejected. */
  MISSING_RESOURCE: {
    names: ['Resource', 'NotResource'],
    summary: 'A statement has no Resource.',
    message:
      'The statement has no Resource and so no effect. Add "Resource": "*", which in a key policy is the key itself.',
    fixes: ({ text }, { value, action, notAction }) => {
      const edit = insertMember(text, value, 'Resource', '*', { after: notAction ?? action });
      return fixOf('Add "Resource": "*"', edit);
    },
  },
} satisfies Record<string, Row>;

/** Elements that a statement lacks. */
export const missingElements = family<keyof typeof rows, Row>(
  rows,
  (code, { names, summary, message, fixes }): Rule => ({
    code,
    severity: 'error',
    summary,
    link: analyzerLink('error', code),
    *check(policy) {
      for (const statement of policy.statements)
        if (!hasElement(statement, ...names))
          yield { span: openingOf(statement.value), message, fixes: () => fixes(policy, statement) };
    },
  }),
);

/** A Deny is mostly for everybody; an Allow is for the account until somebody says for whom. */
function addPrincipal(policy: PolicyFacts, { value, effect, decides }: StatementFacts): Change[] {
  const edit = (AWS: string): ReturnType<typeof insertMember> =>
    insertMember(policy.text, value, 'Principal', { AWS }, { after: effect });
  if (decides === 'Deny') return fixOf('Add "Principal": {"AWS": "*"}', edit('*'));
  return withAccount(policy, (account, name) => ({
    title: `Add ${name} as "Principal"`,
    edit: edit(accountPrincipal(policy, account)),
  }));
}
