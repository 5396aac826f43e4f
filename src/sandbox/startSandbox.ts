import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { NamedIdentity } from './identities/identities';
import { Sandbox } from './sandbox';
import type { SandboxOptions } from './sandbox';
import { answerControl } from './server/answer';
import { serveControl } from './server/control';
import { pageRefusal } from './server/origin';
import { serveJson, serveQuery } from './server/requests';
import type { ServingOptions } from './server/requests';
import { routeOf } from './server/route';
import type { Notice } from './store/aside';
import { Lock } from './store/lock';
import { ownValue } from '../core/ownValue';

export interface StartOptions
  extends Partial<Omit<SandboxOptions, 'stateDir' | 'anyPrincipals'>>, Partial<ServingOptions> {
  stateDir: string;
  /** Hears of what a person should know, once it listens: an edit of the identities that cannot be read. */
  onNotice?: (notice: Notice) => void;
  /** 0, the default, for any free one. */
  port?: number;
  host?: string;
}

/** A server that listens. */
export interface StartedSandbox {
  endpoint: string;
  region: string;
  accountId: string;
  identities: NamedIdentity[];
  notices: readonly Notice[];
  /** For `/_sandbox/…`, as in the lock file. */
  secret: string;
  /** How many others are attached, and want the server to go on. */
  attached(): number;
  /** Hears when the last of the attached goes. */
  onAllDetached: (listener: () => void) => void;
  /** Ends the server; every acknowledged change is on disk already. */
  stop(): Promise<void>;
}

export const DEFAULT_ACCOUNT = '111122223333';
const LOOPBACK = '127.0.0.1';
/** Listening on all addresses, it is found on this machine here. */
const reachable: Readonly<Record<string, string>> = { '0.0.0.0': LOOPBACK, '::': '::1' };

/**
 * Starts the embedded KMS over a state folder.
 * @throws StateInUseError when another live process holds the folder.
 */
export async function startSandbox(options: StartOptions): Promise<StartedSandbox> {
  const { stateDir, accountId = DEFAULT_ACCOUNT, empty = false } = options;
  const lock = await Lock.acquire(stateDir);
  let sandbox: Sandbox | undefined;
  try {
    const anyPrincipals = options.anyCredentials ?? false;
    const check = () => lock.check();
    sandbox = await Sandbox.open({ stateDir, accountId, empty, anyPrincipals, check });
    if (options.accountId !== undefined) checkAccount(sandbox, options.accountId);
    return await serving(sandbox, lock, options);
  } catch (error) {
    // What went wrong first is what is told.
    await sandbox?.close().catch(() => undefined);
    lock.release();
    throw error;
  }
}

function checkAccount({ accountId: actual }: Sandbox, accountId: string): void {
  if (actual !== accountId)
    throw new Error(`this state folder is of account ${actual}, not of ${accountId}. Choose another folder.`);
}

/** Listens, and says so in the lock. */
async function serving(sandbox: Sandbox, lock: Lock, options: StartOptions): Promise<StartedSandbox> {
  const { host = LOOPBACK, port = 0 } = options;
  const how = {
    anyCredentials: options.anyCredentials ?? false,
    onInternalError: options.onInternalError ?? (() => undefined),
  };
  const attachments = new Attachments();
  const server = newServer(async (request, response) => {
    const refusal = pageRefusal(request.headers, host);
    if (refusal !== undefined) return answerRefusal(response, refusal);
    // Each request meets the identities as their file says now.
    const problem = sandbox.identities.refresh();
    if (problem) options.onNotice?.(problem);
    await serve(request, response, { sandbox, serving: how, secret: lock.secret, attachments });
  });
  await listen(server, port, host);
  const { port: actual } = server.address() as AddressInfo;
  const address = ownValue(reachable, host) ?? host;
  lock.announce(address, actual);
  sandbox.onNotice = (notice) => options.onNotice?.(notice);
  return {
    endpoint: `http://${address.includes(':') ? `[${address}]` : address}:${actual}`,
    region: sandbox.region,
    accountId: sandbox.accountId,
    identities: sandbox.identities.named(),
    notices: sandbox.notices,
    secret: lock.secret,
    attached: () => attachments.count,
    onAllDetached: (listener) => (attachments.onNone = listener),
    stop: once(async () => {
      lock.withdraw();
      attachments.end();
      await stopServing(server);
      await sandbox.close().finally(() => lock.release());
    }),
  };
}

/** Connections of those who want the server to go on for as long as they live. */
class Attachments {
  readonly #open = new Set<ServerResponse>();
  onNone: () => void = () => undefined;

  get count(): number {
    return this.#open.size;
  }

  end(): void {
    this.onNone = () => undefined;
    for (const response of this.#open) response.end();
  }

  add(response: ServerResponse): void {
    this.#open.add(response);
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.flushHeaders();
    response.on('close', () => {
      this.#open.delete(response);
      if (this.#open.size === 0) this.onNone();
    });
  }
}

interface ServeParts {
  sandbox: Sandbox;
  serving: ServingOptions;
  secret: string;
  attachments: Attachments;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { sandbox, serving, secret, attachments }: ServeParts,
): Promise<void> {
  const route = routeOf(request);
  if (route.kind === 'json') await serveJson(request, response, route, sandbox, serving);
  else if (route.kind === 'query') await serveQuery(request, response, sandbox, serving);
  else
    await serveControl(request, response, route.path, {
      sandbox,
      secret,
      attach: (held) => attachments.add(held),
    });
}

function newServer(serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Server {
  const server = createServer(
    {
      // Longer than SDKs keep idle connections, so that they never meet one that is just closing.
      keepAliveTimeout: 120_000,
      headersTimeout: 15_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 5000,
      maxHeaderSize: 32 * 1024,
      noDelay: true,
    },
    (request, response) => {
      serve(request, response).catch(() => {
        // The connection broke while the body came in, or while the answer went out.
        response.destroy();
      });
    },
  );
  server.maxConnections = 2048;
  server.on('clientError', refuse);
  return server;
}

const refusals: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Bytes that are no HTTP, too many, or too slow. */
function refuse({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  const status = ownValue(refusals, code) ?? '400 Bad Request';
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  else socket.destroy();
}

function answerRefusal(response: ServerResponse, message: string): void {
  answerControl(response, 403, { __type: 'AccessDeniedException', message });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const LAST_ANSWERS_MS = 2000;

/** Lets answers that are on their way out arrive, but does not wait for idle or stuck connections. */
function stopServing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= act());
}
