import type { Change } from '../../fixes/fix';
import { insertMember } from '../../fixes/edit';
import { fixOf } from '../../fixes/statements';
import { analyzerLink } from '../parts/links';
import { hasElement, openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';

export const missingEffect: Rule = {
  code: 'MISSING_EFFECT',
  severity: 'error',
  summary: 'A statement has no Effect.',
  link: analyzerLink('error', 'MISSING_EFFECT'),
  *check({ statements, text }) {
    for (const statement of statements) {
      if (hasElement(statement, 'Effect')) continue;
      const fixes = (): Change[] =>
        ['Allow', 'Deny'].flatMap((effect) =>
          fixOf(
            `Add "Effect": "${effect}"`,
            insertMember(text, statement.value, 'Effect', effect, {
              after: statement.sid,
              first: !statement.sid,
            }),
          ),
        );
      const message = 'The statement has no Effect: add "Effect": "Allow" or "Effect": "Deny".';
      yield { span: openingOf(statement.value), message, fixes };
    }
  },
};
