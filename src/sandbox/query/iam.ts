import { AwsError } from '../errors';
import type { IamManagedPolicy, IamPrincipal } from '../identities/directory';
import type { QueryCall, QueryService } from './queryCall';
import { integer, required } from './parameters';

/** When the sandbox's people joined; IAM wants a date, and nothing depends on it. */
const CREATED = new Date('2024-03-01T09:00:00Z');
const perPage = { min: 1, max: 1000, default: 100 };

/** IAM as far as keys are concerned: who there is, and what their policies say. Read-only: `iam.json` is edited. */
export const iam: QueryService = {
  name: 'iam',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  operations: {
    ListUsers: (call) => listPrincipals(call, 'user', 'Users'),
    ListRoles: (call) => listPrincipals(call, 'role', 'Roles'),
    GetUser: (call) => ({ User: described(principal(call, 'user', 'iam:GetUser')) }),
    GetRole: (call) => ({ Role: described(principal(call, 'role', 'iam:GetRole')) }),
    ListUserPolicies: (call) => listInline(call, 'user', 'iam:ListUserPolicies'),
    ListRolePolicies: (call) => listInline(call, 'role', 'iam:ListRolePolicies'),
    GetUserPolicy: (call) => inlinePolicy(call, 'user', 'iam:GetUserPolicy'),
    GetRolePolicy: (call) => inlinePolicy(call, 'role', 'iam:GetRolePolicy'),
    ListAttachedUserPolicies: (call) => listAttached(call, 'user', 'iam:ListAttachedUserPolicies'),
    ListAttachedRolePolicies: (call) => listAttached(call, 'role', 'iam:ListAttachedRolePolicies'),
    ListGroupsForUser: (call) => {
      principal(call, 'user', 'iam:ListGroupsForUser');
      return { Groups: [], IsTruncated: false };
    },
    ListAccountAliases: (call) => {
      call.permit('iam:ListAccountAliases', '*');
      return { AccountAliases: ['kms-workbench-sandbox'], IsTruncated: false };
    },
    GetPolicy: (call) => ({ Policy: describedPolicy(managed(call, 'iam:GetPolicy')) }),
    GetPolicyVersion: (call) => {
      const policy = managed(call, 'iam:GetPolicyVersion');
      const version = required(call.parameters, 'VersionId');
      if (version !== 'v1')
        throw noSuch(`Policy ${policy.arn} version ${version} does not exist or is not attachable.`);
      return {
        PolicyVersion: {
          Document: encoded(policy.document),
          VersionId: 'v1',
          IsDefaultVersion: true,
          CreateDate: CREATED,
        },
      };
    },
  },
};

type Kind = IamPrincipal['kind'];

function listPrincipals(call: QueryCall, kind: Kind, member: string): object {
  const prefix = call.parameters.get('PathPrefix') ?? '/';
  call.permit(kind === 'user' ? 'iam:ListUsers' : 'iam:ListRoles', '*');
  const all = call.identities.iam
    .principals(call.caller.accountId)
    .filter((one) => one.kind === kind && one.path.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return page(call, all, (one) => one.name, member, listed);
}

function listInline(call: QueryCall, kind: Kind, action: string): object {
  const names = [...principal(call, kind, action).inline.keys()].sort();
  return page(
    call,
    names,
    (name) => name,
    'PolicyNames',
    (name) => name,
  );
}

function listAttached(call: QueryCall, kind: Kind, action: string): object {
  const attached = principal(call, kind, action).attached.flatMap(
    (arn) => call.identities.iam.managedPolicy(arn) ?? [],
  );
  const described = ({ name, arn }: IamManagedPolicy) => ({ PolicyName: name, PolicyArn: arn });
  return page(call, attached, ({ arn }) => arn, 'AttachedPolicies', described);
}

function inlinePolicy(call: QueryCall, kind: Kind, action: string): object {
  const one = principal(call, kind, action);
  const name = required(call.parameters, 'PolicyName');
  const document = one.inline.get(name);
  if (!document) throw noSuch(`The ${kind} policy with name ${name} cannot be found.`);
  return {
    [kind === 'user' ? 'UserName' : 'RoleName']: one.name,
    PolicyName: name,
    PolicyDocument: encoded(document),
  };
}

/** The user or role that a call names; for GetUser without a name, the caller. */
function principal(call: QueryCall, kind: Kind, action: string): IamPrincipal {
  const { caller, identities, parameters } = call;
  const member = kind === 'user' ? 'UserName' : 'RoleName';
  const name = parameters.get(member);
  const self = name === null && action === 'iam:GetUser' ? identities.iam.principal(caller.arn) : undefined;
  const found =
    self ?? identities.iam.named(caller.accountId, kind, name ?? required(call.parameters, member));
  call.permit(action, found?.arn ?? `arn:aws:iam::${caller.accountId}:${kind}/${name ?? ''}`);
  if (!found) throw noSuch(`The ${kind} with name ${name ?? ''} cannot be found.`);
  return found;
}

function managed(call: QueryCall, action: string): IamManagedPolicy {
  const arn = required(call.parameters, 'PolicyArn');
  call.permit(action, arn);
  const policy = call.identities.iam.managedPolicy(arn);
  if (!policy) throw noSuch(`Policy ${arn} was not found.`);
  return policy;
}

function described(one: IamPrincipal): object {
  const tags = Object.entries(one.tags).map(([Key, Value]) => ({ Key, Value }));
  return { ...listed(one), ...(tags.length > 0 && { Tags: tags }) };
}

/** Lists leave out the tags. */
function listed(one: IamPrincipal): object {
  const user = one.kind === 'user';
  return {
    Path: one.path,
    [user ? 'UserName' : 'RoleName']: one.name,
    [user ? 'UserId' : 'RoleId']: one.id,
    Arn: one.arn,
    CreateDate: CREATED,
    ...(one.trust && { AssumeRolePolicyDocument: encoded(one.trust) }),
    ...(one.description !== undefined && { Description: one.description }),
    ...(!user && { MaxSessionDuration: 3600 }),
  };
}

function describedPolicy(policy: IamManagedPolicy): object {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    IsAttachable: true,
    CreateDate: CREATED,
    UpdateDate: CREATED,
  };
}

function page<T>(
  { parameters }: QueryCall,
  all: T[],
  nameOf: (item: T) => string,
  member: string,
  described: (item: T) => unknown,
): object {
  const limit = integer(parameters, 'MaxItems', perPage);
  const marker = parameters.get('Marker');
  const after = marker === null ? -1 : all.findIndex((item) => nameOf(item) === decodedMarker(marker));
  if (marker !== null && after < 0) throw new AwsError('ValidationError', 'Invalid Marker.');
  const items = all.slice(after + 1, after + 1 + limit);
  const last = items.at(-1);
  const more = last !== undefined && after + 1 + limit < all.length;
  return {
    [member]: items.map(described),
    IsTruncated: more,
    ...(more && { Marker: Buffer.from(nameOf(last)).toString('base64url') }),
  };
}

function decodedMarker(marker: string): string {
  return Buffer.from(marker, 'base64url').toString('utf8');
}

/** IAM answers policies percent-encoded (RFC 3986). */
function encoded(document: Record<string, unknown>): string {
  return encodeURIComponent(JSON.stringify(document, undefined, 2));
}

function noSuch(text: string): AwsError {
  return new AwsError('NoSuchEntity', text, 404);
}
