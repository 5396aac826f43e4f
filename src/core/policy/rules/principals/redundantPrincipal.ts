import type { PrincipalFacts } from '../../facts';
import type { Change } from '../../fixes/fix';
import { principalElement, removeEntry } from '../parts/entries';
import { kmsLink } from '../parts/links';
import { principalShape } from '../parts/principalShape';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** KMS keeps one of them, as the ARN: tools that compare what they sent with what is there find a difference each time. */
export const redundantPrincipal: Rule = {
  code: 'KMS_REDUNDANT_PRINCIPAL',
  severity: 'info',
  summary: 'A statement names one principal twice.',
  link: kmsLink('key-policy-overview'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const list of [statement.principals, statement.notPrincipals]) {
        const first = new Map<string, PrincipalFacts>();
        for (const one of list) {
          const name = nameOf(one);
          const before = first.get(name);
          if (!before) {
            first.set(name, one);
            continue;
          }
          const { value, element } = one;
          const same = before.value.value === value.value;
          const message = `${show(value.value)} is named already${same ? '' : `, as ${show(before.value.value)}`}: KMS keeps one of them, so that tools such as Terraform find a difference each time. Remove it.`;
          const fixes = (): Change[] =>
            removeEntry(policy, statement, principalElement(element, value), value);
          yield { span: value.span, message, fixes };
        }
      }
    }
  },
};

/** An account is the same by its id and by the ARN of its root. */
function nameOf({ type, value }: PrincipalFacts): string {
  const shape = type === 'AWS' ? principalShape(value.value) : undefined;
  return shape?.kind === 'account' ? `account ${shape.account}` : `${type} ${value.value}`;
}
