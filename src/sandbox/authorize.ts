import { InvalidPolicyError } from '../core/access/compilePolicy';
import type { CompiledPolicy } from '../core/access/compiled';
import { denialMessage } from '../core/access/denialMessage';
import { evaluate } from '../core/access/evaluate';
import type { AccessRequest } from '../core/access/model';
import { requestContext } from '../core/access/requestContext';
import type { KeyFacts } from '../core/access/callFacts';
import type { Grant } from '../core/keys/model';
import type { GrantRecord, KeyRecord } from '../generated/sandbox-state';
import { AwsError } from './errors';
import type { IamDirectory } from './identities/directory';
import type { Store } from './store/store';
import type { Caller } from './identities/caller';
import { overriding } from './query/sessionTags';

export type ContextValue = string | number | boolean | string[];

/** Condition keys of a request by name, `kms:EncryptionAlgorithm`. */
export type RequestContext = Record<string, ContextValue>;

/** What is asked of the policies. */
export interface Question {
  caller: Caller;
  action: string;
  /** The key; absent for actions on aliases (`resource`) and on nothing in particular. */
  key?: KeyRecord;
  /** The grant that is to be retired: no other counts. */
  grant?: GrantRecord;
  /** The policy to hold against instead of the key's own, for the lock-out check. */
  keyPolicy?: string;
  resource?: string;
  parameters: Readonly<Record<string, unknown>>;
  context?: RequestContext;
  region: string;
  now: number;
  sourceIp?: string;
  userAgent?: string;
}

/** The one place where the sandbox decides whether a caller may do something. Throws AccessDeniedException. */
export function authorize(question: Question, store: Store, iam: IamDirectory): void {
  const request = accessRequest(question, store, iam);
  const verdict = evaluate(request);
  if (verdict.decision !== 'Allowed')
    throw new AwsError('AccessDeniedException', denialMessage(request, verdict));
}

/** The refusal of a request that no key policy speaks of. */
export function denied(request: AccessRequest): AwsError {
  return new AwsError('AccessDeniedException', denialMessage(request, evaluate(request)));
}

/** Would the caller be allowed? */
export function isAllowed(question: Question, store: Store, iam: IamDirectory): boolean {
  return evaluate(accessRequest(question, store, iam)).decision === 'Allowed';
}

function accessRequest(question: Question, store: Store, iam: IamDirectory): AccessRequest {
  const { caller, action, key } = question;
  const resourceControls = key && iam.controls(key.accountId)?.resource;
  return {
    ...callerSide(caller, iam),
    ...(resourceControls?.length && { resourceControlPolicies: [resourceControls] }),
    action,
    resource: key?.arn ?? question.resource ?? '*',
    ...(key
      ? {
          keyAccount: key.accountId,
          keyPolicy: readable(question.keyPolicy ?? key.policy, store),
          grants: grantsThatCount(question, key, store).map(grantOf),
        }
      : { keyAccount: caller.accountId, keyPolicy: iam.leftToIam(caller.accountId) }),
    context: contextOf(question, store, iam),
  };
}

function grantsThatCount({ grant }: Question, key: KeyRecord, store: Store): readonly GrantRecord[] {
  return grant ? [grant] : store.grantsOf(key.arn);
}

function contextOf(question: Question, store: Store, iam: IamDirectory): Record<string, string | string[]> {
  const { action, parameters, key, now, region, sourceIp, userAgent } = question;
  const context = requestContext({
    action,
    parameters,
    now,
    region,
    ...(key && { key: factsOf(key, store) }),
    ...(question.grant && { grant: grantOf(question.grant) }),
    ...(sourceIp !== undefined && { sourceIp }),
    ...(userAgent !== undefined && { userAgent }),
  });
  // Both accounts of the sandbox are members of one organization.
  if (iam.organizationId !== undefined && iam.hasAccount(question.caller.accountId))
    context['aws:PrincipalOrgID'] = iam.organizationId;
  const given: [string, string | string[]][] = Object.entries(question.context ?? {}).map(([name, value]) => [
    name,
    Array.isArray(value) ? value : String(value),
  ]);
  return { ...context, ...sessionContext(question.caller, now), ...Object.fromEntries(given) };
}

/** Who asks, with the policies that limit or allow what they do. */
export function callerSide(
  caller: Caller,
  iam: IamDirectory,
): Omit<AccessRequest, 'action' | 'resource' | 'keyPolicy' | 'keyAccount'> {
  const principal = iam.principal(caller.principalArn);
  const controls = iam.controls(caller.accountId);
  return {
    principal: caller.arn,
    principalAccount: caller.accountId,
    principalId: caller.userId,
    ...(principal && {
      session: { roleArn: principal.arn, tags: overriding(principal.tags, caller.session?.tags) },
      identityPolicies: principal.policies,
    }),
    ...(principal?.boundary.length && { permissionBoundaries: principal.boundary }),
    ...(caller.sessionPolicies?.length && { sessionPolicies: caller.sessionPolicies }),
    ...(controls?.service.length && { serviceControlPolicies: [controls.service] }),
  };
}

/**
 * The condition keys that temporary credentials bring along; long-term access keys have none of them.
 * Source: IAM user guide, global condition keys.
 */
export function sessionContext({ session }: Caller, now: number): Record<string, string> {
  if (!session) return {};
  const { issued, mfa, sourceIdentity } = session;
  return {
    'aws:TokenIssueTime': new Date(issued).toISOString(),
    'aws:MultiFactorAuthPresent': String(mfa !== undefined),
    ...(mfa !== undefined && { 'aws:MultiFactorAuthAge': String(Math.floor((now - mfa) / 1000)) }),
    ...(sourceIdentity !== undefined && { 'aws:SourceIdentity': sourceIdentity }),
  };
}

function factsOf(key: KeyRecord, store: Store): KeyFacts {
  const lastUsed = store.usageOf(key.arn)?.date;
  return {
    spec: key.spec,
    usage: key.usage,
    origin: key.origin,
    ...(key.multiRegion && { multiRegion: key.multiRegion.role }),
    aliases: store.aliasesOf(key.arn).map(({ name }) => name),
    tags: Object.fromEntries(key.tags.map((tag) => [tag.key, tag.value])),
    created: key.created,
    trackingStart: key.created,
    ...(lastUsed !== undefined && { lastUsed }),
  };
}

function grantOf(record: GrantRecord): Grant {
  const { id, operations, grantee, granteeService, retiring, retiringService } = record;
  const retirer = retiring ?? retiringService;
  return {
    id,
    operations,
    grantee: grantee ?? granteeService ?? '',
    ...(retirer !== undefined && { retiring: retirer }),
    ...(record.encryptionContextEquals && { encryptionContextEquals: record.encryptionContextEquals }),
    ...(record.encryptionContextSubset && { encryptionContextSubset: record.encryptionContextSubset }),
    ...(record.sourceArn !== undefined && { sourceArn: record.sourceArn }),
    created: record.created,
  };
}

/** Policies are checked before they are kept: only a state that was edited by hand can hold one that is none. */
function readable(text: string, store: Store): CompiledPolicy {
  try {
    return store.compiledPolicy(text);
  } catch (error) {
    if (!(error instanceof InvalidPolicyError)) throw error;
    throw new AwsError('AccessDeniedException', `The key policy cannot be read. ${error.message}`);
  }
}
