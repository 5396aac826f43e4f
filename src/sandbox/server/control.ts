import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dayMs } from '../../core/time';
import { faultsIn, ratesIn } from '../faults';
import type { Sandbox } from '../sandbox';
import { answerControl } from './answer';
import { BodyTooLargeError } from './bodies';

/** What a person did wrong in a call of the sandbox's own. */
class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface ControlParts {
  sandbox: Sandbox;
  secret: string;
  /** Keeps the server going while the connection lives; answers when the server ends. */
  attach: (response: ServerResponse) => void;
}

type Handler = (body: Record<string, unknown>, parts: ControlParts) => object | Promise<object>;

/** A hundred years: past them dates no longer fit where they are shown. */
const MOST_AHEAD_MS = 100 * 365 * dayMs;

/** `GET` reads, `POST` changes. Documented in src/sandbox/README.md. */
const handlers: Readonly<Record<string, Handler>> = {
  'GET health': (_, { sandbox }) => ({
    pid: process.pid,
    memoryBytes: process.memoryUsage().rss,
    ...overview(sandbox),
  }),
  'GET identities': (_, { sandbox }) => ({
    accountId: sandbox.accountId,
    file: sandbox.identities.file,
    identities: sandbox.identities.named(),
    ...(sandbox.identities.problem && { problem: sandbox.identities.problem }),
  }),
  'GET clock': (_, { sandbox }) => clockOf(sandbox),
  'POST clock': moveClock,
  'POST reset': async (_, { sandbox }) => {
    await sandbox.reset();
    return overview(sandbox);
  },
  'POST compact': async (_, { sandbox }) => {
    await sandbox.compact();
    return overview(sandbox);
  },
  'GET export': (_, { sandbox }) => sandbox.export(),
  'POST import': async (body, { sandbox }) => {
    await asClientError(() => sandbox.import(body));
    return overview(sandbox);
  },
  'GET faults': (_, { sandbox }) => ({ faults: sandbox.faults.list }),
  'POST faults': async ({ faults }, { sandbox }) => {
    sandbox.faults.set(await asClientError(() => faultsIn(faults)));
    return { faults: sandbox.faults.list };
  },
  'POST throttling': async ({ enabled, rates }, { sandbox }) => {
    if (typeof enabled !== 'boolean')
      throw new ControlError(400, 'Give {"enabled":true} or {"enabled":false}.');
    sandbox.faults.throttle(enabled, await asClientError(() => ratesIn(rates)));
    return { enabled };
  },
};

/** Serves `/_sandbox/…`: whoever can read the lock file may call. */
export async function serveControl(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  parts: ControlParts,
): Promise<void> {
  try {
    checkSecret(request, parts.secret);
    const method = request.method ?? 'GET';
    if (path === 'attach' && method === 'GET') {
      parts.attach(response);
      return;
    }
    const name = `${method} ${path}`;
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler)
      throw new ControlError(404, `There is no ${name}. There are: ${Object.keys(handlers).join(', ')}.`);
    const body = parsed(await parts.sandbox.bodies.read(request, path === 'import'));
    answerControl(response, 200, await handler(body, parts));
  } catch (error) {
    if (error instanceof ControlError) answerControl(response, error.status, { error: error.message });
    else if (error instanceof BodyTooLargeError)
      answerControl(response, 413, { error: 'The body is too large.' });
    else answerControl(response, 500, { error: error instanceof Error ? error.message : String(error) });
  }
}

/** A TypeError of what was sent is the fault of whoever sent it. */
async function asClientError<T>(act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof TypeError) throw new ControlError(400, error.message);
    throw error;
  }
}

async function moveClock(body: Record<string, unknown>, { sandbox }: ControlParts): Promise<object> {
  const ahead = aheadOf(body, sandbox.now());
  if (!Number.isFinite(ahead) || ahead < 0)
    throw new ControlError(
      400,
      'The clock goes forward only: give {"days":8}, {"seconds":90} or {"to":"2027-01-01T00:00:00Z"}.',
    );
  if (sandbox.store.settings.clockOffset + ahead > MOST_AHEAD_MS)
    throw new ControlError(400, 'The clock can be at most a hundred years ahead.');
  await sandbox.advance(ahead);
  return clockOf(sandbox);
}

function aheadOf({ days, seconds, to }: Record<string, unknown>, now: number): number {
  if (typeof to === 'string') return Date.parse(to) - now;
  if (typeof days !== 'number' && typeof seconds !== 'number') return NaN;
  return (typeof days === 'number' ? days * dayMs : 0) + (typeof seconds === 'number' ? seconds * 1000 : 0);
}

function clockOf({ now, store }: Sandbox): object {
  return { now: new Date(now()).toISOString(), aheadMs: store.settings.clockOffset };
}

function overview(sandbox: Sandbox): object {
  const { accountId, region, notices } = sandbox;
  return { accountId, region, notices, clock: clockOf(sandbox) };
}

function checkSecret(request: IncomingMessage, secret: string): void {
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${secret}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new ControlError(401, 'Send the secret of lock.json: "Authorization: Bearer SECRET".');
}

function parsed(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const content: unknown = JSON.parse(body.toString('utf8'));
    if (typeof content === 'object' && content !== null) return content as Record<string, unknown>;
  } catch {
    // Answered below: what is no JSON is no object either.
  }
  throw new ControlError(400, 'The body is not a JSON object.');
}
