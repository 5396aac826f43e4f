import { SignatureV4 } from '@smithy/signature-v4';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { SandboxState } from '../../src/generated/sandbox-state';
import type { Figure } from './main';

const program = resolve('dist/sandbox.mjs');
const MANY_KEYS = 100_000;
const CONNECTIONS = 16;
const SECONDS = 2;
/** Requests until the code is as fast as it gets. */
const WARM_UP = 2000;

/** How fast the embedded KMS starts and answers, and what a large one takes. The client costs next to nothing. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-bench-'));
  try {
    await stop(await start(folder));
    return [await startTime(folder), ...(await rates(folder)), ...(await large(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Server {
  child: ChildProcess;
  endpoint: URL;
  credentials: { accessKeyId: string; secretAccessKey: string };
  startMs: number;
}

async function start(folder: string): Promise<Server> {
  const begin = performance.now();
  const child = spawn(process.execPath, [program, '--state', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const startMs = performance.now() - begin;
  const { endpoint, identities } = JSON.parse(line) as {
    endpoint: string;
    identities: { accessKeyId: string; secretAccessKey: string }[];
  };
  const { accessKeyId = '', secretAccessKey = '' } = identities[0] ?? {};
  return { child, endpoint: new URL(endpoint), credentials: { accessKeyId, secretAccessKey }, startMs };
}

async function stop({ child }: Server): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function startTime(folder: string): Promise<Figure> {
  const times: number[] = [];
  for (let index = 0; index < 5; index++) {
    const server = await start(folder);
    times.push(server.startMs);
    await stop(server);
  }
  const median = times.sort((a, b) => a - b)[2] ?? NaN;
  return { name: 'from spawn to ready, median of 5', value: median, unit: 'ms', limit: 150 };
}

async function rates(folder: string): Promise<Figure[]> {
  const server = await start(folder);
  const KeyId = 'alias/payments';
  const Plaintext = Buffer.from('0123456789abcdef').toString('base64');
  const { CiphertextBlob } = JSON.parse(await one(server, 'Encrypt', { KeyId, Plaintext })) as {
    CiphertextBlob: string;
  };
  const requests: [string, object, number][] = [
    ['DescribeKey', { KeyId }, 2000],
    ['Encrypt', { KeyId, Plaintext }, 2000],
    ['Decrypt', { CiphertextBlob }, 2000],
    ['GenerateDataKey', { KeyId, KeySpec: 'AES_256' }, 2000],
    ['CreateKey', {}, 500],
  ];
  const figures: Figure[] = [];
  for (const [operation, body, limit] of requests)
    figures.push({
      name: `${operation}, in a second of one core`,
      value: await rate(server, operation, body),
      unit: '/s',
      limit,
    });
  await stop(server);
  return figures;
}

async function large(folder: string): Promise<Figure[]> {
  const file = join(folder, 'state.json');
  const state = JSON.parse(readFileSync(file, 'utf8')) as SandboxState;
  const pattern = state.keys.find(
    (key) => key.spec === 'SYMMETRIC_DEFAULT' && key.region === 'us-east-1' && key.rotations.length === 0,
  );
  if (!pattern) throw new Error('There is no key to multiply.');
  const keys = Array.from({ length: MANY_KEYS }, () => {
    const keyId = randomUUID();
    return { ...pattern, keyId, arn: pattern.arn.replace(pattern.keyId, keyId) };
  });
  const { accountId, region } = pattern;
  const aliases = keys.map(({ keyId }, index) => {
    const name = `alias/bench/${index}`;
    const arn = `arn:aws:kms:${region}:${accountId}:${name}`;
    return { accountId, region, name, arn, targetKeyId: keyId, created: 0, updated: 0 };
  });
  const { checksum: _, ...content } = state;
  // Material is sealed to its key, so that of the copies cannot be opened: the first shows that the wrapping key fits.
  writeFileSync(file, JSON.stringify({ ...content, keys: [pattern, ...keys], aliases }));
  // A file without a checksum is read as a whole, as those of version 0.1.0 are, and written again.
  const upgraded = await start(folder);
  const upgradeSeconds = processorSeconds(upgraded);
  await stop(upgraded);
  const server = await start(folder);
  const readySeconds = processorSeconds(server);
  const first = await one(server, 'ListKeys', { Limit: 1000 });
  const { NextMarker: Marker } = JSON.parse(first) as { NextMarker?: string };
  if (Marker === undefined) throw new Error('The large state was not taken.');
  const keyPage = await pageMs(server, 'ListKeys', { Limit: 1000, Marker });
  const aliasPage = await pageMs(server, 'ListAliases', { Limit: 100 });
  const figures: Figure[] = [
    {
      name: `computed until ready with ${MANY_KEYS} keys and aliases`,
      value: readySeconds * 1000,
      unit: 'ms',
      limit: 1000,
    },
    {
      name: `computed until ready, from a state without an index`,
      value: upgradeSeconds * 1000,
      unit: 'ms',
    },
    {
      name: 'ListAliases, a page of 100, CPU',
      value: aliasPage,
      unit: 'ms',
      limit: 10,
    },
    { name: `memory with ${MANY_KEYS} keys`, value: memoryOf(server), unit: 'MB', limit: 300 },
    { name: `from spawn to ready with ${MANY_KEYS} keys`, value: server.startMs, unit: 'ms' },
    {
      name: 'ListKeys, a page of 1000, CPU',
      value: keyPage,
      unit: 'ms',
      limit: 10,
    },
  ];
  figures.push(...commandLineFigures(server));
  await stop(server);
  return figures;
}

/** What the AWS CLI takes for 10,000 of both lists, beside which our own index has to stand; nothing where there is none. */
function commandLineFigures({ endpoint, credentials }: Server): Figure[] {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const own = ['--endpoint-url', endpoint.origin, '--region', 'us-east-1', '--output', 'json'];
  return ['list-keys', 'list-aliases'].flatMap((command) => {
    const begin = performance.now();
    const ran = spawnSync('aws', ['kms', command, '--max-items', '10000', ...own], { env, stdio: 'ignore' });
    const value = performance.now() - begin;
    return ran.status === 0 ? [{ name: `aws kms ${command} of 10,000, the AWS CLI`, value, unit: 'ms' }] : [];
  });
}

