import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awsMaterial } from '../../../../src/aws/material';
import { KmsError } from '../../../../src/core/errors';
import type { Key, NewKey } from '../../../../src/core/keys/model';
import { wrapMaterial } from '../../../../src/core/material/wrapMaterial';
import type { MaterialPort } from '../../../../src/core/ports';
import { dayMs } from '../../../../src/core/time';
import { Fingerprints } from '../../../../src/sessions/material/fingerprints';
import {
  importFlow,
  type ImportOutcome,
  type ImportPorts,
} from '../../../../src/sessions/material/importFlow';
import { PreparedImports } from '../../../../src/sessions/material/preparedImports';
import type { ImportQuestions } from '../../../../src/sessions/material/questions';
import { portsTo, type Ports } from '../../aws/ports';
import { testSandbox, type TestSandbox } from '../../sandbox/server';

let sandbox: TestSandbox;
let ports: Ports;
let state: Map<string, unknown>;
let ahead = 0;
const folder = mkdtempSync(join(tmpdir(), 'import-'));

beforeAll(async () => {
  sandbox = await testSandbox({ empty: true });
  ports = portsTo(sandbox);
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
  rmSync(folder, { recursive: true });
  expect(sandbox.internalErrors).toEqual([]);
});
beforeEach(() => {
  state = new Map();
});

const now = () => Date.now() + ahead;

function newKey(changes: Partial<NewKey> = {}): Promise<Key> {
  return ports.keys.create(
    { connection: 'sandbox', region: 'us-east-1' },
    {
      ...{ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'EXTERNAL', multiRegion: false },
      ...{ description: '', tags: [] },
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::111122223333:root' },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      }),
      ...changes,
    },
  );
}

const unasked = (name: string) => () => Promise.reject(new Error(`Not expected to be asked: ${name}`));

/** Answers of somebody who says yes to everything, with what a test changes. */
function answers(changes: Partial<ImportQuestions> = {}): ImportQuestions {
  return {
    choice: (choices) => Promise.resolve(choices[0]),
    facts: () => Promise.resolve(true),
    source: () => Promise.resolve('file'),
    file: unasked('file'),
    passphrase: unasked('passphrase'),
    another: unasked('another'),
    readAs: unasked('readAs'),
    keep: unasked('keep'),
    unlike: unasked('unlike'),
    wrapping: (choices) => Promise.resolve(choices.at(-1)),
    expiry: () => Promise.resolve({}),
    description: () => Promise.resolve(''),
    replicas: (offers) => Promise.resolve(offers.filter(({ picked }) => picked).map(({ ref }) => ref)),
    again: unasked('again'),
    save: unasked('save'),
    saved: unasked('saved'),
    script: unasked('script'),
    ...changes,
  };
}

const fileOf = (bytes: Uint8Array) => () =>
  Promise.resolve({ name: 'key.bin', bytes: Uint8Array.from(bytes) });

function run(key: Key, ask: ImportQuestions, changes: Partial<ImportPorts> = {}): Promise<ImportOutcome> {
  const store = {
    get: (name: string) => state.get(name),
    update: (name: string, value: unknown) => Promise.resolve(void state.set(name, value)),
  };
  return importFlow(key, {
    ...{ keys: ports.keys, material: awsMaterial(ports.clients), ask, now },
    fingerprints: new Fingerprints(store),
    prepared: new PreparedImports(store),
    allow: () => Promise.resolve(),
    progress: (work) => work(new AbortController().signal),
    aws: (operation, rest) => `aws kms ${operation} --key-id ${key.arn} ${rest}`,
    ...changes,
  });
}

const isAgain: ImportQuestions['choice'] = (choices) =>
  Promise.resolve(choices.find(({ kind }) => kind === 'again'));

const stateOf = async (key: Key): Promise<string> => (await ports.keys.describe(key)).state;

