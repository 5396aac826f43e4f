import type { CompiledPolicy, CompiledStatement, Naming, PolicyKind } from './compiled';
import { InvalidPolicyError } from './compilePolicy';
import { conditionHolds } from './conditions';
import type { Layer, NamedPolicy, Outcome, PolicyInput, Step } from './model';
import type { PrincipalMatch } from './principalMatch';
import { matchPrincipals, notListed, outsideNotPrincipals } from './principalMatch';
import { readPolicy } from './readPolicy';
import type { Situation } from './situation';

/** A policy ready to be asked, with its place in the request. */
export interface Asked {
  policy: CompiledPolicy;
  kind: PolicyKind;
  layer: Layer;
  name?: string;
}

/** The statements that decide, as far as this policy goes. */
export interface Answer {
  denied?: Step;
  allowed?: Step;
  /** How the allowing statement names the caller. */
  as?: PrincipalMatch;
  delegated?: Step;
}

/** Puts the situation to each statement of a policy and writes every step down. */
export function ask(asked: Asked, situation: Situation, trace: Step[]): Answer {
  const answer: Answer = {};
  for (const statement of asked.policy.statements) {
    const { step, match } = examine(statement, asked, situation);
    trace.push(step);
    if (step.outcome === 'delegated') answer.delegated ??= step;
    if (step.outcome !== 'matched') continue;
    if (statement.effect === 'Deny') answer.denied ??= step;
    else if (answer.as === undefined || reach[answer.as] < reach[match]) {
      answer.allowed = step;
      answer.as = match;
    }
  }
  return answer;
}

/** Several policies that count as one: any may allow. */
export function askAll(all: readonly Asked[], situation: Situation, trace: Step[]): Answer {
  const answer: Answer = {};
  for (const asked of all) {
    const next = ask(asked, situation, trace);
    if (next.denied !== undefined) answer.denied ??= next.denied;
    if (next.allowed !== undefined) answer.allowed ??= next.allowed;
  }
  return answer;
}

/** Reads what a request lists, with a name for each for the explanation; parts may be `unread`. */
export function readInputs(
  list: readonly PolicyInput[] | undefined,
  layer: Layer,
  field: string,
  kind: PolicyKind = 'identity',
): Asked[] {
  return (list ?? []).map((input, index) => {
    const named = isNamed(input);
    const name = named ? input.name : `${field}[${index}]`;
    return { policy: readPolicy(named ? input.document : input, kind), kind, layer, name };
  });
}

/**
 * The same for those who cannot do with a part of a policy.
 * @throws InvalidPolicyError, which says which of the policies cannot be read.
 */
export function askedOf(
  list: readonly PolicyInput[] | undefined,
  layer: Layer,
  field: string,
  kind: PolicyKind = 'identity',
): Asked[] {
  const read = readInputs(list, layer, field, kind);
  for (const { policy, name } of read)
    if (policy.unread !== undefined)
      throw new InvalidPolicyError(
        policy.unread.flatMap(({ problems }) => problems),
        name,
      );
  return read;
}

/** Whether a policy comes with its name, for the reasons. */
export function isNamed(input: PolicyInput): input is NamedPolicy {
  return (
    typeof input === 'object' && 'document' in input && 'name' in input && typeof input.name === 'string'
  );
}

/** The less of it a boundary or a session policy can take away, the higher. */
const reach: Record<PrincipalMatch, number> = { none: 0, account: 1, role: 2, everyone: 3, self: 4 };

interface Examined {
  step: Step;
  match: PrincipalMatch;
}

function examine(statement: CompiledStatement, asked: Asked, situation: Situation): Examined {
  const dead = deadElement(statement, asked.kind);
  if (dead !== undefined) return { step: stepOf(statement, asked, 'dead', { detail: dead }), match: 'none' };
  const match = asked.kind === 'identity' ? 'self' : principalMatch(statement, situation);
  const outcome = outcomeOf(statement, asked.kind, match, situation);
  if (outcome !== 'condition') {
    const more = unspared(statement, outcome, situation);
    return { step: stepOf(statement, asked, outcome, more), match };
  }
  return { step: stepOf(statement, asked, outcome, failedCondition(statement, situation)), match };
}

function outcomeOf(
  statement: CompiledStatement,
  kind: PolicyKind,
  match: PrincipalMatch,
  situation: Situation,
): Outcome {
  if (match === 'none') return 'principal';
  if (statement.action?.(situation.action) !== true) return 'action';
  if (statement.resource?.(situation.resource, situation.context) !== true) return 'resource';
  for (const condition of statement.conditions)
    if (!conditionHolds(condition, situation.context)) return 'condition';
  return match === 'account' && statement.effect === 'Allow' ? 'delegated' : 'matched';
}

/** How a statement that names principals fits the caller. */
export function principalMatch(statement: Naming, situation: Situation): PrincipalMatch {
  const { principals, notPrincipals, effect } = statement;
  if (principals !== undefined) return matchPrincipals(principals, situation.identity);
  if (notPrincipals === undefined) return 'none';
  // Deny with NotPrincipal hits everybody who has a permissions boundary, listed or not (IAM user guide,
  // access_policies_boundaries).
  const bounded = effect === 'Deny' && isBounded(situation);
  return bounded || outsideNotPrincipals(notPrincipals, situation.identity, effect) ? 'everyone' : 'none';
}

function isBounded({ request }: Situation): boolean {
  return (request.permissionBoundaries ?? []).length > 0;
}

function unspared(
  { effect, notPrincipals }: CompiledStatement,
  outcome: Outcome,
  situation: Situation,
): Pick<Step, 'unspared'> {
  if (effect !== 'Deny' || outcome !== 'matched' || notPrincipals === undefined) return {};
  const missing = notListed(notPrincipals, situation.identity);
  return { unspared: { notListed: missing, bounded: isBounded(situation) } };
}

/**
 * The element without which the statement matches nothing. A key policy needs Resource itself: `*`, which means
 * this key (developer guide, key-policy-overview), or the key's ARN, as AWS's own guides for services write it
 * (Systems Manager, AWS Config, Control Tower). NotResource is no substitute.
 */
export function deadElement(statement: CompiledStatement, kind: PolicyKind): string | undefined {
  if (kind !== 'identity' && statement.principals === undefined && statement.notPrincipals === undefined)
    return 'Principal';
  if (statement.action === undefined) return 'Action';
  const named = statement.resource !== undefined && !(kind === 'key' && statement.notResource);
  return named ? undefined : 'Resource';
}

function failedCondition(statement: CompiledStatement, situation: Situation): Pick<Step, 'condition'> {
  const failed = statement.conditions.find((condition) => !conditionHolds(condition, situation.context));
  if (failed === undefined) return {};
  const actual = situation.context.get(failed.lowerKey);
  return {
    condition: {
      operator: failed.operator,
      key: failed.key,
      expected: failed.values,
      ...(actual !== undefined && { actual }),
    },
  };
}

function stepOf(
  statement: CompiledStatement,
  asked: Asked,
  outcome: Outcome,
  more: Pick<Step, 'detail' | 'condition' | 'unspared'> = {},
): Step {
  return {
    layer: asked.layer,
    ...(asked.name !== undefined && { policy: asked.name }),
    statement: statement.index,
    ...(statement.sid !== undefined && { sid: statement.sid }),
    effect: statement.effect,
    outcome,
    ...more,
  };
}
