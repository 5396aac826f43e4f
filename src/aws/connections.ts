import { KmsError } from '../core/errors';
import { partitionOf } from '../core/partitions';
import type { Connection, ConnectionPort, Identity, SandboxPort } from '../core/ports';
import { endpointFor, endpointLabel, endpointOptions, type Environment } from './endpoints';
import { toKmsError } from './errors';
import { readProfiles, type Profile, type Service, type SharedFiles } from './profiles';
import { shared, type Credentials } from './sharedCredentials';

export interface ConnectionOptions {
  files: SharedFiles;
  environment: Environment;
  sandbox: SandboxPort;
  /** Values of the settings, asked for each time they matter. */
  endpointUrl(): string;
  /** Whether each change on connections of that name is confirmed. */
  isProduction(name: string): boolean;
  /** Throws where no connection may be used now: in a workspace of strangers. */
  admit?(): void;
  /** Asks the person for the code of an MFA device. */
  askMfaCode(serial: string): Promise<string>;
  log(line: string): void;
}

/** Everything a client needs to reach one service of a connection. */
export interface Route {
  endpoint?: string;
  credentials: () => Promise<Credentials>;
}

/** The connections of this machine, with what only the SDK side needs of them. */
export interface Connections extends ConnectionPort {
  route(id: string, service: Service): Promise<Route>;
  /** What the profile behind a connection says; undefined for the sandbox, and where the environment names none. */
  profile(id: string): Promise<Profile | undefined>;
}

/** Where the sandbox starts, and what a profile without a region gets. */
const fallbackRegion = 'us-east-1';

