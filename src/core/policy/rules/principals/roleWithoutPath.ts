import type { Change } from '../../fixes/fix';
import { reservedRoleForm } from '../../vocabulary/reservedRoles';
import { write } from '../parts/entries';
import { kmsLink } from '../parts/links';
import { principalShape } from '../parts/principalShape';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** IAM looks a principal up by its whole ARN: without the path there is no such role. */
export const roleWithoutPath: Rule = {
  code: 'KMS_ROLE_WITHOUT_PATH',
  severity: 'error',
  summary: 'A role that AWS creates under a path is named without it.',
  link: kmsLink('key-policy-overview'),
  *check({ statements, known }) {
    for (const { principals, notPrincipals } of statements) {
      for (const { type, value } of [...principals, ...notPrincipals]) {
        const shape = principalShape(value.value);
        if (type !== 'AWS' || shape.kind !== 'role') continue;
        const form = reservedRoleForm(shape.name);
        if (form === undefined) continue;
        const name = shape.name.slice(shape.name.lastIndexOf('/') + 1);
        const there = [...(known.principals?.get(shape.account) ?? [])].find(
          (arn) => arn.includes(':role/') && arn.endsWith(`/${name}`) && arn !== value.value,
        );
        const fixes = (): Change[] => (there === undefined ? [] : [write(value, there)]);
        const message = `KMS refuses ${show(value.value)} ("invalid principals"): AWS creates this role under a path. Write it as ${form}; "aws iam get-role --role-name ${name}" shows its ARN.`;
        yield { span: value.span, message, fixes };
      }
    }
  },
};
