import type { Answer } from './ask';
import type { Answers } from './gather';
import { gather } from './gather';
import type { AccessRequest, Layer, Reason, Ruling, Step, Verdict } from './model';
import { allows, denies, lacks, lacksText } from './reasons';
import { decideRetiring } from './retire';
import type { Situation } from './situation';
import { situationOf } from './situation';

/**
 * Decides one request as AWS does: a Deny anywhere wins; else the key policy allows the caller itself, or
 * leaves it to the account's IAM policies, or a grant allows; and whatever limits the caller has to agree.
 * @throws InvalidPolicyError where a policy cannot be read.
 */
export function evaluate(request: AccessRequest): Verdict {
  return evaluateIn(situationOf(request));
}

/** The same for a request that is taken apart already. */
export function evaluateIn(situation: Situation): Verdict {
  const trace: Step[] = [];
  const answers = gather(situation, trace);
  const outcome = explicitDeny(answers, situation) ?? decide(answers, situation);
  return { ...outcome, trace };
}

function explicitDeny(answers: Answers, situation: Situation): Ruling | undefined {
  const steps = [
    ...answers.serviceControl.map((answer) => answer.denied),
    answers.resourceControl.denied,
    answers.keyPolicy.denied,
    answers.identity.denied,
    ...answers.boundaries.map((answer) => answer.denied),
    answers.session?.denied,
  ].filter((step) => step !== undefined);
  const [first] = steps;
  if (first === undefined) return undefined;
  return {
    decision: 'ExplicitlyDenied',
    layer: first.layer,
    reasons: steps.map((step) => denies(step, situation)),
  };
}

function decide(answers: Answers, situation: Situation): Ruling {
  const closed = answers.serviceControl.find((level) => level.allowed === undefined);
  if (closed !== undefined) return implicit(lacks('service-control-policy', situation));
  if (situation.operation === 'retiregrant') return decideRetiring(answers, situation, byIdentity);
  if (situation.identity.type === 'Service') return decideService(answers, situation);
  if (situation.keyless) return byIdentity(answers, situation, []);
  if (!situation.sameAccount && !situation.crossAccount)
    return implicit({
      layer: 'operation',
      effect: 'lacks',
      text: `${situation.request.action} cannot be called on a key of another account.`,
    });
  return situation.sameAccount ? decideInside(answers, situation) : decideAcross(answers, situation);
}

function decideService(answers: Answers, situation: Situation): Ruling {
  const step = answers.keyPolicy.allowed ?? answers.grants.allowed;
  return step === undefined ? implicit(lacks('key-policy', situation)) : allowed([allows(step, situation)]);
}

/** The caller is of the account that owns the key. */
function decideInside(answers: Answers, situation: Situation): Ruling {
  const { keyPolicy } = answers;
  const direct = keyPolicy.allowed;
  const [limit] = limitedBy(keyPolicy.as, situation) ? limitsOf(answers, situation) : [];
  if (direct !== undefined && limit === undefined) return allowed([allows(direct, situation)]);
  const granted = byGrant(answers, situation);
  if (granted !== undefined) return granted;
  if (keyPolicy.delegated !== undefined) {
    const outcome = byIdentity(answers, situation, [allows(keyPolicy.delegated, situation)]);
    if (outcome.decision === 'Allowed' || direct === undefined) return outcome;
  }
  if (direct !== undefined && limit !== undefined)
    return implicit(allows(direct, situation), lacks(limit, situation));
  const ownPolicies = answers.identity.allowed;
  return ownPolicies === undefined
    ? implicit(lacks('key-policy', situation))
    : implicit(lacks('key-policy', situation), {
        ...allows(ownPolicies, situation),
        text: `${allows(ownPolicies, situation).text} But IAM policies count only where the key policy allows the account.`,
      });
}

/** The caller is of another account: its own account has to allow, too. */
function decideAcross(answers: Answers, situation: Situation): Ruling {
  const granted = byGrant(answers, situation);
  if (granted !== undefined) return granted;
  const opened = answers.keyPolicy.allowed ?? answers.keyPolicy.delegated;
  if (opened === undefined) {
    const more = answers.identity.allowed === undefined && situation.identity.type !== 'Account';
    return implicit(lacks('key-policy', situation), ...(more ? [lacks('identity-policy', situation)] : []));
  }
  return byIdentity(answers, situation, [allows(opened, situation)]);
}

/**
 * A grant to the caller needs nothing more, in whichever account; a grant to an account needs that account's
 * IAM policy.
 */
function byGrant(answers: Answers, situation: Situation): Ruling | undefined {
  const step = answers.grants.allowed;
  if (step === undefined) return undefined;
  if (answers.grants.as === 'account') {
    const outcome = byIdentity(answers, situation, [allows(step, situation)]);
    return outcome.decision === 'Allowed' ? { ...outcome, layer: 'grant' } : undefined;
  }
  if (limitedBy(answers.grants.as, situation) && limitsOf(answers, situation).length > 0) return undefined;
  return allowed([allows(step, situation)]);
}

/** IAM policies have to allow, and boundary and session policies with them. */
function byIdentity(answers: Answers, situation: Situation, before: Reason[]): Ruling {
  const [limit] = limitsOf(answers, situation);
  const step = answers.identity.allowed;
  if (situation.identity.type !== 'Account' && step === undefined)
    return implicit(...before, lacks('identity-policy', situation));
  if (limit !== undefined)
    return implicit(
      ...before,
      ...(step === undefined ? [] : [allows(step, situation)]),
      lacks(limit, situation),
    );
  if (step !== undefined) return allowed([...before, allows(step, situation)], step.layer);
  const root: Reason = {
    layer: 'root-user',
    effect: 'allows',
    text: 'The root user needs no IAM policy for what is left to its account.',
  };
  return allowed([...before, root], before[0]?.layer ?? 'root-user');
}

/** Permissions boundary and session policies, as far as they do not allow. */
function limitsOf(answers: Answers, situation: Situation): Layer[] {
  if (situation.identity.type === 'Account') return [];
  const limits: Layer[] = [];
  if (answers.boundaries.some((boundary) => boundary.allowed === undefined))
    limits.push('permissions-boundary');
  if (answers.session !== undefined && answers.session.allowed === undefined) limits.push('session-policy');
  return limits;
}

/**
 * Do boundary and session policies limit also what a resource-based policy gives the caller? What it gives a
 * role, yes; but not what it gives a user or a session itself, nor what it gives everyone, even where a
 * condition on `aws:PrincipalArn` narrows that to a role (IAM user guide, reference_policies_elements_principal,
 * "IAM role principals", and reference_policies_evaluation-logic).
 */
function limitedBy(as: Answer['as'], situation: Situation): boolean {
  return as === 'role' && situation.identity.type !== 'User';
}

function allowed(reasons: Reason[], layer?: Layer): Ruling {
  return { decision: 'Allowed', layer: layer ?? reasons[0]?.layer ?? 'key-policy', reasons };
}

function implicit(...reasons: Reason[]): Ruling {
  const missing = reasons.find((reason) => reason.effect === 'lacks');
  return {
    decision: 'ImplicitlyDenied',
    layer: missing?.layer ?? 'key-policy',
    reasons:
      reasons.length > 0
        ? reasons
        : [{ layer: 'key-policy', effect: 'lacks', text: lacksText('key-policy') }],
  };
}
