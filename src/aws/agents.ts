import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import * as tls from 'node:tls';
import { KmsError } from '../core/errors';
import type { ClientSettings } from './config/clientSettings';
import type { Environment } from './endpoints';
import { proxyFor, type Destination, type NetworkSettings } from './proxies';
import { withTrust, type Trust } from './trust';

/** What makes the connections of the SDK's clients, by the scheme of the endpoint. */
export interface Agents {
  httpsAgent: HttpsAgent;
  httpAgent?: HttpAgent;
}

/** As many connections as the SDK's own agent opens to one host. */
const pool = { keepAlive: true, maxSockets: 50 };

/** Makes connections as the profile, the variables and the editor say: through a proxy or not, trusting whom. */
export async function agentsFor(
  settings: ClientSettings,
  network: NetworkSettings,
  environment: Environment,
): Promise<Agents> {
  const ca = await trusted(settings, network);
  // Made once: reading certificates takes time.
  const secureContext = ca === undefined ? undefined : tls.createSecureContext({ ca: [...ca] });
  const { proxying } = await import('./proxyAgents');
  const direct = {
    https: new HttpsAgent({ ...pool, ...(secureContext === undefined ? {} : { secureContext }) }),
    http: new HttpAgent(pool),
  };
  const agent = proxying({ direct, network, environment, secureContext, pool });
  if (network.editorAgent) {
    // The system's certificates the editor adds by itself, unless the request names any.
    const named: Trust = settings.caBundle === undefined || ca === undefined ? {} : { ca };
    withTrust(agent, (destination) => ({ ...named, ...unchecked(destination, network, environment) }));
  }
  // The SDK asks an agent for no more than the two classes have in common.
  return { httpsAgent: agent as unknown as HttpsAgent, httpAgent: agent };
}

/** Whatever certificate comes through a proxy is taken where the person says so; the way past it stays checked. */
function unchecked(destination: Destination, network: NetworkSettings, environment: Environment): Trust {
  if (network.strictSsl || proxyFor(destination, network, environment) === undefined) return {};
  return { rejectUnauthorized: false };
}

/** Those who may vouch for a server; undefined where they are Node's own. */
async function trusted(
  { caBundle }: ClientSettings,
  { systemCertificates }: NetworkSettings,
): Promise<readonly string[] | undefined> {
  const system = systemCertificates ? authorities('system') : [];
  const own = caBundle === undefined ? [] : [await bundleIn(caBundle)];
  if (system.length + own.length === 0) return undefined;
  // Added to Node's: a proxy need not open every connection.
  return [...authorities('default'), ...system, ...own];
}

/** Before Node 22.15 only its own list can be asked for. */
function authorities(of: 'default' | 'system'): readonly string[] {
  const { getCACertificates } = tls as Partial<typeof tls>;
  if (getCACertificates !== undefined) return getCACertificates(of);
  return of === 'default' ? tls.rootCertificates : [];
}

async function bundleIn(file: string): Promise<string> {
  try {
    const text = await readFile(file, 'utf8');
    // Reads the first; a text without any would trust nobody more, and say nothing.
    new X509Certificate(text);
    return text;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const why = /^E[A-Z]+$/.test(code) ? code : 'it holds no certificate';
    throw new KmsError('certificate', `${file} cannot be read (${why})`, { cause: error });
  }
}
