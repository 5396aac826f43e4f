import { emptyElements } from '../parts/empty';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const emptyPrincipalObject: Rule = {
  code: 'EMPTY_OBJECT_PRINCIPAL',
  severity: 'info',
  summary: 'A statement has an empty Principal.',
  link: analyzerLink('suggestion', 'EMPTY_OBJECT_PRINCIPAL'),
  check: (policy) =>
    emptyElements(
      policy,
      'object',
      ({ principal, notPrincipal }) => [principal, notPrincipal],
      'Principal is empty, and the statement is for nobody. Write {"AWS": "…"} with the ARN of a user, a role or an account.',
    ),
};
