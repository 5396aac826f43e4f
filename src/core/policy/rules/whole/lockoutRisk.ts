import type { Span } from '../../document';
import type { PolicyFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { delegationFix } from '../../fixes/statements';
import { allowing, isHalfTyped, mayBeAnyone, mayBeMeant, mayDisappear, speaksOf } from '../parts/holders';
import { kmsLink } from '../parts/links';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

const changing = 'kms:PutKeyPolicy';

/** A key whose policy nobody can change is lost to all but AWS Support. */
export const lockoutRisk: Rule = {
  code: 'KMS_LOCKOUT_RISK',
  severity: 'warning',
  summary: 'Nobody, or only one principal, may change the policy.',
  link: kmsLink('key-policy-default#key-policy-default-allow-root-enable-iam'),
  *check(policy) {
    const { document, statements, open } = policy;
    if (open || isHalfTyped(document) || statements.length === 0 || !document.statement) return;
    if (statements.some((statement) => mayBeAnyone(statement) && speaksOf(statement, changing))) return;
    if (statements.some((statement) => statement.decides !== 'Deny' && mayBeMeant(statement, changing)))
      return;
    const holders = allowing(policy, changing).flatMap(({ principals }) => principals);
    const names = new Set(holders.map(({ value }) => value.value));
    const [only] = holders;
    const span = document.statement.key.span;
    const denied = deniedToAll(policy);
    if (denied) {
      yield {
        span: denied,
        message: `Nobody may call ${changing}: the key policy could never be changed again. Take it out of this Deny.`,
      };
    } else if (!only) {
      const message = `No statement allows anybody ${changing}: the key policy could never be changed again. Let the account decide: {"AWS": "arn:aws:iam::111122223333:root"} with "kms:*".`;
      yield { span, message, fixes: delegationFix(policy) };
    } else if (names.size === 1 && mayDisappear(only)) {
      const message = `Only ${show(only.value.value)} may change the policy: if it is deleted, nobody can any more but AWS Support. Let the account decide as well.`;
      yield { span: only.value.span, message, fixes: delegationFix(policy) };
    }
  },
};

/** The principal of a Deny that takes kms:PutKeyPolicy from everybody, whatever the request. */
function deniedToAll({ statements }: PolicyFacts): Span | undefined {
  for (const statement of statements) {
    const { decides, condition, principals } = statement;
    if (decides !== 'Deny' || condition || !speaksOf(statement, changing) || statement.open.action) continue;
    const everyone = principals.find(isEveryone);
    if (everyone) return everyone.value.span;
  }
  return undefined;
}
