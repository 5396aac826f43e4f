import { isEveryone } from '../../facts';
import type { PolicyFacts, PrincipalFacts } from '../../facts';
import { delegationFix } from '../../fixes/statements';
import { allowing, isAccount, isHalfTyped, whoIsMistaken } from '../parts/holders';
import { kmsLink } from '../parts/links';
import { principalShape } from '../parts/principalShape';
import type { Rule } from '../parts/rule';

/** Unlike other services, KMS heeds IAM policies only where the key policy names the account. */
export const noRootDelegation: Rule = {
  code: 'KMS_NO_ROOT_DELEGATION',
  severity: 'warning',
  summary: 'IAM policies have no effect on the key.',
  link: kmsLink('key-policy-default#key-policy-default-allow-root-enable-iam'),
  *check(policy) {
    const { document } = policy;
    // That nobody at all may change the policy is said by a rule of its own: it is the same cause, with the same remedy.
    if (!document.statement || !namesNoAccount(policy) || allowing(policy, 'kms:PutKeyPolicy').length === 0)
      return;
    const message =
      'No statement names the account, so that IAM policies give nobody access to the key, and if the principals named here go, only AWS Support can help. Add the statement for arn:aws:iam::<account>:root.';
    yield { span: document.statement.key.span, message, fixes: () => delegationFix(policy) };
  },
};

/** Whether the policy, as far as it can be read, leaves nothing to the IAM policies of its account. */
export function namesNoAccount(policy: PolicyFacts): boolean {
  const { document, statements, open } = policy;
  const allows = statements.filter(({ decides }) => decides === 'Allow');
  if (open || isHalfTyped(document) || allows.length === 0) return false;
  const unclear = statements.some(
    ({ open: { principal }, notPrincipal, effect }) =>
      principal || notPrincipal || effect?.value?.kind === 'hole',
  );
  // A mistake may be what keeps the account from being named; it is said where it is.
  if (unclear || statements.some((statement) => statement.decides !== 'Deny' && whoIsMistaken(statement)))
    return false;
  return !allows.some(({ principals }) => principals.some((one) => delegates(policy, one)));
}

function delegates({ known }: PolicyFacts, principal: PrincipalFacts): boolean {
  if (isEveryone(principal)) return true;
  if (!isAccount(principal)) return false;
  const own = known.key?.accountId ?? known.callerAccount;
  const shape = principalShape(principal.value.value);
  return own === undefined || (shape.kind === 'account' && shape.account === own);
}
