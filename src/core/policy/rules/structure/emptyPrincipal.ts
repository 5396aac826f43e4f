import { emptyElements } from '../parts/empty';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const emptyPrincipal: Rule = {
  code: 'EMPTY_ARRAY_PRINCIPAL',
  severity: 'info',
  summary: 'A statement has an empty list of principals.',
  link: analyzerLink('suggestion', 'EMPTY_ARRAY_PRINCIPAL'),
  check: (policy) =>
    emptyElements(
      policy,
      'array',
      ({ principal, notPrincipal }) =>
        [principal, notPrincipal].flatMap((member) =>
          member?.value?.kind === 'object' ? member.value.members : [member],
        ),
      'The list of principals is empty, and the statement is for nobody. Write the ARN of a user, a role or an account.',
    ),
};
