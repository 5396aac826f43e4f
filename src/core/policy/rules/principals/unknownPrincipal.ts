import { closest } from '../../vocabulary/match';
import { write } from '../parts/entries';
import { kmsLink } from '../parts/links';
import { principalShape } from '../parts/principalShape';
import type { Rule } from '../parts/rule';
import { didYouMean, show } from '../parts/words';

/** The account's users and roles are known: KMS answers "invalid principals" to any other. */
export const unknownPrincipal: Rule = {
  code: 'KMS_UNKNOWN_PRINCIPAL',
  severity: 'warning',
  summary: 'The account has no such user or role.',
  link: kmsLink('key-policy-overview'),
  *check({ statements, known }) {
    if (!known.principals) return;
    for (const { principals, notPrincipals } of statements) {
      for (const { type, value } of [...principals, ...notPrincipals]) {
        const shape = principalShape(value.value);
        if (type !== 'AWS' || !('account' in shape)) continue;
        const there = known.principals.get(shape.account);
        if (!there || isThere(value.value, shape, there)) continue;
        const intended = shape.kind === 'session' ? undefined : closest(value.value, there);
        const message = `Account ${shape.account} has no such ${shape.kind === 'session' ? 'role' : shape.kind}: KMS refuses ${show(value.value)} ("invalid principals").${didYouMean(intended)}`;
        yield {
          span: value.span,
          message,
          fixes: () => (intended === undefined ? [] : [write(value, intended)]),
        };
      }
    }
  },
};

function isThere(arn: string, shape: ReturnType<typeof principalShape>, there: ReadonlySet<string>): boolean {
  if (shape.kind === 'user' || shape.kind === 'role') return there.has(arn);
  // The ARN of a session has the role's name, without its path.
  if (shape.kind === 'session')
    return [...there].some((one) => /:role\//.test(one) && one.endsWith(`/${shape.role}`));
  return true;
}
