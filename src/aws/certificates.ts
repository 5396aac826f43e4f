import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { KmsError } from '../core/errors';
import type { ClientSettings } from './config/clientSettings';

/** As many connections as the SDK's own agent opens to one host. */
const mostSockets = 50;

/**
 * What makes connections over TLS where a profile or AWS_CA_BUNDLE names certificates to trust; undefined where the
 * SDK's own does. The bundle is added to Node's roots: a proxy need not open every connection.
 */
export async function agentFor({ caBundle }: ClientSettings): Promise<Agent | undefined> {
  if (caBundle === undefined) return undefined;
  try {
    const ca = [...rootCertificates, await readFile(caBundle, 'utf8')];
    return new Agent({ keepAlive: true, maxSockets: mostSockets, ca });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new KmsError('certificate', `${caBundle} cannot be read (${code ?? 'unknown'})`, { cause: error });
  }
}
