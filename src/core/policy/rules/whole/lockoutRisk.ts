import type { Span } from '../../document';
import type { PolicyFacts, StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import { delegationFix } from '../../fixes/statements';
import {
  allowing,
  isAccount,
  isHalfTyped,
  mayBeAnyone,
  mayBeMeant,
  mayDisappear,
  coversAction,
} from '../parts/holders';
import { kmsLink } from '../parts/links';
import { changing, lockingDeny } from '../parts/lockingDeny';
import type { Rule, Severity } from '../parts/rule';
import { lockedOutCaller } from './callerLockedOut';
import { namesNoAccount } from './noRootDelegation';
import { show } from '../parts/words';

/** A key whose policy nobody can change is lost to all but AWS Support. */
export const lockoutRisk: Rule = {
  code: 'KMS_LOCKOUT_RISK',
  severity: 'warning',
  severityVaries: true,
  summary: 'Nobody, or only one principal, may change the policy.',
  link: kmsLink('key-policy-default#key-policy-default-allow-root-enable-iam'),
  *check(policy) {
    const { document, statements, open } = policy;
    if (open || isHalfTyped(document) || statements.length === 0 || !document.statement) return;
    const denied = lockingDeny(policy);
    if (denied) {
      yield {
        span: whoIsDenied(denied),
        severity:
          allowing(policy, changing).length > 0 && !policy.document.skipsLockoutCheck
            ? 'error'
            : severityOf(policy),
        message: `Nobody may call ${changing}: the key policy could never be changed again. ${refusal} Take it out of this Deny.`,
      };
      return;
    }
    if (statements.some((statement) => mayBeAnyone(statement) && coversAction(statement, changing))) return;
    if (statements.some((statement) => statement.decides !== 'Deny' && mayBeMeant(statement, changing)))
      return;
    const holders = allowing(policy, changing).flatMap(({ principals }) => principals);
    const names = new Set(holders.map(({ value }) => value.value));
    const [only] = holders;
    const span = document.statement.key.span;
    if (!only) {
      // Where the caller is known, the same is said of the caller.
      if (lockedOutCaller(policy) !== undefined) return;
      const message = `No statement allows anybody ${changing}: the key policy could never be changed again. ${refusal} Let the account decide: {"AWS": "arn:aws:iam::111122223333:root"} with "kms:*".`;
      yield { span, severity: severityOf(policy), message, fixes: () => delegationFix(policy) };
    } else if (names.size === 1 && mayDisappear(only) && !namesNoAccount(policy)) {
      const message = `Only ${show(only.value.value)} may change the policy: if it is deleted, nobody can any more but AWS Support. Let the account decide as well.`;
      yield { span: only.value.span, message, fixes: () => delegationFix(policy) };
    }
  },
};

const refusal =
  'KMS refuses this unless it is told to skip its check ("The new key policy will not allow you to update the key policy in the future").';

/** What administrators of a key have in AWS's own policies, beside the permission to change the policy. */
const administering = ['kms:ScheduleKeyDeletion', 'kms:DisableKey'];

/**
 * KMS refuses the whole policy of a key. Statements that only let somebody use a key are, as in AWS's guides, a part
 * of one more often than not: nobody saves them as they stand.
 */
function severityOf(policy: PolicyFacts): Severity {
  const { document, known } = policy;
  if (document.skipsLockoutCheck) return 'warning';
  const whole =
    document.embedded === true ||
    known.key !== undefined ||
    administering.some((action) => allowing(policy, action).length > 0);
  return whole ? 'error' : 'warning';
}

function whoIsDenied({ principal, notPrincipal, principals, value }: StatementFacts): Span {
  const who = principals.find(isEveryone) ?? principals.find(isAccount) ?? principals[0];
  return who?.value.span ?? (principal ?? notPrincipal)?.key.span ?? value.span;
}
