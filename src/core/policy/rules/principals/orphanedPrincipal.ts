import type { Change } from '../../fixes/fix';
import { principalElement, removeEntry } from '../parts/entries';
import { kmsLink } from '../parts/links';
import { principalShape } from '../parts/principalShape';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** When a user or role is deleted, KMS shows its unique id in the place of the ARN, and refuses to save it again. */
export const orphanedPrincipal: Rule = {
  code: 'KMS_ORPHANED_PRINCIPAL',
  severity: 'error',
  summary: 'A principal is the id of a user or role that was deleted.',
  link: kmsLink('key-policy-overview'),
  *check(policy) {
    for (const statement of policy.statements) {
      for (const { value, element } of [...statement.principals, ...statement.notPrincipals]) {
        const shape = principalShape(value.value);
        if (shape.kind !== 'unique-id') continue;
        const what = shape.of === 'other' ? 'an identity' : `a ${shape.of}`;
        const message = `${show(value.value)} is the unique id of ${what} that was deleted: KMS refuses a policy with it ("invalid principals"). Remove it, or write the ARN of the new one.`;
        const fixes = (): Change[] => removeEntry(policy, statement, principalElement(element, value), value);
        yield { span: value.span, message, fixes };
      }
    }
  },
};
