import type * as Iam from '@aws-sdk/client-iam';
import type { Principal } from '../core/keys/model';
import type { Page, PrincipalPort } from '../core/ports';
import { parseArn } from '../core/arn';
import { KmsError } from '../core/errors';
import type { Clients } from './clients';
import { toKmsError } from './errors';
import { required } from './required';
import { within } from './limits';

type Sdk = typeof Iam;

interface NamedPolicy {
  name: string;
  document: string;
}

/** Users and roles over the AWS SDK. Needs iam:ListUsers and iam:ListRoles; a denial is told as one. */
export function awsPrincipals(clients: Clients): PrincipalPort {
  const call = async <T>(
    operation: string,
    connection: string,
    signal: AbortSignal | undefined,
    send: (sdk: Sdk, client: Iam.IAMClient, options: { abortSignal?: AbortSignal }) => Promise<T>,
  ): Promise<T> => {
    const details = { operation: `iam:${operation}`, connection };
    const work = async (): Promise<T> => {
      try {
        signal?.throwIfAborted();
        const sdk = await import('@aws-sdk/client-iam');
        const client = await within({ signal }, () => clients.iam(connection, signal));
        return await within({ ms: clients.totalMs, signal }, (abortSignal) =>
          send(sdk, client, { abortSignal }),
        );
      } catch (error) {
        throw toKmsError(error, details);
      }
    };
    // IAM is one service for all Regions.
    const counted = { service: 'iam', operation, connection, region: '' } as const;
    return clients.scheduler.run(counted, work, signal).catch((error: unknown) => {
      throw toKmsError(error, details);
    });
  };

  async function* users(connection: string, signal?: AbortSignal): AsyncGenerator<Principal[]> {
    let marker: string | undefined;
    do {
      const answer = await call('ListUsers', connection, signal, (sdk, client, o) =>
        client.send(new sdk.ListUsersCommand({ MaxItems: 1000, ...(marker ? { Marker: marker } : {}) }), o),
      );
      yield required(answer.Users).map((user) => principal('user', user.UserName, user.Path, user.Arn));
      marker = answer.IsTruncated ? answer.Marker : undefined;
    } while (marker !== undefined);
  }

  async function* roles(connection: string, signal?: AbortSignal): AsyncGenerator<Principal[]> {
    let marker: string | undefined;
    do {
      const answer = await call('ListRoles', connection, signal, (sdk, client, o) =>
        client.send(new sdk.ListRolesCommand({ MaxItems: 1000, ...(marker ? { Marker: marker } : {}) }), o),
      );
      yield required(answer.Roles).map((role) => principal('role', role.RoleName, role.Path, role.Arn));
      marker = answer.IsTruncated ? answer.Marker : undefined;
    } while (marker !== undefined);
  }

  async function* list(connection: string, signal?: AbortSignal): AsyncGenerator<Page<Principal>> {
    for await (const items of users(connection, signal)) yield { items, last: false };
    for await (const items of roles(connection, signal)) yield { items, last: false };
    yield { items: [], last: true };
  }

  return { list, policies: (connection, arn, signal) => policiesOf(call, connection, arn, signal) };
}

type Call = <T>(
  operation: string,
  connection: string,
  signal: AbortSignal | undefined,
  send: (sdk: Sdk, client: Iam.IAMClient, options: { abortSignal?: AbortSignal }) => Promise<T>,
) => Promise<T>;

async function policiesOf(
  call: Call,
  connection: string,
  arn: string,
  signal?: AbortSignal,
): Promise<NamedPolicy[]> {
  const { kind, name } = nameIn(arn);
  const inline = await inlinePolicies(call, connection, kind, name, signal);
  const attached = await attachedPolicies(call, connection, kind, name, signal);
  return [...inline, ...attached];
}

async function inlinePolicies(
  call: Call,
  connection: string,
  kind: Principal['kind'],
  name: string,
  signal?: AbortSignal,
): Promise<NamedPolicy[]> {
  const names = await call(
    kind === 'user' ? 'ListUserPolicies' : 'ListRolePolicies',
    connection,
    signal,
    async (sdk, client, o) => {
      const answer =
        kind === 'user'
          ? await client.send(new sdk.ListUserPoliciesCommand({ UserName: name, MaxItems: 1000 }), o)
          : await client.send(new sdk.ListRolePoliciesCommand({ RoleName: name, MaxItems: 1000 }), o);
      return required(answer.PolicyNames);
    },
  );
  const policies: NamedPolicy[] = [];
  for (const policy of names) {
    const document = await call(
      kind === 'user' ? 'GetUserPolicy' : 'GetRolePolicy',
      connection,
      signal,
      async (sdk, client, o) => {
        const answer =
          kind === 'user'
            ? await client.send(new sdk.GetUserPolicyCommand({ UserName: name, PolicyName: policy }), o)
            : await client.send(new sdk.GetRolePolicyCommand({ RoleName: name, PolicyName: policy }), o);
        return answer.PolicyDocument;
      },
    );
    policies.push({ name: policy, document: decoded(document) });
  }
  return policies;
}

async function attachedPolicies(
  call: Call,
  connection: string,
  kind: Principal['kind'],
  name: string,
  signal?: AbortSignal,
): Promise<NamedPolicy[]> {
  const attached = await call(
    kind === 'user' ? 'ListAttachedUserPolicies' : 'ListAttachedRolePolicies',
    connection,
    signal,
    async (sdk, client, o) => {
      const answer =
        kind === 'user'
          ? await client.send(new sdk.ListAttachedUserPoliciesCommand({ UserName: name, MaxItems: 1000 }), o)
          : await client.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName: name, MaxItems: 1000 }), o);
      return required(answer.AttachedPolicies);
    },
  );
  const policies: NamedPolicy[] = [];
  for (const { PolicyArn, PolicyName } of attached) {
    const document = await call('GetPolicyVersion', connection, signal, async (sdk, client, o) => {
      const { Policy } = await client.send(new sdk.GetPolicyCommand({ PolicyArn }), o);
      const { PolicyVersion } = await client.send(
        new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
        o,
      );
      return PolicyVersion?.Document;
    });
    policies.push({ name: PolicyName ?? PolicyArn ?? '', document: decoded(document) });
  }
  return policies;
}

/** IAM answers policies URL-encoded (RFC 3986). */
function decoded(document: string | undefined): string {
  return decodeURIComponent(required(document));
}

function nameIn(arn: string): { kind: Principal['kind']; name: string } {
  const match = /^(user|role)\/(?:.*\/)?([^/]+)$/.exec(parseArn(arn)?.resource ?? '');
  if (!match?.[2]) throw new KmsError('invalid', `${arn} is not the ARN of a user or role.`);
  return { kind: match[1] === 'user' ? 'user' : 'role', name: match[2] };
}

function principal(
  kind: Principal['kind'],
  name: string | undefined,
  path: string | undefined,
  arn: string | undefined,
): Principal {
  return { kind, name: name ?? '', path: path ?? '/', arn: arn ?? '' };
}
