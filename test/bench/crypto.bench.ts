import { EncryptCommand, SignCommand } from '@aws-sdk/client-kms';
import { createCipheriv, randomBytes } from 'node:crypto';
import { awsCrypto } from '../../src/aws/crypto';
import { awsEnvelopes } from '../../src/aws/envelopes';
import type { KeyRef } from '../../src/core/keys/model';
import type { EnvelopePort } from '../../src/core/ports';
import { newKey } from '../unit/aws/newKey';
import { portsTo } from '../unit/aws/ports';
import { testSandbox } from '../unit/sandbox/server';
import type { Figure } from './main';

const place = { connection: 'sandbox', region: 'us-east-1' };
const signal = new AbortController().signal;
const part = randomBytes(1024 * 1024);

/** What the workbench adds to a call of the SDK, and to the encryption itself. */
export async function run(): Promise<Figure[]> {
  const sandbox = await testSandbox();
  const ports = portsTo(sandbox);
  try {
    const crypto = awsCrypto(ports.clients);
    const client = sandbox.kms();
    const make = (changes: Parameters<typeof newKey>[0]) => ports.keys.create(place, newKey(changes));
    const key = await make({ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' });
    const signer = await make({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' });
    const plaintext = randomBytes(1_000);
    const encrypt = { plaintext, algorithm: 'SYMMETRIC_DEFAULT', context: {} } as const;
    const sign = { message: plaintext, messageType: 'RAW', algorithm: 'ECDSA_SHA_256' } as const;
    const pairs: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
      [
        'encrypt 1,000 bytes',
        () => crypto.call('Encrypt', encrypt, key),
        () => client.send(new EncryptCommand({ KeyId: key.arn, Plaintext: plaintext })),
      ],
      [
        'sign 1,000 bytes, P-256',
        () => crypto.call('Sign', sign, signer),
        () =>
          client.send(
            new SignCommand({ KeyId: signer.arn, Message: plaintext, SigningAlgorithm: 'ECDSA_SHA_256' }),
          ),
      ],
    ];
    const figures: Figure[] = [];
    for (const [name, ours, bare] of pairs) {
      const [mine, theirs] = await medians(ours, bare);
      figures.push({
        name,
        value: mine,
        unit: 'ms',
        limit: `the bare SDK: ${theirs.toPrecision(3)} ms; aim ≤ 1.2 ×`,
      });
    }
    return [...figures, ...(await envelopes(awsEnvelopes(crypto), key))];
  } finally {
    ports.dispose();
    await sandbox.dispose();
  }
}

/** Milliseconds of each, taken in turns so that both see the same machine. */
async function medians(...works: (() => Promise<unknown>)[]): Promise<[number, number]> {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round < 220; round++)
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      // The first ones warm up.
      if (round >= 20) times[index]?.push(performance.now() - start);
    }
  const [first = 0, second = 0] = times.map(
    (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0,
  );
  return [first, second];
}

async function envelopes(port: EnvelopePort, key: KeyRef): Promise<Figure[]> {
  const megabytes = 1024;
  const plain = await rate(256, plainGcm(parts(256)));
  const options = { keys: [key], context: {}, signal };
  await rate(8, port.encrypt(parts(8), options));
  const before = process.memoryUsage.rss();
  const sealing = await rate(megabytes, port.encrypt(parts(megabytes), options));
  const opening = await rate(256, port.decrypt(port.encrypt(parts(256), options), options));
  return [
    {
      ...{ name: 'envelope, 64 KB frames, signed: 1 GB encrypted', value: sealing.rate, unit: 'MB/s' },
      limit: `plain AES-256-GCM: ${plain.rate.toFixed(0)} MB/s; aim ≥ 0.5 ×`,
    },
    { name: 'envelope: encrypted and decrypted', value: opening.rate, unit: 'MB/s' },
    {
      ...{ name: 'envelope: memory grown over 1 GB', value: (sealing.peak - before) / 2 ** 20, unit: 'MB' },
      limit: 64,
    },
  ];
}

async function* parts(megabytes: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < megabytes; at++) yield await Promise.resolve(part);
}

async function* plainGcm(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
  for await (const one of source) yield cipher.update(one);
  yield cipher.final();
}

/** Megabytes a second, and the most memory that was held in bytes. */
async function rate(
  megabytes: number,
  all: AsyncIterable<Uint8Array>,
): Promise<{ rate: number; peak: number }> {
  const start = performance.now();
  let peak = 0;
  let count = 0;
  for await (const one of all) {
    count += one.length;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  if (count < megabytes * part.length) throw new Error('Less came out than went in.');
  return { rate: (megabytes * 1000) / (performance.now() - start), peak };
}
