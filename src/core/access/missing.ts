import type { StatementText } from './statementText';
import { findAction } from '../policy/vocabulary/actions';
import { isNamed } from './ask';
import type { CompiledPolicy } from './compiled';
import { compilePolicy } from './compilePolicy';
import { evaluateIn } from './evaluate';
import { identityOf } from './identity';
import type { AccessRequest, Layer, Place, PolicyInput, Step } from './model';
import { notProposable } from './proposal';
import { placeInWords } from './reasons';
import { adviceOnRolePath } from './rolePaths';
import type { Situation } from './situation';
import { principalArnOf, situationOf } from './situation';
import { sparingInWords } from './unspared';

/** One thing that has to change. */
export interface Missing {
  layer: Layer;
  /** What to do, as a sentence. */
  text: string;
  /** Absent where no statement helps: a Deny, or an operation that KMS keeps to the key's account. */
  statement?: StatementText;
  /** The Deny in the way. */
  place?: Place;
}

/** Changes that together let the request through. */
export interface Remedy {
  changes: Missing[];
}

/** What is missing for a request that is refused. */
export interface WhatIsMissing {
  /** The smallest change first; empty where the request is allowed, or where no statement can help. */
  remedies: Remedy[];
  /** What no statement can fix. */
  obstacles: Missing[];
  /** Statements and grants that fit but for a condition. */
  nearly: Step[];
}

/** The smallest statements that would allow a request, and where they belong. */
export function missing(request: AccessRequest): WhatIsMissing {
  const situation = situationOf(request);
  const verdict = evaluateIn(situation);
  if (verdict.decision === 'Allowed') return { remedies: [], obstacles: [], nearly: [] };
  const nearly = verdict.trace.filter((step) => step.effect === 'Allow' && step.outcome === 'condition');
  if (verdict.decision === 'ExplicitlyDenied') {
    const obstacles = verdict.reasons.map((reason) => obstacleOf(reason, verdict.trace, situation));
    return { remedies: [], obstacles, nearly };
  }
  const first = remedyFor(situation);
  if (first === undefined) {
    const obstacles = verdict.reasons.filter((reason) => reason.effect === 'lacks');
    return { remedies: [], obstacles: obstacles.map(({ layer, text }) => ({ layer, text })), nearly };
  }
  const told = refusedIn(first, request.principal);
  if (told !== undefined) return { remedies: [], obstacles: [told], nearly };
  const remedies = [first];
  // Inside the account the key policy can always say it itself.
  if (first.changes[0]?.layer === 'identity-policy' && request.keyPolicy !== undefined) {
    const change = changeFor('key-policy', situation);
    const other = remedyFor(withStatement(situation, change));
    const both = other && { changes: [change, ...other.changes] };
    if (both && both.changes.length - 1 < first.changes.length && !refusedIn(both, request.principal))
      remedies.push(both);
  }
  return { remedies, obstacles: [], nearly };
}

/** The change that must not be proposed, with the reason in the place of the statement. */
function refusedIn({ changes }: Remedy, principal: string): Missing | undefined {
  for (const { layer, statement } of changes) {
    const refused = statement && notProposable(layer, statement);
    if (refused !== undefined)
      return { layer, text: (layer === 'key-policy' && adviceOnRolePath(principal)) || refused };
  }
  return undefined;
}

/** Stands beside the reason, which says what the statement does. */
function obstacleOf(place: Place, trace: readonly Step[], { identity }: Situation): Missing {
  const { layer } = place;
  const unspared = trace.find(
    (step) =>
      step.outcome === 'matched' &&
      step.layer === layer &&
      step.policy === place.policy &&
      step.statement === place.statement,
  )?.unspared;
  if (unspared !== undefined)
    return { layer, text: sparingInWords(unspared, placeInWords(place), identity), place };
  return {
    layer,
    text: `Take the action or the caller out of ${placeInWords(place)}, or meet its exceptions.`,
    place,
  };
}

const fixable: readonly Layer[] = [
  'key-policy',
  'identity-policy',
  'service-control-policy',
  'permissions-boundary',
  'session-policy',
];

/** Adds statement after statement where one lacks, until the request is allowed. */
function remedyFor(situation: Situation): Remedy | undefined {
  const changes: Missing[] = [];
  let corrected = situation;
  // Each round answers one layer; no request passes more than there are.
  for (let round = 0; round <= fixable.length; round++) {
    const verdict = evaluateIn(corrected);
    if (verdict.decision === 'Allowed') return { changes };
    if (!fixable.includes(verdict.layer) || changes.some((change) => change.layer === verdict.layer))
      return undefined;
    const change = changeFor(verdict.layer, situation);
    changes.push(change);
    corrected = withStatement(corrected, change);
  }
  return undefined;
}

