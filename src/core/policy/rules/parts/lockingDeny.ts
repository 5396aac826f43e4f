import type { PolicyFacts, PrincipalFacts, StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { allowing, coversAction, isAccount } from './holders';
import { principalShape } from './principalShape';

/** What whoever changes the policy of a key needs. */
export const changing = 'kms:PutKeyPolicy';

/** The Deny that takes kms:PutKeyPolicy from everybody who is allowed it, whatever the request. */
export function lockingDeny(policy: PolicyFacts): StatementFacts | undefined {
  const holders = allowing(policy, changing).flatMap(({ principals }) => principals);
  return policy.statements.find((statement) => {
    const { decides, condition, open, notResource } = statement;
    if (decides !== 'Deny' || condition || notResource || open.action || open.principal) return false;
    if (!coversAction(statement, changing)) return false;
    if (statement.principals.some(isEveryone)) return true;
    return holders.length > 0 && holders.every(deniedBy(statement));
  });
}

/**
 * Whom a Deny leaves nothing. For an account it is for all of its users and roles (IAM user guide,
 * reference_policies_elements_principal), and a NotPrincipal without the account spares nobody of it.
 */
function deniedBy({
  notPrincipal,
  principals,
  notPrincipals,
}: StatementFacts): (holder: PrincipalFacts) => boolean {
  const listed = notPrincipal ? notPrincipals : principals;
  const names = new Set(listed.map(({ value }) => value.value));
  const accounts = new Set(listed.filter(isAccount).map(accountIn));
  if (notPrincipal) return (holder) => !names.has('*') && !accounts.has(accountIn(holder));
  return (holder) =>
    names.has(holder.value.value) || (!isEveryone(holder) && accounts.has(accountIn(holder)));
}

function accountIn({ type, value }: PrincipalFacts): string | undefined {
  const shape = type === 'AWS' ? principalShape(value.value) : undefined;
  return shape && 'account' in shape ? shape.account : undefined;
}
