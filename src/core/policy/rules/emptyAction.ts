import { emptyElements } from './empty';
import { analyzerLink } from './links';
import type { Rule } from './rule';

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
