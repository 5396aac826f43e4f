import type { Told } from '../../../access/tell';
import { tell } from '../../../access/tell';
import { unreadInWords } from '../../../access/unread';
import { parseArn } from '../../../arn';
import type { PolicyFacts } from '../../facts';
import { hasHole } from '../../facts';
import { accountOf, delegationFix } from '../../fixes/statements';
import { allowing } from '../parts/holders';
import { kmsLink } from '../parts/links';
import { lockingDeny } from '../parts/lockingDeny';
import { openingOf } from '../parts/missing';
import type { Rule } from '../parts/rule';
import { show } from '../parts/words';

/** KMS asks on saving whether the caller could save again, unless it is told not to. */
export const callerLockedOut: Rule = {
  code: 'KMS_CALLER_LOCKED_OUT',
  severity: 'error',
  summary: 'KMS refuses the policy, because the caller could not change it again.',
  link: kmsLink('key-policy-default#key-policy-default-allow-root-enable-iam'),
  *check(policy) {
    const { document } = policy;
    const callerArn = lockedOutCaller(policy);
    // A Deny that leaves the permission to nobody has a finding of its own, at its place.
    if (lockingDeny(policy)) return;
    if (callerArn === undefined || document.root?.kind !== 'object' || !document.statement) return;
    const message = `This policy would lock out ${show(callerArn)}: KMS refuses it ("The new key policy will not allow you to update the key policy in the future"). Allow this principal, or its account, kms:PutKeyPolicy.`;
    const span = document.statement.key.span ?? openingOf(document.root);
    // Where a statement allows it to somebody, who is to be named is for a person to say.
    const nobody = allowing(policy, 'kms:PutKeyPolicy').length === 0;
    yield { span, message, fixes: () => (nobody ? delegationFix(policy) : []) };
  },
};

/** Who could not change the policy again, where the caller is known and can be judged. */
export function lockedOutCaller(policy: PolicyFacts): string | undefined {
  const { document, known } = policy;
  const { callerArn } = known;
  if (callerArn === undefined || document.root?.kind !== 'object' || !document.statement) return undefined;
  if (document.problems.length > 0 || isUnfinished(policy)) return undefined;
  const { verdict, unread } = saving(policy, callerArn);
  return unread.length > 0 || verdict.decision === 'Allowed' ? undefined : callerArn;
}

/** The same where nobody can tell, as what decides it cannot be read. */
export const callerLockOutUnknown: Rule = {
  code: 'KMS_LOCKOUT_UNKNOWN',
  severity: 'warning',
  summary: 'Whether the caller could change the policy again cannot be told.',
  link: callerLockedOut.link,
  *check(policy) {
    const { document, known } = policy;
    const { callerArn } = known;
    if (callerArn === undefined || document.root?.kind !== 'object' || !document.statement) return;
    if (document.problems.length > 0 || isUnfinished(policy)) return;
    const [first] = saving(policy, callerArn).unread;
    if (first === undefined) return;
    const broken = document.statements.find(({ index }) => index === first.statement);
    const message = `Whether ${show(callerArn)} could change this policy again cannot be told. ${unreadInWords(first)}`;
    yield { span: broken?.value.span ?? document.statement.key.span ?? openingOf(document.root), message };
  },
};

/** Parts that are only known later may be just what allows it. */
function isUnfinished({ open, statements }: PolicyFacts): boolean {
  return (
    open ||
    statements.some(
      (statement) =>
        Object.values(statement.open).some(Boolean) ||
        hasHole(statement.effect?.value) ||
        hasHole(statement.resource?.value),
    )
  );
}

/** Whether the caller could save again. Nothing is known of its IAM policies: the best is assumed of them. */
function saving(policy: PolicyFacts, principal: string): Told {
  const { key } = policy.known;
  const account = key?.accountId ?? accountOf(policy) ?? '111122223333';
  const partition = parseArn(principal)?.partition ?? 'aws';
  const resource =
    key?.arn ??
    `arn:${partition}:kms:${key?.region ?? 'us-east-1'}:${account}:key/${key?.keyId ?? '1234abcd-12ab-34cd-56ef-1234567890ab'}`;
  return tell({
    principal,
    action: 'kms:PutKeyPolicy',
    resource,
    keyPolicy: policy.text,
    identityPolicies: [everything],
  });
}

const everything = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }],
};
