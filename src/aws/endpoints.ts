import type { Profile, Service } from './profiles';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The endpoint of a service, undefined where it is AWS's own. Order of the SDK reference, "Service-specific
 * endpoints": service variable, general variable, `services` section, `endpoint_url`; then our own setting.
 */
export function endpointFor(
  service: Service,
  environment: Environment,
  profile?: Profile,
  fallback = '',
): string | undefined {
  const ignored = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true' || profile?.ignoresEndpoints;
  const configured = ignored
    ? []
    : [
        environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`],
        environment.AWS_ENDPOINT_URL,
        profile?.endpoints[service],
        profile?.endpoints.all,
      ];
  return [...configured, fallback].find((url) => url !== undefined && url !== '');
}

/** The server asked, for a failure's details, where it is not AWS's own. */
export function endpointDetail({ endpoint }: { endpoint?: string | undefined }): { endpoint?: string } {
  const label = endpointLabel(endpoint);
  return label === undefined ? {} : { endpoint: label };
}

/** `localhost:4566` for a label; undefined for AWS's own endpoints. */
export function endpointLabel(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (!URL.canParse(url)) return url;
  const { host } = new URL(url);
  return /\.(amazonaws\.com(\.cn)?|api\.aws|amazonaws\.eu)$/.test(host) ? undefined : host;
}
