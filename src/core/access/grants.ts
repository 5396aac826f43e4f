import type { Grant } from '../keys/model';
import { carries } from '../kms/actions';
import type { PrincipalPattern } from './compiled';
import type { Identity } from './identity';
import type { Step } from './model';
import { textTest, wildcardMatcher } from './pattern';
import { compilePrincipal, matchPrincipals } from './principalMatch';
import type { PrincipalMatch } from './principalMatch';
import type { Situation } from './situation';

/** The first grant that allows the operation, and how it names the caller. */
export interface GrantAnswer {
  allowed?: Step;
  as?: PrincipalMatch;
}

/** Puts the situation to each grant. Grants only allow; they never stand against a Deny. */
export function askGrants(situation: Situation, trace: Step[]): GrantAnswer {
  const answer: GrantAnswer = {};
  for (const grant of situation.request.grants ?? []) {
    const step: Step = { layer: 'grant', grantId: grant.id, effect: 'Allow', outcome: 'matched' };
    const match = matchGrantee(grant.grantee, situation.identity);
    Object.assign(step, failure(grant, match, situation));
    trace.push(step);
    if (step.outcome !== 'matched' && step.outcome !== 'delegated') continue;
    if (answer.allowed === undefined || answer.as === 'account') {
      answer.allowed = step;
      answer.as = match;
    }
  }
  return answer;
}

/** How the ARN or service name of a grant fits the caller. */
export function matchGrantee(grantee: string, identity: Identity): PrincipalMatch {
  return matchPrincipals([compileGrantee(grantee)], identity);
}

/** Reads the ARN or service name of a grant, for those who ask often. */
export function compileGrantee(grantee: string): PrincipalPattern {
  const service = !grantee.startsWith('arn:') && grantee.includes('.');
  return compilePrincipal(service ? 'Service' : 'AWS', grantee);
}

function failure(grant: Grant, match: PrincipalMatch, situation: Situation): Partial<Step> {
  if (match === 'none') return { outcome: 'principal' };
  if (!grant.operations.some((operation) => operation.toLowerCase() === situation.operation))
    return { outcome: 'action' };
  const constraint = brokenConstraint(grant, situation);
  if (constraint !== undefined) return { outcome: 'condition', detail: constraint };
  return match === 'account' ? { outcome: 'delegated' } : {};
}

/** The constraint that the request breaks; names and values of encryption contexts are case-sensitive here. */
function brokenConstraint(grant: Grant, situation: Situation): string | undefined {
  const { encryptionContextEquals: equals, encryptionContextSubset: subset, sourceArn } = grant;
  if (situation.operation === 'creategrant' && passesOnMore(grant, situation)) return 'Operations';
  if (carries(situation.operation, 'encryption-context')) {
    const actual = encryptionContextOf(situation);
    if (equals !== undefined && !sameContext(equals, actual, situation)) return 'EncryptionContextEquals';
    if (subset !== undefined && !includesContext(subset, actual)) return 'EncryptionContextSubset';
  }
  return sourceArn === undefined || fromSource(sourceArn, situation) ? undefined : 'SourceArn';
}

/**
 * Whoever creates a grant through a grant passes on its operations or fewer, under constraints as strict or stricter
 * (developer guide, create-grant-overview, "Granting CreateGrant permission").
 */
function passesOnMore(grant: Grant, situation: Situation): boolean {
  const own = new Set(grant.operations.map((operation) => operation.toLowerCase()));
  const asked = situation.context.get('kms:grantoperations') ?? [];
  return asked.some((operation) => !own.has(operation.toLowerCase()));
}

/** A grant made from this one has to be bound to the same source. */
function fromSource(sourceArn: string, { context, operation }: Situation): boolean {
  const isSource = sourceTest(sourceArn);
  const calledFor = context.get('aws:sourcearn')?.[0];
  if (calledFor === undefined || !isSource(calledFor)) return false;
  return operation !== 'creategrant' || context.get('kms:grantconstraintsourcearn')?.[0] === sourceArn;
}

function sourceTest(pattern: string): (arn: string) => boolean {
  if (/[*?]/.test(pattern)) return wildcardMatcher(pattern);
  const test = textTest(pattern, { wildcards: false, variables: false });
  return (arn) => test(arn, { get: () => undefined });
}

const contextPrefix = 'kms:encryptioncontext:';

/** The request's encryption context, names in the case in which they were given. */
function encryptionContextOf(situation: Situation): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const [name, value] of Object.entries(situation.request.context ?? {})) {
    if (!name.toLowerCase().startsWith(contextPrefix)) continue;
    const text = typeof value === 'string' ? value : value[0];
    if (text !== undefined) pairs.set(name.slice(contextPrefix.length), text);
  }
  return pairs;
}

function includesContext(expected: Record<string, string>, actual: ReadonlyMap<string, string>): boolean {
  return Object.entries(expected).every(([name, value]) => actual.get(name) === value);
}

function sameContext(
  expected: Record<string, string>,
  actual: ReadonlyMap<string, string>,
  situation: Situation,
): boolean {
  // A grant made from this one has to be at least as strict: a subset would be wider.
  const wider =
    situation.operation === 'creategrant' &&
    situation.context.get('kms:grantconstrainttype')?.[0] === 'EncryptionContextSubset';
  return !wider && actual.size === Object.keys(expected).length && includesContext(expected, actual);
}
