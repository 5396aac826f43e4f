import { removeMember, replaceString } from '../../fixes/edit';
import { fixOf } from '../../fixes/statements';
import { sidFor } from '../../refactor/addSid';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

export const emptySid: Rule = {
  code: 'EMPTY_SID_VALUE',
  severity: 'info',
  summary: 'A Sid is empty.',
  link: analyzerLink('suggestion', 'EMPTY_SID_VALUE'),
  *check(policy) {
    for (const statement of policy.statements) {
      const { sid, value: object } = statement;
      if (sid?.value?.kind !== 'string' || sid.value.value !== '') continue;
      const name = sidFor(policy, statement);
      const edits = [replaceString(sid.value, name)];
      yield {
        span: sid.value.span,
        message: 'The Sid is empty: name what the statement is for, or remove it.',
        fixes: () => [
          { title: `Write ${show(name)}`, edits, anywhere: true },
          ...fixOf('Remove the Sid', removeMember(policy.text, object, sid)),
        ],
      };
    }
  },
};