describe('material from a file', () => {
  it('makes the key usable, is overwritten in memory and leaves nothing of itself in the state', async () => {
    const key = await newKey();
    const secret = randomBytes(32);
    const bytes = Uint8Array.from(secret);
    const outcome = await run(key, answers({ file: () => Promise.resolve({ name: 'key.bin', bytes }) }));
    expect(outcome).toMatchObject({ kind: 'imported', choice: 'first', done: [{ arn: key.arn }] });
    expect(await stateOf(key)).toBe('Enabled');
    expect([...bytes].every((byte) => byte === 0)).toBe(true);
    const kept = JSON.stringify([...state]);
    expect(kept).toContain(key.keyId);
    for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(kept).not.toContain(secret.toString(form));
  });

  it.each([
    ['RSA_2048', 'SIGN_VERIFY', '-algorithm RSA -pkeyopt rsa_keygen_bits:2048'],
    ['ECC_NIST_P256', 'SIGN_VERIFY', '-algorithm EC -pkeyopt ec_paramgen_curve:P-256'],
    ['ECC_SECG_P256K1', 'SIGN_VERIFY', '-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1'],
    ['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY', '-algorithm ed25519'],
  ] as const)(
    'that is an encrypted %s key asks for its passphrase, and again for a wrong one',
    async (spec, usage, options) => {
      const file = join(folder, 'encrypted.pem');
      execFileSync(
        'sh',
        [
          '-c',
          `openssl genpkey ${options} -out ${folder}/plain.pem && openssl pkcs8 -topk8 -in ${folder}/plain.pem -passout pass:geheim -out ${file}`,
        ],
        { stdio: 'pipe' },
      );
      const key = await newKey({ spec, usage });
      const asked: boolean[] = [];
      await run(
        key,
        answers({
          file: fileOf(readFileSync(file)),
          passphrase: (_, wrong) => {
            asked.push(wrong);
            return Promise.resolve(wrong ? 'geheim' : 'no');
          },
        }),
      );
      expect(asked).toEqual([false, true]);
      expect(await stateOf(key)).toBe('Enabled');
      const publicKey = execFileSync('openssl', [
        'pkey',
        '-in',
        `${folder}/plain.pem`,
        '-pubout',
        '-outform',
        'DER',
      ]);
      expect(Buffer.from(await ports.keys.publicKey(key))).toEqual(publicKey);
    },
  );

  it('that is not what it says is explained, and another can be chosen', async () => {
    const key = await newKey();
    const problems: string[] = [];
    const files = [randomBytes(31), randomBytes(32)];
    await run(
      key,
      answers({
        file: () => fileOf(files.shift() ?? randomBytes(1))(),
        another: (_, problem) => (problems.push(problem), Promise.resolve(true)),
      }),
    );
    expect(problems).toEqual([expect.stringContaining('The file has 31 bytes.')]);
    expect(await stateOf(key)).toBe('Enabled');
  });

  it('is not imported where the person leaves at any question', async () => {
    const key = await newKey();
    const leaving: Partial<ImportQuestions>[] = [
      { facts: () => Promise.resolve(false) },
      { source: () => Promise.resolve(undefined) },
      { file: () => Promise.resolve(undefined) },
      { wrapping: () => Promise.resolve(undefined) },
      { expiry: () => Promise.resolve(undefined) },
      { description: () => Promise.resolve(undefined) },
    ];
    for (const one of leaving)
      expect(await run(key, answers({ file: fileOf(randomBytes(32)), ...one }))).toEqual({ kind: 'left' });
    expect(await stateOf(key)).toBe('PendingImport');
    expect([...state]).toEqual([]);
  });

  it('is refused for a key of another origin before anything is asked', async () => {
    const key = await newKey({ origin: 'AWS_KMS' });
    await expect(run(key, answers({ facts: unasked('facts') }))).rejects.toMatchObject({
      reason: 'not-possible',
    });
  });
});

