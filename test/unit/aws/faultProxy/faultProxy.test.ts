import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPatience } from '../../../../src/aws/patience';
import { awsCrypto } from '../../../../src/aws/crypto';
import { awsMaterial } from '../../../../src/aws/material';
import { awsKeyStores } from '../../../../src/aws/keyStores';
import { awsMultiRegion } from '../../../../src/aws/multiRegion';
import { awsPrincipals } from '../../../../src/aws/principals';
import type { KmsError } from '../../../../src/core/errors';
import { explain } from '../../../../src/core/messages';
import { portsTo } from '../ports';
import { faults } from './faults';
import { methods, type Asked, type Method } from './methods';
import { overHttp, type Faulty } from './servers';

/** The SDK tries this often in all. */
const attempts = 3;

let faulty: Faulty;
let asked: Asked;
let end: () => void;
const unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);

// Loaded before the clock is taken over: loading waits for real time.
beforeAll(() =>
  Promise.all([
    import('@aws-sdk/client-kms'),
    import('@aws-sdk/client-iam'),
    import('@aws-sdk/client-sts'),
    import('../../../../src/aws/cloudTrailSdk'),
    import('../../../../src/aws/answerTypes'),
  ]),
);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  end();
  await faulty.dispose();
  process.off('unhandledRejection', note);
  vi.useRealTimers();
  expect(unhandled.splice(0)).toEqual([]);
});

describe.each(faults)('what answers: $title', (fault) => {
  beforeEach(async () => connect(await fault.start()));

  it(`is told as ${fault.reason} by every method, after few tries`, async () => {
    const outcomes = await inTime(methods.map((method) => outcomeOf(method)));
    const isDone = (method: Method) =>
      (fault.doneIfVoid && method.void) || (fault.doneIfOptional && method.optional);
    const expected = methods.map((method) => (isDone(method) ? 'done' : fault.reason));
    expect(named(outcomes.map(shown))).toEqual(named(expected));
    for (const { operation } of methods) {
      const asking = methods.filter((method) => method.operation === operation);
      const most = asking.reduce((sum, method) => sum + (method.once ? 1 : attempts), 0);
      const tries = faulty.asked.filter((name) => name === operation.replace(/^.*:/, ''));
      expect(tries.length).toBeLessThanOrEqual(most);
    }
    for (const outcome of outcomes) expectPlainWords(outcome);
  });
});

describe.each(faults.filter(({ endless }) => endless))('what never ends: $title', (fault) => {
  beforeEach(async () => connect(await fault.start()));

  it('is left at once by every method that is cancelled', async () => {
    const controller = new AbortController();
    const calls = methods.map((method) => outcomeOf(method, controller.signal));
    await turns();
    controller.abort();
    // No time passes: whoever waited for the server would wait for ever.
    expect(named((await Promise.all(calls)).map(shown))).toEqual(named(methods.map(() => 'cancelled')));
  });
});

describe('what answers without end', () => {
  it('is left once it is longer than any answer', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    connect(
      await overHttp((_, response) => {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
        const write = (): void => void response.write(chunk, (error) => (error ? undefined : write()));
        write();
      }),
    );
    const [describe] = methods.filter(({ name }) => name === 'describe');
    const [outcome] = await inTime([outcomeOf(describe as Method)]);
    expect(outcome).toMatchObject({ reason: 'not-aws' });
  });
});

function connect(server: Faulty): void {
  faulty = server;
  const identity = { name: 'admin', arn: '', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' };
  const ports = portsTo(
    { endpoint: server.endpoint, region: 'us-east-1', accountId: '111122223333', identities: [identity] },
    // What is refused for being too many is otherwise asked again for a minute.
    { patience: { ...defaultPatience, refusedMs: 0 } },
  );
  asked = {
    keys: ports.keys,
    grants: ports.grants,
    activity: ports.activity,
    material: awsMaterial(ports.clients),
    multiRegion: awsMultiRegion(ports.clients),
    keyStores: awsKeyStores(ports.clients),
    crypto: awsCrypto(ports.clients),
    connections: ports.connections,
    principals: awsPrincipals(ports.clients),
  };
  end = () => ports.dispose();
}

type Outcome = KmsError | undefined;

function outcomeOf(method: Method, signal?: AbortSignal): Promise<Outcome> {
  return method.call(asked, 'sandbox', signal).then(
    () => undefined,
    (error: unknown) => error as KmsError,
  );
}

function shown(outcome: Outcome): string {
  return outcome === undefined ? 'done' : outcome.name === 'KmsError' ? outcome.reason : String(outcome);
}

/** By the name of the method, so that a difference says which. */
function named(values: string[]): Record<string, string | undefined> {
  return Object.fromEntries(methods.map(({ name }, index) => [name, values[index]]));
}

/** Lets the clock run until all calls have ended: a tenth of a second whenever the sockets had their turn. */
async function inTime(calls: Promise<Outcome>[]): Promise<Outcome[]> {
  let over = false;
  const all = Promise.all(calls).finally(() => (over = true));
  while (!over) {
    await turns();
    await vi.advanceTimersByTimeAsync(100);
  }
  return all;
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What the SDK, Node and OpenSSL say to those who program with them. */
const innerWorkings =
  /Deserialization|\$response|Unexpected (token|end)|is not valid JSON|Cannot read|undefined|UnknownError|SSL routines|getaddrinfo|Parse Error|socket hang up|char '|\[object|smithy/;

function expectPlainWords(outcome: Outcome): void {
  if (outcome === undefined) return;
  const told = explain(outcome, 'do it');
  expect(told?.text).toMatch(/^Could not do it: [A-Z“]/);
  expect(told?.text).not.toMatch(innerWorkings);
}