/** Resident memory; not to be had where there is no /proc. */
function memoryOf({ child }: Server): number {
  try {
    const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

const PAGES = 100;

/** What the server computes for a page. */
async function pageMs(server: Server, operation: string, body: object): Promise<number> {
  const before = processorSeconds(server);
  for (let page = 0; page < PAGES; page++) await one(server, operation, body);
  return ((processorSeconds(server) - before) * 1000) / PAGES;
}

async function one(server: Server, operation: string, body: object): Promise<string> {
  const { headers, text } = await signed(server, operation, body);
  const { host: _, ...rest } = headers;
  const response = await fetch(server.endpoint, { method: 'POST', headers: rest, body: text });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}

/** What the server has computed so far; where there is no /proc, the time that has passed. */
function processorSeconds({ child }: Server): number {
  try {
    const fields =
      readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8')
        .split(') ')[1]
        ?.split(' ') ?? [];
    // User and system time, in hundredths of a second (proc(5)).
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return performance.now() / 1000;
  }
}

/** Requests in a second of one core, each connection with one request on its way. The same signed bytes, again and again. */
async function rate(server: Server, operation: string, body: object): Promise<number> {
  const { headers, text } = await signed(server, operation, body);
  const head = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(text)) })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const bytes = Buffer.from(`POST / HTTP/1.1\r\n${head}\r\n${text}`);
  let answered = 0;
  let warm = (): void => undefined;
  const warmed = new Promise<void>((done) => (warm = done));
  const sockets = Array.from({ length: CONNECTIONS }, () => {
    const socket = connect(Number(server.endpoint.port), server.endpoint.hostname);
    socket.on('data', (chunk) => {
      // Answers are small: one comes in one piece.
      if (!chunk.toString('latin1', 0, 15).startsWith('HTTP/1.1 200')) throw new Error(chunk.toString());
      answered++;
      if (answered === WARM_UP) warm();
      socket.write(bytes);
    });
    socket.write(bytes);
    return socket;
  });
  await warmed;
  const [before, begin] = [answered, processorSeconds(server)];
  await new Promise((done) => setTimeout(done, SECONDS * 1000));
  const [after, end] = [answered, processorSeconds(server)];
  for (const socket of sockets) socket.destroy();
  return (after - before) / (end - begin);
}

async function signed(
  { endpoint, credentials }: Server,
  operation: string,
  body: object,
): Promise<{ headers: Record<string, string>; text: string }> {
  const text = JSON.stringify(body);
  const signer = new SignatureV4({
    credentials,
    region: 'us-east-1',
    service: 'kms',
    sha256: Sha256,
    applyChecksum: false,
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: endpoint.hostname,
    path: '/',
    headers: {
      host: endpoint.host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `TrentService.${operation}`,
    },
    body: text,
  });
  return { headers, text };
}

/** The hash as the signer wants it. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Uint8Array);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}
