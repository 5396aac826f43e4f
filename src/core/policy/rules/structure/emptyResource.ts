import { quoted } from '../../fixes/edit';
import { isEmpty } from '../parts/empty';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const emptyResource: Rule = {
  code: 'EMPTY_ARRAY_RESOURCE',
  severity: 'info',
  summary: 'A statement has an empty list of resources.',
  link: analyzerLink('suggestion', 'EMPTY_ARRAY_RESOURCE'),
  *check({ statements }) {
    for (const { resource, notResource } of statements) {
      for (const member of [resource, notResource]) {
        if (!member?.value || !isEmpty(member, 'array')) continue;
        const { span } = member.value;
        const title = 'Write "*", which in a key policy is the key itself';
        yield {
          span,
          message: 'The list of resources is empty, and the statement does nothing. Write "Resource": "*".',
          fixes: () => (member === resource ? [{ title, edits: [{ span, newText: quoted('*') }] }] : []),
        };
      }
    }
  },
};
