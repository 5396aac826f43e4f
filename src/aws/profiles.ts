/** Where the shared files are; a path that does not exist is an empty file. */
export interface SharedFiles {
  config: string;
  credentials: string;
}

/** How a profile gets its credentials. */
export type CredentialKind =
  'static' | 'assume-role' | 'mfa' | 'sso' | 'login' | 'process' | 'web-identity' | 'none';

export type Service = 'kms' | 'iam' | 'sts';

/** What a profile says, credentials themselves left out. */
export interface Profile {
  name: string;
  kind: CredentialKind;
  /** Whether it names a role, had from STS. */
  assumesRole: boolean;
  region?: string;
  /** Name of the `sso-session` section. */
  ssoSession?: string;
  /** Endpoints of the profile, per service and for all. */
  endpoints: Partial<Record<Service | 'all', string>>;
  ignoresEndpoints: boolean;
}

type Section = Partial<Record<string, string>>;

/**
 * The profiles of both files, merged as the SDK does (credentials file over config file), in the order of
 * their names with `default` first. Always reads anew: the SDK keeps its own copy for the life of a process.
 */
export async function readProfiles(files: SharedFiles): Promise<Profile[]> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles({
    filepath: files.credentials,
    configFilepath: files.config,
    ignoreCache: true,
  });
  const sections = new Map<string, Section>();
  for (const file of [configFile, credentialsFile]) {
    for (const [name, section] of Object.entries(file)) {
      sections.set(name, { ...sections.get(name), ...section });
    }
  }
  return [...sections]
    .filter(([name]) => !/^(services|sso-session)\./.test(name))
    .map(([name, section]) => profileOf(name, section, sections))
    .sort(byName);
}

function profileOf(name: string, section: Section, sections: ReadonlyMap<string, Section>): Profile {
  return {
    name,
    kind: kindOf(section),
    assumesRole: Boolean(section.role_arn),
    ...(section.region ? { region: section.region } : {}),
    ...(section.sso_session ? { ssoSession: section.sso_session } : {}),
    endpoints: endpointsOf(section, sections),
    ignoresEndpoints: section.ignore_configured_endpoint_urls === 'true',
  };
}

/** In the order in which the SDK tries them (resolveProfileData). */
function kindOf(section: Section): CredentialKind {
  if (section.role_arn && (section.source_profile || section.credential_source)) {
    return section.mfa_serial ? 'mfa' : 'assume-role';
  }
  if (section.aws_access_key_id && section.aws_secret_access_key) return 'static';
  if (section.role_arn && section.web_identity_token_file) return 'web-identity';
  if (section.credential_process) return 'process';
  if (section.sso_session || section.sso_start_url || section.sso_account_id) return 'sso';
  return section.login_session ? 'login' : 'none';
}

function endpointsOf(section: Section, sections: ReadonlyMap<string, Section>): Profile['endpoints'] {
  const services = section.services ? sections.get(`services.${section.services}`) : undefined;
  const found: [Service | 'all', string | undefined][] = [
    ['kms', services?.['kms.endpoint_url']],
    ['iam', services?.['iam.endpoint_url']],
    ['sts', services?.['sts.endpoint_url']],
    ['all', section.endpoint_url],
  ];
  return Object.fromEntries(found.filter(([, url]) => url));
}

function byName(a: Profile, b: Profile): number {
  if (a.name === 'default' || b.name === 'default') return a.name === 'default' ? -1 : 1;
  return a.name.localeCompare(b.name, 'en');
}
