import { execFileSync } from 'node:child_process';
import {
  constants,
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  privateDecrypt,
} from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generateMaterial } from '../../../../src/core/material/generateMaterial';
import { importScript, wrapLines } from '../../../../src/core/material/importScript';
import { formOf, readMaterial } from '../../../../src/core/material/readMaterial';
import { wrapMaterial, wrappedProblem } from '../../../../src/core/material/wrapMaterial';
import { keySpecs, specOf } from '../../../../src/core/kms/specs';
import { wrappingChoices } from '../../../../src/core/kms/wrapping';
import { generateWrappingKey, unwrapMaterial } from '../../../../src/sandbox/crypto/wrapping';
import { root } from '../../../harness/paths';

const folder = mkdtempSync(join(tmpdir(), 'wrapping-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
});
const privateKey = createPrivateKey({ key: pair.privateKey, format: 'der', type: 'pkcs8' });

/** As KMS unwraps it, with OpenSSL behind node:crypto. */
function unwrapped(algorithm: string, wrapped: Buffer): Buffer {
  const oaepHash = algorithm.endsWith('SHA_256') ? 'sha256' : 'sha1';
  const inner = privateDecrypt(
    { key: privateKey, oaepHash, padding: constants.RSA_PKCS1_OAEP_PADDING },
    wrapped.subarray(0, 256),
  );
  if (algorithm.startsWith('RSAES')) return inner;
  const decipher = createDecipheriv('id-aes256-wrap-pad', inner, Buffer.from('a65959a6', 'hex'));
  return Buffer.concat([decipher.update(wrapped.subarray(256)), decipher.final()]);
}

const algorithms = [
  'RSAES_OAEP_SHA_1',
  'RSAES_OAEP_SHA_256',
  'RSA_AES_KEY_WRAP_SHA_1',
  'RSA_AES_KEY_WRAP_SHA_256',
] as const;

describe.each(algorithms)('material wrapped by %s', (algorithm) => {
  const lengths = algorithm.startsWith('RSAES') ? [16, 32, 128] : [1, 7, 8, 9, 32, 48, 1217, 2374];

  it('is unwrapped by OpenSSL', async () => {
    for (const length of lengths) {
      const material = Buffer.from(Array.from({ length }, (_, at) => (at * 31 + length) % 256));
      const wrapped = await wrapMaterial(algorithm, pair.publicKey, material);
      expect(unwrapped(algorithm, wrapped)).toEqual(material);
      expect(wrappedProblem(algorithm, 'RSA_2048', wrapped.length)).toBeUndefined();
    }
  });

  it('is the same as what the lines for a terminal make', () => {
    const material = Buffer.alloc(32, 7);
    writeFileSync(join(folder, 'material.bin'), material);
    writeFileSync(join(folder, 'public.bin'), pair.publicKey);
    const files = { material: 'material.bin', publicKey: 'public.bin', wrapped: 'wrapped.bin' };
    const lines = wrapLines({ algorithm, wrappingKeySpec: 'RSA_2048' }, files);
    execFileSync('sh', ['-euc', lines.join('\n')], { cwd: folder, stdio: 'pipe' });
    expect(unwrapped(algorithm, readFileSync(join(folder, 'wrapped.bin')))).toEqual(material);
    expect(existsSync(join(folder, 'aes.bin'))).toBe(false);
  });

  it('of a length that cannot be is said not to be', () => {
    expect(wrappedProblem(algorithm, 'RSA_4096', 256)).toMatch(/^The file has 256 bytes\. .*512/);
    expect(wrappedProblem(algorithm, 'RSA_4096', 0)).toBe('The file is empty.');
  });
});

/** RSA keys of more bits differ in the time that it takes to make them. */
const importable = keySpecs.filter(
  (spec) => specOf(spec).origins.includes('EXTERNAL') && !/^(SM2|RSA_3072|RSA_4096)$/.test(spec),
);