function changeFor(layer: Layer, { request, resource: asked }: Situation): Missing {
  const action = qualified(request.action);
  // Named by an alias, it may be any key of the account: IAM does not take the alias for it.
  const resource = (typeof asked === 'string' ? asked : asked.text).replace(/:key\/$/, ':key/*');
  const statement = { Effect: 'Allow' as const, Action: action, Resource: resource };
  switch (layer) {
    case 'key-policy':
      return { layer, text: 'Add to the key policy:', statement: keyPolicyStatement(request) };
    case 'service-control-policy':
      return {
        layer,
        text: 'Allow in a service control policy, on each level of the organization above the account:',
        statement: { ...statement, Resource: '*' },
      };
    case 'permissions-boundary':
      return { layer, text: "Add to the caller's permissions boundary:", statement };
    case 'session-policy':
      return { layer, text: 'Pass with the session (session policy):', statement };
    default:
      return { layer, text: 'Add to an IAM policy of the caller:', statement };
  }
}

function qualified(action: string): string {
  const full = action.includes(':') ? action : `kms:${action}`;
  return findAction(full)?.name ?? full;
}

/** The statement of a key policy that allows one action to one caller and nothing else. */
export function keyPolicyStatement(
  request: Pick<AccessRequest, 'principal' | 'action'> & Partial<AccessRequest>,
): StatementText {
  const identity = identityOf(request, request.keyAccount);
  const name = request.action.replace(/^[^:]*:/, '');
  const service = identity.type === 'Service';
  const condition = service ? sourceCondition(request) : undefined;
  return {
    Sid: `Allow ${name} to ${service ? identity.arn : (identity.name ?? 'the caller')}`,
    Effect: 'Allow',
    Principal: service
      ? { Service: identity.arn }
      : { AWS: principalArnOf(identity) ?? identity.uniqueId ?? identity.arn },
    Action: qualified(request.action),
    Resource: '*',
    ...(condition !== undefined && { Condition: condition }),
  };
}

/** Ties a service to what it was called for, so that nobody else can make it use the key. */
function sourceCondition(request: Partial<AccessRequest>): StatementText['Condition'] | undefined {
  const given = (name: string): string | undefined => {
    const value = Object.entries(request.context ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof value === 'string' ? value : value?.[0];
  };
  const arn = given('aws:sourcearn');
  if (arn !== undefined) return { ArnEquals: { 'aws:SourceArn': arn } };
  const account = given('aws:sourceaccount');
  return account === undefined ? undefined : { StringEquals: { 'aws:SourceAccount': account } };
}

function withStatement(situation: Situation, change: Missing): Situation {
  return { ...situation, request: requestWith(situation.request, change) };
}

function requestWith(request: AccessRequest, { layer, statement }: Missing): AccessRequest {
  const kind = layer === 'key-policy' ? 'key' : 'identity';
  const extra = compilePolicy({ Version: '2012-10-17', Statement: statement ?? [] }, kind);
  const widened = (list: readonly PolicyInput[] | undefined): PolicyInput[] => [...(list ?? []), extra];
  switch (layer) {
    case 'key-policy':
      return {
        ...request,
        keyPolicy: joined(compilePolicy(request.keyPolicy ?? { Statement: [] }, 'key'), extra),
      };
    case 'service-control-policy':
      return {
        ...request,
        serviceControlPolicies: (request.serviceControlPolicies ?? [])
          .map((level) => (Array.isArray(level) ? [...(level as PolicyInput[]), extra] : level))
          .concat(
            (request.serviceControlPolicies ?? []).some((level) => !Array.isArray(level)) ? [extra] : [],
          ),
      };
    case 'permissions-boundary':
      return {
        ...request,
        permissionBoundaries: (request.permissionBoundaries ?? []).map((boundary) =>
          joined(compilePolicy(documentOf(boundary), 'identity'), extra),
        ),
      };
    case 'session-policy':
      return { ...request, sessionPolicies: widened(request.sessionPolicies) };
    default:
      return { ...request, identityPolicies: widened(request.identityPolicies) };
  }
}

function documentOf(input: PolicyInput): Parameters<typeof compilePolicy>[0] {
  return isNamed(input) ? input.document : input;
}

function joined(policy: CompiledPolicy, extra: CompiledPolicy): CompiledPolicy {
  return { compiled: true, statements: [...policy.statements, ...extra.statements] };
}
