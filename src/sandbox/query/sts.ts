import { compilePolicy } from '../../core/access/compilePolicy';
import { evaluate } from '../../core/access/evaluate';
import { callerSide, sessionContext } from '../authorize';
import { AwsError } from '../errors';
import type { IamPrincipal } from '../identities/directory';
import { newAccessKey } from '../identities/identities';
import type { CallerSession } from '../identities/caller';
import type { QueryCall, QueryService } from './queryCall';
import { integer, invalidParameter, required, text } from './parameters';
import { sessionTags } from './sessionTags';

type Context = Record<string, string | string[]>;

const seconds = { min: 900, max: 43_200, default: 3600 };

export const sts: QueryService = {
  name: 'sts',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: {
    GetCallerIdentity: ({ caller }) => ({
      UserId: caller.userId,
      Account: caller.accountId,
      Arn: caller.arn,
    }),
    AssumeRole: assumeRole,
  },
};

function assumeRole(call: QueryCall): object {
  const { parameters, identities, sessions, now } = call;
  const roleArn = text(parameters, 'RoleArn', 20, 2048);
  const sessionName = sessionNameOf(parameters);
  const duration = integer(parameters, 'DurationSeconds', seconds);
  const session = {
    issued: now,
    ...sessionTags(parameters, call.caller.session),
    ...(hasMfa(parameters) && { mfa: now }),
    ...sourceIdentityOf(call),
  };
  const role = identities.iam.principal(roleArn);
  const wanted = assumptions(session, parameters.has('SourceIdentity'));
  const refused = wanted.find((action) => role?.kind !== 'role' || !mayAssume(call, role, action, session));
  if (refused !== undefined || !role)
    throw new AwsError(
      'AccessDenied',
      `User: ${call.caller.arn} is not authorized to perform: ${refused ?? 'sts:AssumeRole'} on resource: ${roleArn}`,
      403,
    );
  const key = newAccessKey('ASIA');
  const expires = now + duration * 1000;
  const token = { ...key, roleArn, sessionName, expires, sessionPolicies: sessionPolicies(call), ...session };
  return {
    Credentials: {
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretAccessKey,
      SessionToken: sessions.tokenOf(token),
      Expiration: new Date(expires),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: `arn:aws:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
    },
    ...(session.sourceIdentity !== undefined && { SourceIdentity: session.sourceIdentity }),
    PackedPolicySize: 0,
  };
}

function sessionNameOf(parameters: URLSearchParams): string {
  required(parameters, 'RoleSessionName');
  return named(parameters, 'RoleSessionName') ?? '';
}

/** A name of 2 to 64 characters of IAM's alphabet, where it is given. */
function named(parameters: URLSearchParams, name: string): string | undefined {
  if (!parameters.has(name)) return undefined;
  const value = text(parameters, name, 2, 64);
  if (/^[\w+=,.@-]*$/.test(value)) return value;
  throw invalidParameter(name, value, 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
}

/** The sandbox knows no devices: it takes any six digits for the code of one. */
function hasMfa(parameters: URLSearchParams): boolean {
  if (!parameters.has('SerialNumber') && !parameters.has('TokenCode')) return false;
  text(parameters, 'SerialNumber', 9, 256);
  const code = text(parameters, 'TokenCode', 6, 6);
  if (/^\d{6}$/.test(code)) return true;
  throw invalidParameter('TokenCode', code, 'Member must satisfy regular expression pattern: [\\d]*');
}

/** Once set, it stays the same through all sessions that follow from this one. */
function sourceIdentityOf({ parameters, caller }: QueryCall): { sourceIdentity?: string } {
  const sourceIdentity = named(parameters, 'SourceIdentity') ?? caller.session?.sourceIdentity;
  return sourceIdentity === undefined ? {} : { sourceIdentity };
}

/** What the trust policy has to allow: tags and a source identity need permissions of their own. */
function assumptions({ tags }: CallerSession, setsSource: boolean): string[] {
  return [
    'sts:AssumeRole',
    ...(Object.keys(tags).length > 0 ? ['sts:TagSession'] : []),
    ...(setsSource ? ['sts:SetSourceIdentity'] : []),
  ];
}

/** The trust policy has to allow the caller; across accounts and for a trusted account, their IAM policies as well. */
function mayAssume(call: QueryCall, role: IamPrincipal, action: string, session: CallerSession): boolean {
  const { caller, identities } = call;
  if (caller.arn.endsWith(':root')) return caller.accountId === role.accountId;
  const request = {
    identityPolicies: [],
    ...callerSide(caller, identities.iam),
    action,
    resource: role.arn,
    keyAccount: caller.accountId,
    context: trustContext(call, session),
  };
  const leftToIam = identities.iam.leftToIam(caller.accountId);
  const identitySide = evaluate({ ...request, keyPolicy: leftToIam }).decision;
  const together = role.compiledTrust && evaluate({ ...request, keyPolicy: role.compiledTrust }).decision;
  return together === 'Allowed' && (role.accountId === caller.accountId || identitySide === 'Allowed');
}

/** What trust policies can ask of a request. Source: IAM user guide, condition keys of AWS STS. */
function trustContext({ parameters, caller, now }: QueryCall, session: CallerSession): Context {
  const { tags, transitive, sourceIdentity, mfa } = session;
  const context: Context = {
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    'sts:RoleSessionName': parameters.get('RoleSessionName') ?? '',
    ...sessionContext(caller, now),
  };
  const externalId = parameters.get('ExternalId');
  if (externalId !== null) context['sts:ExternalId'] = externalId;
  if (sourceIdentity !== undefined) context['sts:SourceIdentity'] = sourceIdentity;
  // The code that comes with the request counts for the request.
  if (mfa !== undefined)
    Object.assign(context, { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' });
  for (const [key, value] of Object.entries(tags)) context[`aws:RequestTag/${key}`] = value;
  if (Object.keys(tags).length > 0) context['aws:TagKeys'] = Object.keys(tags);
  if (transitive.length > 0) context['sts:TransitiveTagKeys'] = [...transitive];
  return context;
}

function sessionPolicies({ parameters, identities }: QueryCall): string[] {
  const inline = parameters.get('Policy');
  const arns = [...parameters].flatMap(([name, value]) =>
    /^PolicyArns\.member\.\d+\.arn$/.test(name) ? [value] : [],
  );
  const managed = arns.map((arn) =>
    JSON.stringify(identities.iam.managedPolicy(arn)?.document ?? { Statement: [] }),
  );
  const policies = inline === null ? managed : [inline, ...managed];
  try {
    for (const policy of policies) compilePolicy(policy, 'identity');
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'The policy is not in the valid JSON format.');
  }
  return policies;
}
