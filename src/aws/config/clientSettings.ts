import { partitionNamed } from '../../core/partitions';
import { ownValue } from '../../core/ownValue';
import type { Environment } from '../endpoints';
import type { Section, SharedConfig } from './sharedConfig';

/** Where the sandbox starts, and what is asked when nothing names a Region. */
export const fallbackRegion = 'us-east-1';

/** What a profile or the environment says about how AWS is asked. */
export interface ClientSettings {
  /** The Region of calls, and that of STS for a role. */
  region: string;
  fips: boolean;
  dualstack: boolean;
  /** Certificates to trust besides those of the system, a file. */
  caBundle?: string;
}

/** The value of a variable; an empty one counts as not set, as in the SDKs. */
export function variable(environment: Environment, name: string): string | undefined {
  const value = ownValue(environment, name);
  return value === '' ? undefined : value;
}

/**
 * The settings of a profile that was chosen by name: its own Region first, then the environment's. All else goes by
 * the AWS CLI: "environment variables … take precedence over the config file" (CLI User Guide, "Configuration
 * settings and precedence").
 */
export function profileSettings(
  name: string,
  config: SharedConfig,
  environment: Environment,
): ClientSettings {
  const section = config.profiles.get(name);
  const region = section?.get('region') ?? environmentRegion(environment) ?? inheritedRegion(name, config);
  return { region, ...switches(section, environment) };
}

/** The settings of the environment, with the profile behind it: here the variables come first. */
export function environmentSettings(
  name: string | undefined,
  config: SharedConfig,
  environment: Environment,
): ClientSettings {
  const section = name === undefined ? undefined : config.profiles.get(name);
  const region =
    environmentRegion(environment) ??
    section?.get('region') ??
    (name === undefined ? fallbackRegion : inheritedRegion(name, config));
  return { region, ...switches(section, environment) };
}

/** Source: CLI User Guide, "Environment variables": AWS_REGION overrides AWS_DEFAULT_REGION. */
function environmentRegion(environment: Environment): string | undefined {
  return variable(environment, 'AWS_REGION') ?? variable(environment, 'AWS_DEFAULT_REGION');
}

/** The Region of the first source profile that has one, else that of the role's partition. */
function inheritedRegion(name: string, config: SharedConfig): string {
  const seen = new Set<string>();
  let section = config.profiles.get(name);
  const partition = /^arn:([\w-]+):/.exec(section?.get('role_arn') ?? '')?.[1];
  for (
    let at: string | undefined = name;
    at !== undefined && !seen.has(at);
    at = section?.get('source_profile')
  ) {
    seen.add(at);
    section = config.profiles.get(at);
    const region = section?.get('region');
    if (region !== undefined) return region;
  }
  return partition === undefined ? fallbackRegion : partitionNamed(partition).defaultRegion;
}

function switches(section: Section | undefined, environment: Environment): Omit<ClientSettings, 'region'> {
  const of = (name: string, key: string): string | undefined =>
    variable(environment, name) ?? section?.get(key);
  const isOn = (name: string, key: string): boolean => of(name, key)?.toLowerCase() === 'true';
  const caBundle = of('AWS_CA_BUNDLE', 'ca_bundle');
  return {
    fips: isOn('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    dualstack: isOn('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
    ...(caBundle === undefined ? {} : { caBundle }),
  };
}
