import { analyzerLink } from '../parts/links';
import type { Rule } from '../parts/rule';

export const allowNotPrincipal: Rule = {
  code: 'ALLOW_WITH_NOT_PRINCIPAL',
  severity: 'warning',
  summary: 'Allow with NotPrincipal allows everyone else in the world.',
  link: analyzerLink('security-warning', 'ALLOW_WITH_NOT_PRINCIPAL'),
  *check({ statements }) {
    for (const { decides, notPrincipal, principal } of statements) {
      // That it stands beside Principal is said by a rule of its own.
      if (decides !== 'Allow' || !notPrincipal || principal) continue;
      const message =
        'Allow with NotPrincipal allows everyone but those named, of all AWS accounts. Write whom you mean under Principal.';
      yield { span: notPrincipal.key.span, message };
    }
  },
};
