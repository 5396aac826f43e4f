import { readSharedConfig, type SharedConfig, type SharedFiles } from './config/sharedConfig';
import { kindOf, type CredentialKind } from './credentials/kind';

/** A service whose endpoint can be set. */
export type Service = 'kms' | 'iam' | 'sts' | 'cloudtrail';

/** What a profile says, credentials themselves left out. */
export interface Profile {
  name: string;
  kind: CredentialKind;
  region?: string;
  /** Name of the `sso-session` section. */
  ssoSession?: string;
  /** Endpoints of the profile, per service and for all. */
  endpoints: Partial<Record<Service | 'all', string>>;
  ignoresEndpoints: boolean;
}

/** The profiles of both files in the order of their names, with `default` first. Always reads again. */
export async function readProfiles(files: SharedFiles): Promise<Profile[]> {
  return profilesIn(await readSharedConfig(files));
}

/** As above, of files that were read. */
export function profilesIn(config: SharedConfig): Profile[] {
  return [...config.profiles.keys()].map((name) => profileOf(name, config)).sort(byName);
}

function profileOf(name: string, config: SharedConfig): Profile {
  const section = config.profiles.get(name) ?? new Map<string, string>();
  const region = section.get('region');
  const ssoSession = section.get('sso_session');
  return {
    name,
    kind: kindOf(section),
    ...(region === undefined ? {} : { region }),
    ...(ssoSession === undefined ? {} : { ssoSession }),
    endpoints: endpointsOf(name, config),
    ignoresEndpoints: section.get('ignore_configured_endpoint_urls')?.toLowerCase() === 'true',
  };
}

function endpointsOf(name: string, config: SharedConfig): Profile['endpoints'] {
  const section = config.profiles.get(name);
  const services = config.services.get(section?.get('services') ?? '');
  const found: [Service | 'all', string | undefined][] = [
    ['kms', services?.get('kms')?.get('endpoint_url')],
    ['iam', services?.get('iam')?.get('endpoint_url')],
    ['sts', services?.get('sts')?.get('endpoint_url')],
    ['cloudtrail', services?.get('cloudtrail')?.get('endpoint_url')],
    ['all', section?.get('endpoint_url')],
  ];
  return Object.fromEntries(found.filter(([, url]) => url !== undefined));
}

function byName(a: Profile, b: Profile): number {
  if (a.name === 'default' || b.name === 'default') return a.name === 'default' ? -1 : 1;
  return a.name.localeCompare(b.name, 'en');
}
