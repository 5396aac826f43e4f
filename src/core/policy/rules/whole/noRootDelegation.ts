import { isEveryone } from '../../facts';
import type { PolicyFacts, PrincipalFacts } from '../../facts';
import { delegationFix } from '../../fixes/statements';
import { isAccount, isHalfTyped, whoIsMistaken } from '../parts/holders';
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
    const { document, statements, open } = policy;
    const allows = statements.filter(({ decides }) => decides === 'Allow');
    if (open || isHalfTyped(document) || allows.length === 0 || !document.statement) return;
    if (
      statements.some(
        ({ open: { principal }, notPrincipal, effect }) =>
          principal || notPrincipal || effect?.value?.kind === 'hole',
      )
    )
      return;
    // A mistake may be what keeps the account from being named; it is said where it is.
    if (statements.some((statement) => statement.decides !== 'Deny' && whoIsMistaken(statement))) return;
    if (allows.some(({ principals }) => principals.some((one) => delegates(policy, one)))) return;
    const message =
      'No statement names the account, so that IAM policies give nobody access to the key, and if the principals named here go, only AWS Support can help. Add the statement for arn:aws:iam::<account>:root.';
    yield { span: document.statement.key.span, message, fixes: () => delegationFix(policy) };
  },
};

function delegates({ known }: PolicyFacts, principal: PrincipalFacts): boolean {
  if (isEveryone(principal)) return true;
  if (!isAccount(principal)) return false;
  const own = known.key?.accountId ?? known.callerAccount;
  const shape = principalShape(principal.value.value);
  return own === undefined || (shape.kind === 'account' && shape.account === own);
}