describe('material that expired', () => {
  it('is imported again byte for byte; other material is recognised before KMS refuses it', async () => {
    const key = await newKey();
    const secret = randomBytes(32);
    const validTo = now() + 10 * dayMs;
    await run(key, answers({ file: fileOf(secret), expiry: () => Promise.resolve({ validTo }) }));
    await sandbox.control('clock', { days: 11 });
    ahead += 11 * dayMs;
    expect(await stateOf(key)).toBe('PendingImport');
    const warned: string[] = [];
    const unlike: ImportQuestions['unlike'] = (problem) => (warned.push(problem), Promise.resolve(true));
    const other = run(key, answers({ file: fileOf(randomBytes(32)), unlike }));
    await expect(other).rejects.toMatchObject({ details: { code: 'IncorrectKeyMaterialException' } });
    expect(warned).toEqual(['other']);
    expect(await run(key, answers({ file: fileOf(secret) }))).toMatchObject({
      kind: 'imported',
      choice: 'again',
    });
    expect(await stateOf(key)).toBe('Enabled');
  });
});

describe('new material of a symmetric key', () => {
  it('waits for a rotation, and is known again afterwards', async () => {
    const key = await newKey();
    const secret = randomBytes(32);
    await run(key, answers({ file: fileOf(secret) }));
    const outcome = await run(
      key,
      answers({
        choice: (choices) => Promise.resolve(choices.find(({ kind }) => kind === 'new')),
        source: () => Promise.resolve('generate'),
        keep: () => Promise.resolve(true),
        description: () => Promise.resolve('second'),
      }),
    );
    expect(outcome).toMatchObject({ kind: 'imported', choice: 'new' });
    const pending = (await ports.keys.listRotations(key)).find(
      ({ materialState }) => materialState === 'PENDING_ROTATION',
    );
    expect(pending).toMatchObject({ importState: 'IMPORTED', description: 'second' });
    await ports.keys.rotateNow(key);
    const warned: string[] = [];
    await run(
      key,
      answers({
        choice: (choices) => Promise.resolve(choices.find(({ kind }) => kind === 'new')),
        file: fileOf(secret),
        unlike: (problem) => (warned.push(problem), Promise.resolve(false)),
      }),
    );
    expect(warned).toEqual(['known']);
  });
});

describe('a multi-Region key', () => {
  const secret = randomBytes(32);
  const replicated = async () => {
    const key = await newKey({ multiRegion: true });
    await run(key, answers({ file: fileOf(secret) }));
    const client = sandbox.kms();
    const { ReplicateKeyCommand } = await import('@aws-sdk/client-kms');
    for (const ReplicaRegion of ['eu-west-1', 'eu-central-1'])
      await client.send(new ReplicateKeyCommand({ KeyId: key.arn, ReplicaRegion }));
    return key;
  };
  const regionState = async (key: Key, region: string) =>
    (await ports.keys.describe({ ...key, region, arn: key.arn.replace('us-east-1', region) })).state;

  it('gets the same material in all Regions at once', async () => {
    const key = await replicated();
    const outcome = await run(key, answers({ choice: isAgain, file: fileOf(secret) }));
    expect(outcome).toMatchObject({
      done: [{ region: 'us-east-1' }, { region: 'eu-west-1' }, { region: 'eu-central-1' }],
    });
    expect(await regionState(key, 'eu-west-1')).toBe('Enabled');
    expect(await regionState(key, 'eu-central-1')).toBe('Enabled');
  });

  it('keeps what was done where a Region fails, and tries the rest again with the same material', async () => {
    const key = await replicated();
    const material = awsMaterial(ports.clients);
    let fails = true;
    const flaky: MaterialPort = {
      ...material,
      importParameters: (ref, wrapping, signal) =>
        fails && ref.region === 'eu-west-1'
          ? Promise.reject(new KmsError('throttled', 'Rate exceeded'))
          : material.importParameters(ref, wrapping, signal),
    };
    const failed: string[] = [];
    const outcome = await run(
      key,
      answers({
        choice: isAgain,
        file: fileOf(secret),
        again: (failures) => {
          failed.push(...[...failures.keys()].map(({ region }) => region));
          fails = false;
          return Promise.resolve(true);
        },
      }),
      { material: flaky },
    );
    expect(failed).toEqual(['eu-west-1']);
    expect(outcome).toMatchObject({ kind: 'imported', failures: new Map() });
    expect(await regionState(key, 'eu-west-1')).toBe('Enabled');
    expect(await regionState(key, 'eu-central-1')).toBe('Enabled');
  });
});

