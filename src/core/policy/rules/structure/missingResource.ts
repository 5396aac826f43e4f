import { insertMember } from '../../fixes/edit';
import type { Edit } from '../../fixes/fix';
import { fixOf } from '../../fixes/statements';
import { analyzerLink } from '../parts/links';
import { hasElement, openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

/** KMS accepted such statements, without effect; since August 2025 they are announced to be rejected. */
export const missingResource: Rule = {
  code: 'MISSING_RESOURCE',
  severity: 'error',
  summary: 'A statement has no Resource.',
  link: analyzerLink('error', 'MISSING_RESOURCE'),
  *check({ statements, text }) {
    for (const statement of statements) {
      if (hasElement(statement, 'Resource', 'NotResource')) continue;
      const after = statement.notAction ?? statement.action;
      const edit = (): Edit => insertMember(text, statement.value, 'Resource', '*', { after });
      const message =
        'The statement has no Resource and so no effect. Add "Resource": "*", which in a key policy is the key itself.';
      yield { span: openingOf(statement.value), message, fixes: () => fixOf('Add "Resource": "*"', edit()) };
    }
  },
};
