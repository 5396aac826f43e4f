import { insertMember } from '../../fixes/edit';
import type { Edit } from '../../fixes/fix';
import { fixOf } from '../../fixes/statements';
import { analyzerLink } from '../parts/links';
import { hasElement, openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

/** The least that an Action can allow. */
const harmless = 'kms:DescribeKey';

export const missingAction: Rule = {
  code: 'MISSING_ACTION',
  severity: 'error',
  summary: 'A statement has neither Action nor NotAction.',
  link: analyzerLink('error', 'MISSING_ACTION'),
  *check({ statements, text }) {
    for (const statement of statements) {
      if (hasElement(statement, 'Action', 'NotAction')) continue;
      const after = statement.notPrincipal ?? statement.principal;
      const edit = (): Edit => insertMember(text, statement.value, 'Action', harmless, { after });
      const message = `The statement has no Action: add one, such as "Action": "${harmless}".`;
      yield {
        span: openingOf(statement.value),
        message,
        fixes: () => fixOf(`Add "Action": "${harmless}"`, edit()),
      };
    }
  },
};