describe('material that is wrapped elsewhere', () => {
  const save: ImportQuestions['save'] = (files) => {
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    return Promise.resolve(folder);
  };
  const saved: ImportQuestions['saved'] = (from, name) => Promise.resolve(readFileSync(join(from, name)));
  const prepare = (key: Key) =>
    run(
      key,
      answers({
        source: () => Promise.resolve('elsewhere'),
        save,
        wrapping: (all) => Promise.resolve(all[0]),
      }),
    );

  it('is taken up again later, with the token that was saved', async () => {
    const key = await newKey();
    expect(await prepare(key)).toMatchObject({ kind: 'prepared', folder });
    expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toContain('openssl pkeyutl -encrypt');
    const publicKey = readFileSync(join(folder, 'WrappingPublicKey.bin'));
    const wrapped = await wrapMaterial('RSAES_OAEP_SHA_256', publicKey, randomBytes(32));
    const problems: string[] = [];
    const files = [wrapped.subarray(1), wrapped];
    const outcome = await run(
      key,
      answers({
        source: (sources, before) => {
          expect(before?.folder).toBe(folder);
          return Promise.resolve(sources[0]);
        },
        file: () => fileOf(files.shift() ?? wrapped)(),
        another: (_, problem) => (problems.push(problem), Promise.resolve(true)),
        saved,
      }),
    );
    expect(problems).toEqual([
      'The file has 511 bytes. Material under RSA_4096 by RSAES_OAEP_SHA_256 has 512.',
    ]);
    expect(outcome).toMatchObject({ kind: 'imported' });
    expect(await stateOf(key)).toBe('Enabled');
  });

  it('is not offered to be taken up once the token has expired, and an expired token is said to be', async () => {
    const key = await newKey();
    await prepare(key);
    const publicKey = readFileSync(join(folder, 'WrappingPublicKey.bin'));
    const wrapped = await wrapMaterial('RSAES_OAEP_SHA_256', publicKey, randomBytes(32));
    await sandbox.control('clock', { days: 2 });
    ahead += 2 * dayMs;
    const late = run(
      key,
      answers({
        source: (sources) => {
          expect(sources).not.toContain('continue');
          return Promise.resolve('bring');
        },
        file: (what) =>
          (what === 'token' ? fileOf(readFileSync(join(folder, 'ImportToken.bin'))) : fileOf(wrapped))(),
      }),
    );
    await expect(late).rejects.toMatchObject({
      reason: 'invalid',
      details: { code: 'ExpiredImportTokenException' },
    });
  });

  it('with the token of another key is refused', async () => {
    const [key, other] = [await newKey(), await newKey()];
    await prepare(other);
    const publicKey = readFileSync(join(folder, 'WrappingPublicKey.bin'));
    const wrapped = await wrapMaterial('RSAES_OAEP_SHA_256', publicKey, randomBytes(32));
    const mixed = run(
      key,
      answers({
        source: () => Promise.resolve('bring'),
        file: (what) =>
          (what === 'token' ? fileOf(readFileSync(join(folder, 'ImportToken.bin'))) : fileOf(wrapped))(),
      }),
    );
    await expect(mixed).rejects.toMatchObject({ details: { code: 'InvalidImportTokenException' } });
  });
});
