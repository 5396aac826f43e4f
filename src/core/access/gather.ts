import type { Answer, Asked } from './ask';
import { ask, askAll, askedOf } from './ask';
import { compilePolicy } from './compilePolicy';
import type { GrantAnswer } from './grants';
import { askGrants } from './grants';
import type { Layer, PolicyInput, Step } from './model';
import type { Situation } from './situation';

/** What each kind of policy says to one request. */
export interface Answers {
  keyPolicy: Answer;
  identity: Answer;
  grants: GrantAnswer;
  /** One for each level of the organization. */
  serviceControl: Answer[];
  resourceControl: Answer;
  boundaries: Answer[];
  /** Absent where the request has no session policies. */
  session?: Answer;
}

/** Puts the request to every policy and grant, and writes down each step. */
export function gather(situation: Situation, trace: Step[]): Answers {
  const { request, keyless } = situation;
  const asked = (list: readonly PolicyInput[] | undefined, layer: Layer, field: string): Asked[] =>
    askedOf(list, layer, field);
  // A key policy says nothing to operations without a key, nor to RetireGrant (developer guide, grant-delete).
  const silent = keyless || situation.operation === 'retiregrant' || request.keyPolicy === undefined;
  const keyPolicy =
    silent || request.keyPolicy === undefined
      ? {}
      : ask(
          { policy: compilePolicy(request.keyPolicy, 'key'), kind: 'key', layer: 'key-policy' },
          situation,
          trace,
        );
  const identity = askAll(
    asked(request.identityPolicies, 'identity-policy', 'identityPolicies'),
    situation,
    trace,
  );
  const grants = keyless || situation.operation === 'retiregrant' ? {} : askGrants(situation, trace);
  const boundaries = asked(request.permissionBoundaries, 'permissions-boundary', 'permissionBoundaries');
  const session = request.sessionPolicies;
  return {
    keyPolicy,
    identity,
    grants,
    serviceControl: organization(situation, trace),
    resourceControl: resourceControl(situation, trace),
    boundaries: boundaries.map((boundary) => ask(boundary, situation, trace)),
    ...(session !== undefined &&
      session.length > 0 && {
        session: askAll(asked(session, 'session-policy', 'sessionPolicies'), situation, trace),
      }),
  };
}

/** Service control policies bind the principals of an organization, never services and their own roles. */
function organization(situation: Situation, trace: Step[]): Answer[] {
  if (situation.identity.type === 'Service' || isServiceLinked(situation)) return [];
  const levels = levelsOf(situation.request.serviceControlPolicies);
  return levels.map((level, index) =>
    askAll(
      askedOf(
        level,
        'service-control-policy',
        `serviceControlPolicies${levels.length > 1 ? `[${index}]` : ''}`,
      ),
      situation,
      trace,
    ),
  );
}

/** They only deny: AWS attaches its own policy that allows everything. RetireGrant is out of their reach. */
function resourceControl(situation: Situation, trace: Step[]): Answer {
  if (situation.operation === 'retiregrant' || situation.keyless || isServiceLinked(situation)) return {};
  const list = levelsOf(situation.request.resourceControlPolicies).flat();
  const asked = askedOf(list, 'resource-control-policy', 'resourceControlPolicies', 'resource-control');
  return askAll(asked, situation, trace);
}

function levelsOf(list: readonly (PolicyInput | readonly PolicyInput[])[] | undefined): PolicyInput[][] {
  const levels: PolicyInput[][] = [];
  const flat: PolicyInput[] = [];
  for (const item of list ?? []) {
    if (isLevel(item)) levels.push([...item]);
    else flat.push(item);
  }
  return flat.length > 0 ? [flat, ...levels] : levels;
}

function isLevel(item: PolicyInput | readonly PolicyInput[]): item is readonly PolicyInput[] {
  return Array.isArray(item);
}

function isServiceLinked({ identity }: Situation): boolean {
  return (
    identity.roleArn?.includes(':role/aws-service-role/') === true ||
    identity.name?.startsWith('AWSServiceRoleFor') === true
  );
}
