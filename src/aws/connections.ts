import type { Agent } from 'node:https';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Emitter } from '../async/emitter';
import { Memo, MemoMap } from '../async/memo';
import { KmsError } from '../core/errors';
import type { Connection, ConnectionPort, Identity, SandboxPort } from '../core/ports';
import { variable } from './config/clientSettings';
import { agentsFor, type Agents } from './agents';
import {
  behindEnvironment,
  environmentConnection,
  problemOfMissing,
  profileConnection,
  sandboxConnection,
  sandboxSettings,
  settingsOf,
  unusable,
  unusableProfile,
  type ListingOptions,
} from './connectionList';
import { readSharedConfig, type SharedConfig, type SharedFiles } from './config/sharedConfig';
import type { CredentialContext } from './credentials/context';
import { environmentCredentials } from './credentials/environmentCredentials';
import { profileCredentials } from './credentials/profileCredentials';
import { shared, type CredentialProvider } from './credentials/shared';
import { unusable as unusableSettings } from './credentials/unusable';
import { endpointFor } from './endpoints';
import { toKmsError } from './errors';
import { whoAmI } from './identity';
import { defaultLimits, type Limits } from './limits';
import { plainNetwork, type NetworkSettings } from './proxies';
import { profilesIn, type Profile, type Service } from './profiles';
import type { Route } from './route';

export interface ConnectionOptions extends ListingOptions {
  files: SharedFiles;
  sandbox: SandboxPort;
  /** Throws where no connection may be used now: in a workspace of strangers. */
  admit?(): void;
  /**
   * Asks the person for the code of an MFA device; the signal says that nobody needs it any more. `refused` is the
   * code that was given before and not accepted.
   */
  askMfaCode(serial: string, signal?: AbortSignal, refused?: string): Promise<string>;
  log(line: string): void;
  /** Tells the person of a file that cannot be read; the log has it as well. */
  complain?(message: string): void;
  limits?: Partial<Limits>;
  /** What the editor says about proxies and certificates; nothing unless given. */
  network?(): NetworkSettings;
  /** Makes the connections over TLS, for tests. */
  agent?: Agent;
}

/** The connections of this machine, with what only the SDK side needs of them. */
export interface Connections extends ConnectionPort {
  route(id: string, service: Service): Promise<Route>;
  /** What the profile behind a connection says; undefined for the sandbox, and where the environment names none. */
  profile(id: string): Promise<Profile | undefined>;
}

/** What the files say, read once an epoch. */
interface Read {
  config: SharedConfig;
  profiles: readonly Profile[];
}

export function createConnections(options: ConnectionOptions): Connections {
  const changed = new Emitter<void>();
  const providers = new Map<string, { credentials: CredentialProvider; agents: Agents }>();
  const identities = new MemoMap<Identity>();
  const renewals: CredentialContext['renewals'] = new MemoMap({ isFresh: () => false });
  const read = new Memo(() => readFiles(options));
  let epoch = 0;

  const files = (): Promise<Read> => read.get();
  const find = async (id: string): Promise<Profile | undefined> => {
    const { config, profiles } = await files();
    if (id === 'environment') return behindEnvironment(profiles, options);
    if (!id.startsWith('profile:')) return undefined;
    const name = id.slice('profile:'.length);
    const found = profiles.find((profile) => profile.name === name);
    if (found === undefined) {
      const problem = problemOfMissing(name, config);
      if (problem !== undefined) throw toKmsError(unusableSettings(problem), { connection: id });
      throw new KmsError('credentials-missing', `There is no AWS profile “${name}” any more.`, {
        connection: id,
      });
    }
    return found;
  };
  const list = async (): Promise<Connection[]> => {
    const { config, profiles } = await files();
    return [
      sandboxConnection,
      ...profiles.map((profile) => profileConnection(profile, config, options)),
      ...unusable(config),
      environmentConnection(behindEnvironment(profiles, options), config, options),
    ];
  };
  const route = async (id: string, service: Service): Promise<Route> => {
    options.admit?.();
    if (id === 'sandbox') {
      const { endpoint } = await options.sandbox.start();
      return { endpoint, settings: sandboxSettings, credentials: () => options.sandbox.current() };
    }
    const profile = await find(id);
    const { config } = await files();
    const settings = settingsOf(id, profile, config, options);
    let known = providers.get(id);
    if (known === undefined) {
      const agents =
        options.agent === undefined
          ? await agentsFor(settings, options.network?.() ?? plainNetwork, options.environment)
          : { httpsAgent: options.agent };
      const context = { ...contextOf(profile, config, options), settings, renewals, agents };
      const made = shared((signal) => resolveCredentials(id, profile, { ...context, signal }));
      // Whoever came first while the certificates were read stays: all callers share one attempt.
      known = providers.get(id) ?? { credentials: made, agents };
      providers.set(id, known);
    }
    const endpoint = endpointFor(service, options.environment, profile, options.endpointUrl());
    return {
      ...(endpoint === undefined ? {} : { endpoint }),
      ...known,
      settings,
    };
  };

  return {
    list,
    route,
    profile: find,
    async get(id) {
      const found = (await list()).find((connection) => connection.id === id);
      if (found !== undefined) return found;
      const { config } = await files();
      const [, name = ''] = /^profile:(.*)$/s.exec(id) ?? [];
      const problem = problemOfMissing(name, config);
      if (name !== '' && problem !== undefined) return unusableProfile(name, problem);
      await find(id);
      return environmentConnection(undefined, config, options);
    },
    identity(id, signal) {
      const ask = (own: AbortSignal) => whoAmI(id, () => route(id, 'sts'), limitsOf(options), own);
      return identities.get(id, ask, signal);
    },
    get epoch() {
      return epoch;
    },
    renew() {
      epoch++;
      read.forget();
      providers.clear();
      identities.clear();
      renewals.clear();
      changed.fire();
    },
    onDidChange: changed.event,
  };
}

async function readFiles(options: ConnectionOptions): Promise<Read> {
  const config = await readSharedConfig(options.files);
  for (const { file, line, message } of config.problems) {
    if (line === undefined) options.complain?.(`${file}: ${message}`);
    options.log(`AWS profiles: ${file}${line === undefined ? '' : `, line ${line}`}: ${message}`);
  }
  return { config, profiles: profilesIn(config) };
}

function contextOf(
  profile: Profile | undefined,
  config: SharedConfig,
  options: ConnectionOptions,
): Omit<CredentialContext, 'settings' | 'renewals' | 'agents' | 'signal'> {
  const { environment, files } = options;
  const folder = join(homedir(), '.aws');
  const loginCache = variable(environment, 'AWS_LOGIN_CACHE_DIRECTORY') ?? join(folder, 'login', 'cache');
  return {
    config,
    environment,
    // The setting stands for calls alone: what a sign-in gave goes where the profile itself says, else to AWS.
    stsEndpoint: endpointFor('sts', environment, profile),
    caches: { sso: files.ssoCache ?? join(folder, 'sso', 'cache'), login: files.loginCache ?? loginCache },
    limits: limitsOf(options),
    now: () => Date.now(),
    askMfaCode: (...asked) => options.askMfaCode(...asked),
  };
}

async function resolveCredentials(id: string, profile: Profile | undefined, context: CredentialContext) {
  try {
    if (id === 'environment' || profile === undefined) return await environmentCredentials(context);
    return await profileCredentials(profile.name, context);
  } catch (error) {
    throw toKmsError(error, { connection: id });
  }
}

function limitsOf(options: ConnectionOptions): Limits {
  return { ...defaultLimits, ...options.limits };
}