export function createConnections(options: ConnectionOptions): Connections {
  const listeners = new Set<() => void>();
  const providers = new Map<string, () => Promise<Credentials>>();
  const identities = new Map<string, Promise<Identity>>();
  let profiles: Promise<Profile[]> | undefined;
  let epoch = 0;

  const allProfiles = (): Promise<Profile[]> => {
    profiles ??= readProfiles(options.files).catch((error: unknown) => {
      options.log(`The AWS profiles could not be read: ${toKmsError(error).message}`);
      return [];
    });
    return profiles;
  };
  const find = async (id: string): Promise<Profile | undefined> => {
    if (id === 'environment') return behindEnvironment(await allProfiles(), options);
    if (!id.startsWith('profile:')) return undefined;
    const name = id.slice('profile:'.length);
    const found = (await allProfiles()).find((profile) => profile.name === name);
    if (found === undefined) {
      throw new KmsError('credentials-missing', `There is no AWS profile “${name}” any more.`, {
        connection: id,
      });
    }
    return found;
  };
  const list = async (): Promise<Connection[]> => [
    sandboxConnection,
    ...(await allProfiles()).map((profile) => profileConnection(profile, options)),
    environmentConnection(behindEnvironment(await allProfiles(), options), options),
  ];
  const route = async (id: string, service: Service): Promise<Route> => {
    options.admit?.();
    if (id === 'sandbox') {
      const { endpoint } = await options.sandbox.start();
      return { endpoint, credentials: () => options.sandbox.current() };
    }
    const profile = await find(id);
    const endpoint = endpointFor(service, options.environment, profile, options.endpointUrl());
    let provider = providers.get(id);
    if (provider === undefined) {
      provider = shared(() => resolveCredentials(id, profile, options));
      providers.set(id, provider);
    }
    return endpoint === undefined ? { credentials: provider } : { endpoint, credentials: provider };
  };

  return {
    list,
    route,
    profile: find,
    async get(id) {
      const found = (await list()).find((connection) => connection.id === id);
      if (found === undefined) await find(id);
      return found ?? environmentConnection(undefined, options);
    },
    async identity(id, signal) {
      const asked = identities.get(id) ?? whoAmI(id, route, await this.get(id));
      identities.set(id, asked);
      asked.catch(() => identities.delete(id));
      return abortable(asked, signal);
    },
    get epoch() {
      return epoch;
    },
    renew() {
      epoch++;
      profiles = undefined;
      providers.clear();
      identities.clear();
      for (const listener of [...listeners]) listener();
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

const sandboxConnection: Connection = {
  id: 'sandbox',
  kind: 'sandbox',
  name: 'Sandbox',
  defaultRegion: fallbackRegion,
  partition: 'aws',
  production: false,
};

function profileConnection(profile: Profile, options: ConnectionOptions): Connection {
  const { AWS_REGION, AWS_DEFAULT_REGION } = options.environment;
  const region = profile.region ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? fallbackRegion;
  const label = endpointLabel(endpointFor('kms', options.environment, profile, options.endpointUrl()));
  return {
    id: `profile:${profile.name}`,
    kind: 'profile',
    name: profile.name,
    credentials: profile.kind,
    ...(label === undefined ? {} : { endpointLabel: label }),
    defaultRegion: region,
    partition: partitionOf(region).id,
    production: options.isProduction(profile.name),
  };
}

/** The profile that the default provider chain takes region, endpoint and, without variables, credentials from. */
function behindEnvironment(profiles: readonly Profile[], options: ConnectionOptions): Profile | undefined {
  const name = options.environment.AWS_PROFILE ?? 'default';
  return profiles.find((profile) => profile.name === name);
}

function environmentConnection(profile: Profile | undefined, options: ConnectionOptions): Connection {
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_PROFILE } = options.environment;
  const region = AWS_REGION ?? AWS_DEFAULT_REGION ?? profile?.region ?? fallbackRegion;
  const label = endpointLabel(endpointFor('kms', options.environment, profile, options.endpointUrl()));
  return {
    id: 'environment',
    kind: 'environment',
    name: 'Environment',
    ...(label === undefined ? {} : { endpointLabel: label }),
    defaultRegion: region,
    partition: partitionOf(region).id,
    production: options.isProduction(AWS_PROFILE ?? ''),
  };
}

async function resolveCredentials(
  id: string,
  profile: Profile | undefined,
  options: ConnectionOptions,
): Promise<Credentials> {
  const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const common = {
    filepath: options.files.credentials,
    configFilepath: options.files.config,
    ignoreCache: true,
    mfaCodeProvider: (serial: string) => options.askMfaCode(serial),
  };
  const { AWS_REGION } = options.environment;
  if (id === 'environment' || profile === undefined) {
    const region = AWS_REGION ?? profile?.region ?? fallbackRegion;
    return fromNodeProviderChain({ ...common, clientConfig: { region } })();
  }
  // For a named profile only that profile: falling through to the instance's role would reach another account.
  const region = profile.region ?? AWS_REGION ?? fallbackRegion;
  const sts = endpointFor('sts', options.environment, profile, options.endpointUrl());
  // Only roles are had from STS; a sign-in of IAM Identity Center goes to AWS whatever the endpoint is.
  const clientConfig = { region, ...(profile.assumesRole ? endpointOptions(sts) : {}) };
  return fromIni({ ...common, profile: profile.name, clientConfig })();
}

async function whoAmI(id: string, route: Connections['route'], connection: Connection): Promise<Identity> {
  const details = { operation: 'sts:GetCallerIdentity', connection: id };
  try {
    const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    const { endpoint, credentials } = await route(id, 'sts');
    const client = new STSClient({
      region: connection.defaultRegion,
      ...endpointOptions(endpoint),
      credentials,
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
    });
    try {
      const answer = await client.send(new GetCallerIdentityCommand({}));
      return { accountId: answer.Account ?? '', arn: answer.Arn ?? '', userId: answer.UserId ?? '' };
    } finally {
      client.destroy();
    }
  } catch (error) {
    throw toKmsError(error, details);
  }
}

/** Lets one caller go without disturbing the others who wait for the same answer. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(new KmsError('cancelled', 'Cancelled'));
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
