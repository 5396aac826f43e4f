import { iamLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const allowNotAction: Rule = {
  code: 'KMS_ALLOW_NOT_ACTION',
  severity: 'warning',
  summary: 'Allow with NotAction allows every other action, those of the future included.',
  link: iamLink('reference_policies_elements_notaction'),
  *check({ statements }) {
    for (const { decides, notAction, action } of statements) {
      // That it stands beside Action is said by a rule of its own.
      if (decides !== 'Allow' || !notAction || action) continue;
      const message =
        'Allow with NotAction allows all other KMS actions, also those that AWS adds later. Write the actions that are meant under Action.';
      yield { span: notAction.key.span, message };
    }
  },
};
