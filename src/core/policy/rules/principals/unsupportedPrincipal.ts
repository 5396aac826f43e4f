import { kmsLink } from '../parts/links';
import { principalShape } from '../parts/principalShape';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** The principals of a key policy are accounts, users, roles, and services (developer guide). */
export const unsupportedPrincipal: Rule = {
  code: 'UNSUPPORTED_PRINCIPAL',
  severity: 'error',
  summary: 'A principal of a kind that key policies do not take.',
  link: kmsLink('key-policy-overview'),
  *check({ statements }) {
    for (const { principal, notPrincipal, principals, notPrincipals } of statements) {
      for (const member of [principal, notPrincipal]) {
        for (const { key } of member?.value?.kind === 'object' ? member.value.members : []) {
          if (key.value !== 'Federated' && key.value !== 'CanonicalUser') continue;
          const message = `A key policy takes no ${key.value} principals. Name the role that they assume, under "AWS".`;
          yield { span: key.span, message };
        }
      }
      for (const { type, value } of [...principals, ...notPrincipals]) {
        if (type !== 'AWS' || principalShape(value.value).kind !== 'group') continue;
        const message = `An IAM group is no principal: ${show(value.value)} matches nobody. Name the users, or a role that they assume.`;
        yield { span: value.span, message };
      }
    }
  },
};
