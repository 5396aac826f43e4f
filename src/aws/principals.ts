import type * as Iam from '@aws-sdk/client-iam';
import type { Principal } from '../core/keys/model';
import type { Page, PrincipalPort } from '../core/ports';
import { parseArn } from '../core/arn';
import { KmsError } from '../core/errors';
import type { Clients } from './clients';
import { toKmsError } from './errors';
import { within } from './limits';
import { all, paged, type MarkedPage } from './paging';
import { required } from './required';
import { send, type SdkCall } from './sdkCall';

interface NamedPolicy {
  name: string;
  document: string;
}

type Call = SdkCall<typeof Iam, string>;

/** Where to begin, and how much to answer at most. */
interface From {
  MaxItems: number;
  Marker?: string;
}

/** The calls that users and roles each have of their own. */
interface Kind {
  list(from: From): Promise<MarkedPage<Principal>>;
  inlineNames(name: string, from: From): Promise<MarkedPage<string>>;
  inlineDocument(name: string, policy: string): Promise<string | undefined>;
  attached(name: string, from: From): Promise<MarkedPage<Iam.AttachedPolicy>>;
}

/** Users and roles over the AWS SDK. Needs iam:ListUsers and iam:ListRoles; a denial is told as one. */
export function awsPrincipals(clients: Clients): PrincipalPort {
  const call = caller(clients);

  async function* list(connection: string, signal?: AbortSignal): AsyncGenerator<Page<Principal>> {
    for (const kind of Object.values(kindsOn(call, connection, signal)))
      for await (const { items } of paged((marker) => kind.list(from(marker)))) yield { items, last: false };
    yield { items: [], last: true };
  }

  async function policies(connection: string, arn: string, signal?: AbortSignal): Promise<NamedPolicy[]> {
    const { kind, name } = nameIn(arn);
    const calls = kindsOn(call, connection, signal)[kind];
    const found: NamedPolicy[] = [];
    for (const policy of await all((marker) => calls.inlineNames(name, from(marker))))
      found.push({ name: policy, document: decoded(await calls.inlineDocument(name, policy)) });
    for (const { PolicyArn, PolicyName } of await all((marker) => calls.attached(name, from(marker)))) {
      const { Policy } = await call('GetPolicy', { PolicyArn }, connection, signal);
      const version = { PolicyArn, VersionId: Policy?.DefaultVersionId };
      const { PolicyVersion } = await call('GetPolicyVersion', version, connection, signal);
      found.push({ name: PolicyName ?? PolicyArn ?? '', document: decoded(PolicyVersion?.Document) });
    }
    return found;
  }

  return { list, policies };
}

function caller(clients: Clients): Call {
  return async (operation, input, connection, signal) => {
    const details = { operation: `iam:${operation}`, connection };
    const work = async () => {
      try {
        signal?.throwIfAborted();
        const sdk = await import('@aws-sdk/client-iam');
        const client = await within({ signal }, () => clients.iam(connection, signal));
        return await within({ ms: clients.totalMs, signal }, (abortSignal) =>
          send({ sdk, client }, operation, input, abortSignal),
        );
      } catch (error) {
        throw toKmsError(error, { ...details, ...(await clients.endpointOf(connection, 'iam')) });
      }
    };
    // IAM is one service for all Regions.
    const counted = { service: 'iam', operation, connection, region: '' } as const;
    return clients.scheduler.run(counted, work, signal).catch((error: unknown) => {
      throw toKmsError(error, details);
    });
  };
}

/** Users first: there are fewer of them. */
function kindsOn(call: Call, connection: string, signal?: AbortSignal): Record<Principal['kind'], Kind> {
  return {
    user: {
      async list(from) {
        const answer = await call('ListUsers', from, connection, signal);
        return marked(
          answer,
          answer.Users?.map((user) => principal('user', user.UserName, user)),
        );
      },
      async inlineNames(UserName, from) {
        const answer = await call('ListUserPolicies', { UserName, ...from }, connection, signal);
        return marked(answer, answer.PolicyNames);
      },
      async inlineDocument(UserName, PolicyName) {
        const answer = await call('GetUserPolicy', { UserName, PolicyName }, connection, signal);
        return answer.PolicyDocument;
      },
      async attached(UserName, from) {
        const answer = await call('ListAttachedUserPolicies', { UserName, ...from }, connection, signal);
        return marked(answer, answer.AttachedPolicies);
      },
    },
    role: {
      async list(from) {
        const answer = await call('ListRoles', from, connection, signal);
        return marked(
          answer,
          answer.Roles?.map((role) => principal('role', role.RoleName, role)),
        );
      },
      async inlineNames(RoleName, from) {
        const answer = await call('ListRolePolicies', { RoleName, ...from }, connection, signal);
        return marked(answer, answer.PolicyNames);
      },
      async inlineDocument(RoleName, PolicyName) {
        const answer = await call('GetRolePolicy', { RoleName, PolicyName }, connection, signal);
        return answer.PolicyDocument;
      },
      async attached(RoleName, from) {
        const answer = await call('ListAttachedRolePolicies', { RoleName, ...from }, connection, signal);
        return marked(answer, answer.AttachedPolicies);
      },
    },
  };
}

function from(marker: string | undefined): From {
  return { MaxItems: 1000, ...(marker === undefined ? {} : { Marker: marker }) };
}

/** IAM may answer fewer than `MaxItems` although there are more (API reference, ListUserPolicies, MaxItems). */
function marked<T>(
  answer: { IsTruncated?: boolean | undefined; Marker?: string | undefined },
  items: T[] | undefined,
): MarkedPage<T> {
  return { items: required(items), next: answer.IsTruncated ? answer.Marker : undefined };
}

/** IAM answers policies URL-encoded (RFC 3986). */
function decoded(document: string | undefined): string {
  try {
    return decodeURIComponent(required(document));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new KmsError('not-aws', 'a policy document that is not URL-encoded');
  }
}

function nameIn(arn: string): { kind: Principal['kind']; name: string } {
  const match = /^(user|role)\/(?:.*\/)?([^/]+)$/.exec(parseArn(arn)?.resource ?? '');
  if (!match?.[2]) throw new KmsError('invalid', `${arn} is not the ARN of a user or role.`);
  return { kind: match[1] === 'user' ? 'user' : 'role', name: match[2] };
}

function principal(
  kind: Principal['kind'],
  name: string | undefined,
  { Path, Arn }: { Path: string | undefined; Arn: string | undefined },
): Principal {
  return { kind, name: required(name), path: Path ?? '/', arn: required(Arn) };
}
