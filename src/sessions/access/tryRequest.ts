import { actionProblem, conditionKeyProblem, principalProblem } from '../../core/access/askable';
import { identityOf } from '../../core/access/identity';
import { missing } from '../../core/access/missing';
import type { AccessRequest, NamedPolicy, Place, Step } from '../../core/access/model';
import type { KeyFacts } from '../../core/access/callFacts';
import { requestContext } from '../../core/access/requestContext';
import { principalArnOf } from '../../core/access/situation';
import type { Told } from '../../core/access/tell';
import { tell } from '../../core/access/tell';
import { stepInWords } from '../../core/access/traceWords';
import { unreadInWords } from '../../core/access/unread';
import type { TriedRequest, TriedStep, TryResult, TypedProblem } from '../../protocol/access';
import { inShort, keyAccountOf, surveyInput } from './collected';
import type { Collected } from './collected';

/** Decides a made-up request with everything that is known of the key and of the caller. */
export async function tryRequest(
  tried: TriedRequest,
  collected: Collected & { policy: string },
  policiesOf: (arn: string) => Promise<readonly NamedPolicy[] | undefined>,
  now: number,
): Promise<TryResult> {
  const problems = problemsOf(tried);
  const [problem] = problems;
  // Whatever were answered would read as if such a request could be.
  if (problem !== undefined) return { ...untold('operation', problem.text), problems };
  const notes: string[] = [];
  const identityPolicies = await callersPolicies(tried.principal, policiesOf, notes);
  const request = requestFor(tried, collected, identityPolicies, now);
  return { ...answerOf(tell(request)), notes };
}

function problemsOf({ principal, action, context }: TriedRequest): TypedProblem[] {
  const found = [
    { field: 'principal' as const, text: principalProblem(principal) },
    { field: 'action' as const, text: actionProblem(action) },
    ...context.map(({ key }, field) => ({ field, text: key === '' ? undefined : conditionKeyProblem(key) })),
  ];
  return found.flatMap(({ field, text }) => (text === undefined ? [] : [{ field, text }]));
}

/** The answer where the key policy could not be had at all. */
export function withoutPolicy(problem: string): TryResult {
  return untold('key-policy', problem);
}

function untold(layer: Place['layer'], text: string): TryResult {
  const reasons = [{ layer, text }];
  return { decision: 'CannotTell', reasons, steps: [], remedies: [], obstacles: [], notes: [] };
}

function answerOf({ verdict, unread, readable }: Told): Omit<TryResult, 'notes'> {
  const steps = verdict.trace.map((step): TriedStep => ({
    text: stepInWords(step),
    place: placeOf(step),
    mark: markOf(step),
  }));
  if (unread.length > 0) {
    const open = unread.map((each) => ({ text: unreadInWords(each), place: placeOf(each) }));
    return {
      decision: 'CannotTell',
      reasons: open.map(({ text, place }) => ({ ...place, text })),
      // First what makes it so: a person who reads the steps must not take the rest for all.
      steps: [...open.map((step): TriedStep => ({ ...step, mark: 'unread' })), ...steps],
      remedies: [],
      obstacles: [],
    };
  }
  const { remedies, obstacles } = missing(readable);
  return { decision: verdict.decision, reasons: verdict.reasons, steps, remedies, obstacles };
}

async function callersPolicies(
  principal: string,
  policiesOf: (arn: string) => Promise<readonly NamedPolicy[] | undefined>,
  notes: string[],
): Promise<readonly NamedPolicy[]> {
  const identity = identityOf({ principal });
  if (identity.type === 'Service' || identity.type === 'Account') return [];
  const arn = principalArnOf(identity) ?? principal;
  try {
    const policies = await policiesOf(arn);
    if (policies === undefined)
      notes.push(
        `The IAM policies of ${arn} are not known here: what they allow or deny is left out of this answer.`,
      );
    return policies ?? [];
  } catch (error) {
    notes.push(
      `The IAM policies of ${arn} could not be read (${inShort(error)}): what they allow or deny is left out of this answer.`,
    );
    return [];
  }
}

function requestFor(
  { principal, action, context }: TriedRequest,
  collected: Collected & { policy: string },
  identityPolicies: readonly NamedPolicy[],
  now: number,
): AccessRequest {
  const { ref, policy, grants } = collected;
  const key = keyFacts(collected);
  const input = surveyInput(collected, policy);
  const account = keyAccountOf(collected);
  const derived = requestContext({
    action,
    parameters: {},
    now,
    region: ref?.region ?? 'us-east-1',
    ...(key !== undefined && { key }),
  });
  const given = Object.fromEntries(
    context.filter(({ key: name }) => name !== '').map(({ key: name, value }) => [name, value]),
  );
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const kept = Object.entries(derived).filter(([name]) => !names.has(name.toLowerCase()));
  return {
    principal,
    action: action.includes(':') ? action : `kms:${action}`,
    resource: input?.keyArn ?? '*',
    ...(account !== undefined && { keyAccount: account }),
    keyPolicy: policy,
    grants,
    identityPolicies,
    context: { ...Object.fromEntries(kept), ...encryptionContextKeys(given), ...given },
  };
}

/** Whoever gives an encryption context gives its keys. */
function encryptionContextKeys(given: Record<string, string>): Record<string, string[]> {
  const keys = Object.keys(given).flatMap((name) => /^kms:EncryptionContext:(.+)$/i.exec(name)?.[1] ?? []);
  return keys.length === 0 ? {} : { 'kms:EncryptionContextKeys': keys };
}

function keyFacts({ key, aliases, tags }: Collected): KeyFacts | undefined {
  if (key === undefined) return undefined;
  return {
    spec: key.spec,
    usage: key.usage,
    origin: key.origin,
    ...(key.multiRegion !== undefined && { multiRegion: key.multiRegion.role }),
    ...(aliases !== undefined && { aliases }),
    ...(tags !== undefined && { tags }),
    ...(key.created !== undefined && { created: key.created }),
  };
}

function placeOf({ layer, policy, statement, sid, grantId }: Place): Place {
  return {
    layer,
    ...(policy !== undefined && { policy }),
    ...(statement !== undefined && { statement }),
    ...(sid !== undefined && { sid }),
    ...(grantId !== undefined && { grantId }),
  };
}

function markOf({ outcome, effect }: Step): TriedStep['mark'] {
  if (outcome === 'delegated') return 'allows';
  if (outcome !== 'matched') return 'passes';
  return effect === 'Allow' ? 'allows' : 'denies';
}
