import { partitionOf } from '../core/partitions';
import type { Connection } from '../core/ports';
import {
  environmentSettings,
  fallbackRegion,
  profileSettings,
  variable,
  type ClientSettings,
} from './config/clientSettings';
import type { SharedConfig } from './config/sharedConfig';
import { signInBehind } from './credentials/signIn';
import { endpointFor, endpointLabel, type Environment } from './endpoints';
import type { Profile } from './profiles';

/** What the listing of connections depends on besides the files. */
export interface ListingOptions {
  environment: Environment;
  /** Values of the settings, asked for each time they matter. */
  endpointUrl(): string;
  /** Whether each change on connections of that name is confirmed. */
  isProduction(name: string): boolean;
}

/** The embedded KMS. */
export const sandboxConnection: Connection = {
  id: 'sandbox',
  kind: 'sandbox',
  name: 'Sandbox',
  defaultRegion: fallbackRegion,
  partition: 'aws',
  production: false,
};

/** Sections that were intended as profiles and cannot be used, each with the reason. */
export function unusable(config: SharedConfig): Connection[] {
  const names = new Map(config.problems.map(({ profile, message }) => [profile, message]));
  return [...names].flatMap(([name, problem]) =>
    name === undefined || config.profiles.has(name) ? [] : [unusableProfile(name, problem)],
  );
}

/** A profile of which nothing is known but why it cannot be used. */
export function unusableProfile(name: string, problem: string): Connection {
  return { ...sandboxConnection, id: `profile:${name}`, kind: 'profile', name, problem };
}

/**
 * Why a profile is not among those that were read: its section cannot be used, or it may be in a file that cannot be
 * read. Undefined where it is known to be gone.
 */
export function problemOfMissing(name: string, { problems }: SharedConfig): string | undefined {
  const own = problems.find(({ profile }) => profile === name);
  if (own !== undefined) return own.message;
  const unread = problems.find(({ profile, line }) => profile === undefined && line === undefined);
  return unread && `${unread.file}: ${unread.message}`;
}

/** How the sandbox is asked. */
export const sandboxSettings: ClientSettings = { region: fallbackRegion, fips: false, dualstack: false };

/** A profile as a connection. */
export function profileConnection(
  profile: Profile,
  config: SharedConfig,
  options: ListingOptions,
): Connection {
  const id = `profile:${profile.name}`;
  const { region } = settingsOf(id, profile, config, options);
  const label = endpointLabel(endpointFor('kms', options.environment, profile, options.endpointUrl()));
  return {
    id,
    kind: 'profile',
    name: profile.name,
    credentials: profile.kind,
    ...signInOf(profile.name, config),
    ...(label === undefined ? {} : { endpointLabel: label }),
    defaultRegion: region,
    partition: partitionOf(region).id,
    production: options.isProduction(profile.name),
  };
}

function signInOf(name: string, config: SharedConfig): Pick<Connection, 'signIn'> {
  const signIn = signInBehind(name, config);
  return signIn === undefined ? {} : { signIn };
}

/** The profile that the default provider chain takes region, endpoint and, without variables, credentials from. */
export function behindEnvironment(
  profiles: readonly Profile[],
  options: ListingOptions,
): Profile | undefined {
  const name = variable(options.environment, 'AWS_PROFILE') ?? 'default';
  return profiles.find((profile) => profile.name === name);
}

/** What the default provider chain finds, as a connection. */
export function environmentConnection(
  profile: Profile | undefined,
  config: SharedConfig,
  options: ListingOptions,
): Connection {
  const { region } = settingsOf('environment', profile, config, options);
  const label = endpointLabel(endpointFor('kms', options.environment, profile, options.endpointUrl()));
  return {
    id: 'environment',
    kind: 'environment',
    name: 'Environment',
    ...(profile === undefined ? {} : signInOf(profile.name, config)),
    ...(label === undefined ? {} : { endpointLabel: label }),
    defaultRegion: region,
    partition: partitionOf(region).id,
    production: options.isProduction(options.environment.AWS_PROFILE ?? ''),
  };
}

/** The settings of a connection, by the profile behind it. */
export function settingsOf(
  id: string,
  profile: Profile | undefined,
  config: SharedConfig,
  { environment }: ListingOptions,
): ClientSettings {
  return id === 'environment' || profile === undefined
    ? environmentSettings(profile?.name, config, environment)
    : profileSettings(profile.name, config, environment);
}