describe.each(importable)('%s', (spec) => {
  const of = { spec, region: 'eu-west-1' };

  it('has generated material that is material of the key', async () => {
    const bytes = await generateMaterial(formOf(of));
    expect(await readMaterial(of, bytes)).toMatchObject({ kind: 'material', bytes });
    expect((await generateMaterial(formOf(of))).equals(bytes)).toBe(false);
  });

  it('has a script whose lines generate material of the key', async () => {
    const [wrapping] = wrappingChoices(spec, 'eu-west-1');
    if (!wrapping) throw new Error('There is no wrapping.');
    const script = importScript({
      form: formOf(of),
      wrapping,
      terms: {},
      aws: (operation) => `aws ${operation}`,
    });
    const line = /\|\| (openssl .* (\S+\.(?:bin|der))\b.*)$/m.exec(script);
    rmSync(join(folder, line?.[2] ?? ''), { force: true });
    execFileSync('sh', ['-euc', line?.[1] ?? 'false'], { cwd: folder, stdio: 'pipe' });
    const file = readFileSync(join(folder, line?.[2] ?? ''));
    expect(await readMaterial(of, file)).toMatchObject({ kind: 'material', bytes: file });
  });

  it('is offered wrappings, the strongest first', () => {
    const isSecret = specOf(spec).material.kind === 'secret';
    expect(wrappingChoices(spec, 'eu-west-1')[0]).toEqual({
      algorithm: isSecret ? 'RSAES_OAEP_SHA_256' : 'RSA_AES_KEY_WRAP_SHA_256',
      wrappingKeySpec: 'RSA_4096',
    });
  });
});

it('RSA keys are wrapped by SM2PKE alone in China Regions', () => {
  expect(wrappingChoices('RSA_2048', 'cn-north-1')).toEqual([
    { algorithm: 'SM2PKE', wrappingKeySpec: 'SM2' },
  ]);
});

describe('material wrapped by SM2PKE', () => {
  it('is unwrapped by the owner of the SM2 key', async () => {
    const { privateKey: sm2, publicKey } = await generateWrappingKey('SM2');
    const material = (await generateMaterial({ kind: 'ec', curve: 'P-521' })).subarray();
    const wrapped = await wrapMaterial('SM2PKE', publicKey, material);
    expect(wrapped.includes(material.subarray(-32))).toBe(false);
    expect(await unwrapMaterial('SM2PKE', sm2, wrapped)).toEqual(material);
    expect(wrappedProblem('SM2PKE', 'SM2', wrapped.length)).toBeUndefined();
  });

  it('needs an SM2 key', async () => {
    for (const key of [pair.publicKey, Buffer.from('noise')])
      await expect(wrapMaterial('SM2PKE', key, Buffer.alloc(16))).rejects.toThrow('is not an SM2 key');
  });
});

const recorded = JSON.parse(
  readFileSync(join(root, 'test/fixtures/material/awsCli-2.9.19.json'), 'utf8'),
) as { operations: Record<string, string[]> };
/** What came with several materials a key, in June 2025: AWS CLI 2.27 is the first to know them. */
const later = ['import-type', 'key-material-id', 'key-material-description'];

it('the lines for the AWS CLI have the parameters that it knows, and their values', () => {
  for (const spec of importable)
    for (const wrapping of wrappingChoices(spec, 'eu-west-1'))
      for (const terms of [{}, { validTo: 0, type: 'NEW_KEY_MATERIAL' as const, description: 'May' }]) {
        const script = importScript({
          ...{ form: formOf({ spec, region: 'eu-west-1' }), wrapping, terms },
          aws: (operation, rest) => `aws kms ${operation} --key-id x ${rest}`,
        });
        const calls = [...script.matchAll(/^aws kms (\S+) (.*)$/gm)];
        expect(calls.map(([, operation]) => operation)).toEqual(Object.keys(recorded.operations));
        for (const [, operation, rest] of calls) {
          const known = recorded.operations[operation ?? ''] ?? [];
          const given = [...(rest ?? '').matchAll(/ ?--(\S+)/g)].map(([, name]) => name ?? '');
          const own = given.filter((name) => !['query', 'output'].includes(name));
          expect(own.filter((name) => !later.includes(name) && !known.includes(name))).toEqual([]);
        }
      }
});
