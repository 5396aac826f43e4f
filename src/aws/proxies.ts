import { KmsError } from '../core/errors';
import { variable } from './config/clientSettings';
import type { Environment } from './endpoints';

/** What the editor says about the way to the network; all of it is read again whenever files or settings change. */
export interface NetworkSettings {
  /** A proxy for all connections; empty where there is none. It wins over the variables. */
  proxy: string;
  /** Hosts that are asked directly, beside those of NO_PROXY. */
  noProxy: readonly string[];
  /** Whether the certificates that a proxy shows, its own and those that it makes for others, must be trusted. */
  strictSsl: boolean;
  /** Whether what the system trusts is trusted. */
  systemCertificates: boolean;
  /** Whether an agent of the editor takes the place of ours and finds the way through proxies. */
  editorAgent: boolean;
}

export const plainNetwork: NetworkSettings = {
  proxy: '',
  noProxy: [],
  strictSsl: true,
  systemCertificates: false,
  editorAgent: false,
};

/** Where a request goes. */
export interface Destination {
  protocol: 'http' | 'https';
  host: string;
  port: number;
}

/**
 * The proxy on the way to a host, undefined where it is asked directly. Variables as the AWS CLI reads them, lower case
 * first. Source: CLI User Guide, "Using an HTTP proxy for the AWS CLI"; Python, `urllib.request.getproxies_environment`.
 */
export function proxyFor(
  destination: Destination,
  settings: NetworkSettings,
  environment: Environment,
): URL | undefined {
  const of = (name: string): string | undefined =>
    variable(environment, name.toLowerCase()) ?? variable(environment, name);
  const proxy = settings.proxy.trim() || of(`${destination.protocol.toUpperCase()}_PROXY`);
  if (!proxy || isLoopback(destination.host)) return undefined;
  const direct = [...settings.noProxy, ...(of('NO_PROXY')?.split(/[\s,]+/) ?? [])];
  if (direct.some((entry) => covers(entry, destination))) return undefined;
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new KmsError('network', 'the proxy’s address is not an http:// or https:// URL');
  }
  return new URL(url);
}

/** The sandbox and emulators of this machine are behind no proxy. */
function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/** `*`, a host, a domain with all below it (with or without a dot or `*.` before it), each with or without a port. */
function covers(entry: string, { host, port }: Destination): boolean {
  const [, name = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry.trim().toLowerCase()) ?? [];
  if (name === '' || (only !== undefined && Number(only) !== port)) return false;
  if (name === '*') return true;
  const domain = name.replace(/^\*?\./, '');
  return host.toLowerCase() === domain || host.toLowerCase().endsWith(`.${domain}`);
}
