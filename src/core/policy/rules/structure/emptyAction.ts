import { emptyElements } from '../parts/empty';
import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const emptyAction: Rule = {
  code: 'EMPTY_ARRAY_ACTION',
  severity: 'info',
  summary: 'A statement has an empty list of actions.',
  link: analyzerLink('suggestion', 'EMPTY_ARRAY_ACTION'),
  check: (policy) =>
    emptyElements(
      policy,
      'array',
      ({ action, notAction }) => [action, notAction],
      'The list of actions is empty, and the statement does nothing. Write the actions, such as "kms:Decrypt".',
    ),
};
