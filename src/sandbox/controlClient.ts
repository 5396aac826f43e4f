import { request } from 'node:http';
import type { NamedIdentity } from './identities/identities';
import type { Notice } from './store/aside';
import type { LockFile } from './store/lock';

/** What a sandbox says of itself to whoever joins it. */
export interface Overview {
  accountId: string;
  region: string;
  notices: readonly Notice[];
  identities: NamedIdentity[];
}

/** One call; those that move the clock or a whole state take longer than others. */
const CALL_PATIENCE_MS = 120_000;

export interface CallOptions {
  /** The call is a POST with this body, else a GET. */
  body?: object | undefined;
  signal?: AbortSignal | undefined;
  /** How long the whole answer may take, in milliseconds. */
  patienceMs?: number | undefined;
}

/** Calls `/_sandbox/PATH`. Throws with the sandbox's own words, or with ours where it says nothing of use. */
export function call(lock: LockFile, path: string, options: CallOptions = {}): Promise<object> {
  const { body, signal, patienceMs = CALL_PATIENCE_MS } = options;
  const patience = AbortSignal.timeout(patienceMs);
  const ending = signal ? AbortSignal.any([signal, patience]) : patience;
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(reasonFor(error, { signal, patience, patienceMs }));
    const sent = request({ ...target(lock, path, body ? 'POST' : 'GET'), signal: ending }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () => {
        const answer = answerIn(Buffer.concat(chunks).toString('utf8'));
        if (response.statusCode === 200 && answer) resolve(answer);
        else reject(new Error(answer?.error ?? `The sandbox answered ${response.statusCode ?? 0}.`));
      });
    });
    sent.on('error', failed);
    sent.end(body && JSON.stringify(body));
  });
}

/** Asks a sandbox who it is. Undefined where it has ended meanwhile; throws where something else answers there. */
export async function askOverview(lock: LockFile, options: CallOptions): Promise<Overview | undefined> {
  try {
    const { accountId, region, notices } = (await call(lock, 'health', options)) as Partial<Overview>;
    const { identities } = (await call(lock, 'identities', options)) as Partial<Overview>;
    const isComplete = typeof accountId === 'string' && typeof region === 'string';
    if (!isComplete || !Array.isArray(notices) || !Array.isArray(identities))
      throw new Error(notASandbox(lock));
    return { accountId, region, notices, identities };
  } catch (error) {
    // What the system says has a code: nobody takes connections there any more.
    if (options.signal?.aborted !== true && error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** Where a request of the sandbox's own interface goes. */
export function target({ host, port, secret }: LockFile, path: string, method: 'GET' | 'POST'): object {
  return {
    host,
    port,
    method,
    path: `/_sandbox/${path}`,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    agent: false,
  };
}

interface Ending {
  signal: AbortSignal | undefined;
  patience: AbortSignal;
  patienceMs: number;
}

function reasonFor(error: Error, { signal, patience, patienceMs }: Ending): Error {
  const reason: unknown = signal?.reason;
  if (signal?.aborted) return reason instanceof Error ? reason : error;
  return patience.aborted
    ? new Error(`The sandbox did not answer within ${patienceMs / 1000} seconds.`)
    : error;
}

/** Undefined where it is not an object in JSON: another program may have got the sandbox's port. */
function answerIn(text: string): { error?: string } | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? content : undefined;
  } catch {
    return undefined;
  }
}

function notASandbox({ host, port }: LockFile): string {
  return `What answers at ${host}:${port} is not the sandbox. End the program that listens there, or remove lock.json from the sandbox's folder.`;
}
