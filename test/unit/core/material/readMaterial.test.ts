import { createPrivateKey } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMaterial, type ReadMaterial } from '../../../../src/core/material/readMaterial';
import type { KeySpec } from '../../../../src/core/kms/specs';

const folder = mkdtempSync(join(tmpdir(), 'material-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file that OpenSSL writes; `OUT` is its path. */
function made(line: string): Buffer {
  const out = join(folder, 'out');
  execFileSync('sh', ['-c', line.replaceAll('OUT', out)], { cwd: folder, stdio: 'pipe' });
  return readFileSync(out);
}

const read = (spec: KeySpec, file: Uint8Array, passphrase?: string): Promise<ReadMaterial> =>
  readMaterial({ spec, region: 'eu-west-1' }, file, passphrase);

async function bytesOf(spec: KeySpec, file: Uint8Array, passphrase?: string): Promise<Buffer> {
  const answer = await read(spec, file, passphrase);
  if (answer.kind !== 'material') throw new Error(JSON.stringify(answer));
  return answer.bytes;
}

async function problemOf(spec: KeySpec, file: Uint8Array): Promise<string> {
  const answer = await read(spec, file);
  return answer.kind === 'problem' ? answer.text : answer.kind;
}

const text = (value: string): Buffer => Buffer.from(value);

describe('a secret from a file', () => {
  const secret = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 7 + 1));

  it('is taken as it stands', async () => {
    expect(await bytesOf('SYMMETRIC_DEFAULT', secret)).toEqual(secret);
    expect(await read('SYMMETRIC_DEFAULT', secret)).not.toHaveProperty('note');
  });

  it.each([
    ['Base64', secret.toString('base64')],
    ['Base64', `${secret.toString('base64')}\n`],
    ['hexadecimal', secret.toString('hex')],
    ['hexadecimal', `${secret.toString('hex').toUpperCase().replace(/../g, '$&:').slice(0, -1)}\n`],
  ])('is taken from %s text, which is said', async (name, file) => {
    expect(await read('SYMMETRIC_DEFAULT', text(file))).toMatchObject({
      kind: 'material',
      bytes: secret,
      note: `The file is ${name} text of 32 bytes. Those are taken.`,
    });
  });

  it('that is text of a length that fits is taken as it stands, which is said', async () => {
    const file = text(secret.toString('hex'));
    expect(await read('HMAC_256', file)).toMatchObject({
      bytes: file,
      note: 'The file looks like hexadecimal text. Its bytes are taken as they stand.',
    });
  });

  it('of an HMAC key may be longer than the key spec says', async () => {
    expect(await bytesOf('HMAC_384', Buffer.alloc(128, 1))).toHaveLength(128);
    expect(await problemOf('HMAC_384', Buffer.alloc(129, 1))).toBe(
      'The file has 129 bytes. The material of a HMAC_384 key is 48 to 128 bytes, raw or as text in hexadecimal or Base64.',
    );
  });

  it('of another length is refused, and a line break at its end named', async () => {
    expect(await problemOf('SYMMETRIC_DEFAULT', Buffer.concat([secret, text('\n')]))).toBe(
      'The file has 33 bytes. The last one is a line break. The material of a SYMMETRIC_DEFAULT key is 32 bytes, raw or as text in hexadecimal or Base64.',
    );
    expect(await problemOf('SYMMETRIC_DEFAULT', Buffer.alloc(0))).toBe('The file is empty.');
  });

  it('is an SM4 key of 16 bytes in China Regions', async () => {
    const of = { spec: 'SYMMETRIC_DEFAULT', region: 'cn-north-1' } as const;
    expect(await readMaterial(of, Buffer.alloc(16, 1))).toMatchObject({ kind: 'material' });
    expect(await readMaterial(of, Buffer.alloc(32, 1))).toMatchObject({ kind: 'problem' });
  });

  it('is not looked for in a PEM file', async () => {
    const pem = made('openssl genpkey -algorithm ed25519 -out OUT');
    expect(await problemOf('SYMMETRIC_DEFAULT', pem)).toMatch(/^The file holds a PRIVATE KEY\./);
  });
});

const generated: [KeySpec, string][] = [
  ['RSA_2048', '-algorithm RSA -pkeyopt rsa_keygen_bits:2048'],
  ['ECC_NIST_P256', '-algorithm EC -pkeyopt ec_paramgen_curve:P-256'],
  ['ECC_NIST_P384', '-algorithm EC -pkeyopt ec_paramgen_curve:P-384'],
  ['ECC_NIST_P521', '-algorithm EC -pkeyopt ec_paramgen_curve:P-521'],
  ['ECC_SECG_P256K1', '-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1'],
  ['ECC_NIST_EDWARDS25519', '-algorithm ed25519'],
  ['SM2', '-algorithm EC -pkeyopt ec_paramgen_curve:sm2'],
];

describe.each(generated)('a private key of %s from a file of OpenSSL', (spec, options) => {
  const pem = made(`openssl genpkey ${options} -out key.pem && cp key.pem OUT`);
  const der = made(
    `openssl genpkey ${options} -out key.pem && openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out OUT`,
  );
  const sameAs = (bytes: Buffer, inForm: Buffer | string) => {
    const key =
      typeof inForm === 'string' || inForm.includes('BEGIN')
        ? inForm
        : ({ key: inForm, format: 'der', type: 'pkcs8' } as const);
    expect(createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }).equals(createPrivateKey(key))).toBe(
      true,
    );
  };

  it('is read from PEM and from DER', async () => {
    sameAs(await bytesOf(spec, pem), pem);
    expect(await bytesOf(spec, der)).toEqual(der);
  });

  it('is refused for another key spec, which is named', async () => {
    const other = spec === 'RSA_2048' ? 'RSA_4096' : 'RSA_2048';
    expect(await problemOf(other, pem)).toMatch(
      new RegExp(`^The file holds .+\\. The key ${other} takes an RSA key of \\d+ bits\\.$`),
    );
  });
});

describe.each([
  ['ECC_SECG_P256K1', '-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1', '-v2 aes-256-cbc'],
  [
    'ECC_NIST_P256',
    '-algorithm EC -pkeyopt ec_paramgen_curve:P-256',
    '-v2 aes-128-cbc -v2prf hmacWithSHA512',
  ],
  ['ECC_NIST_EDWARDS25519', '-algorithm ed25519', '-v2 aes-192-cbc -v2prf hmacWithSHA1'],
  ['RSA_2048', '-algorithm RSA -pkeyopt rsa_keygen_bits:2048', '-scrypt'],
] as [KeySpec, string, string][])('an encrypted private key of %s', (spec, options, way) => {
  const line = `openssl genpkey ${options} -out plain.pem && openssl pkcs8 -topk8 ${way} -passout pass:geheim -in plain.pem -outform DER -out OUT`;

  it('is decrypted with its passphrase and no other', async () => {
    const file = made(line);
    expect(await read(spec, file)).toEqual({ kind: 'passphrase', wrong: false });
    expect(await read(spec, file, 'other')).toEqual({ kind: 'passphrase', wrong: true });
    const key = createPrivateKey({
      ...{ key: await bytesOf(spec, file, 'geheim'), format: 'der', type: 'pkcs8' },
    });
    expect(key.equals(createPrivateKey(readFileSync(join(folder, 'plain.pem'))))).toBe(true);
  });

  it('that is damaged is said to be', async () => {
    const file = made(line);
    // What is damaged in the parameters of the scheme; behind them stands the key itself.
    for (let at = 0; at < 60; at += 4) {
      const damaged = Buffer.from(file);
      damaged[at] = 0xff;
      const { kind } = await read(spec, damaged, 'other');
      expect(['problem', 'passphrase']).toContain(kind);
    }
  }, 20_000);
});

describe('a file with something else than a PKCS#8 key', () => {
  it.each([
    ['RSA_2048', 'openssl genrsa -traditional -out OUT 2048'],
    ['ECC_NIST_P384', 'openssl ecparam -name secp384r1 -genkey -out OUT'],
    ['ECC_SECG_P256K1', 'openssl ecparam -name secp256k1 -genkey -noout -outform DER -out OUT'],
  ] as [KeySpec, string][])(
    'is wrapped in PKCS#8 where it is a key of %s all the same',
    async (spec, line) => {
      const answer = await read(spec, made(line));
      expect(answer).toMatchObject({ kind: 'material', note: expect.stringContaining('PKCS#8') as string });
      if (answer.kind === 'material')
        expect(createPrivateKey({ key: answer.bytes, format: 'der', type: 'pkcs8' }).type).toBe('private');
    },
  );

  it.each([
    ['openssl genpkey -algorithm ed25519 | openssl pkey -pubout -out OUT', /holds a PUBLIC KEY/],
    [
      'openssl genrsa -traditional -aes128 -passout pass:geheim -out OUT 2048',
      /old way.*openssl pkcs8 -topk8/,
    ],
    [
      'openssl genrsa -out k.pem 2048 && openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -passout pass:a -in k.pem -out OUT',
      /encrypted in a way/,
    ],
    ['openssl ecparam -name prime256v1 -param_enc explicit -genkey -out OUT', /named curve/],
    ['openssl genpkey -algorithm x25519 -out OUT', /does not import/],
    ['openssl ecparam -name brainpoolP256r1 -genkey -noout -out OUT', /curve that KMS does not have/],
    ['openssl genrsa -primes 3 -out OUT 2048', /more than two primes/],
    ['openssl genrsa 2048 | head -c 900 > OUT', /damaged/],
    ['openssl rand -out OUT 200', /holds no private key/],
    [
      'printf -- "-----BEGIN OPENSSH PRIVATE KEY-----\\nAAAA\\n-----END OPENSSH PRIVATE KEY-----\\n" > OUT',
      /ssh-keygen/,
    ],
  ])('says so: %s', async (line, words) => {
    const file = made(line);
    // Encryption of another kind shows once a passphrase is given.
    const answer = await read('ECC_NIST_P256', file, 'a');
    expect(answer.kind === 'problem' ? answer.text : answer.kind).toMatch(words);
  });

  it('that is damaged anywhere never makes the reader fail', async () => {
    const der = made(
      'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl pkcs8 -topk8 -nocrypt -outform DER -out OUT',
    );
    for (let at = 0; at < der.length; at++) {
      const damaged = Buffer.from(der);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      expect(['material', 'problem', 'passphrase']).toContain(
        (await read('ECC_NIST_P256', damaged, 'x')).kind,
      );
      expect(['material', 'problem', 'passphrase']).toContain(
        (await read('ECC_NIST_P256', der.subarray(0, at), 'x')).kind,
      );
    }
  });
});

it('the same key is the same material however it is encoded', async () => {
  const pem = made('openssl ecparam -name prime256v1 -genkey -noout -out OUT && cp OUT key.pem');
  const other = made('openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out OUT');
  const [a, b] = await Promise.all([read('ECC_NIST_P256', pem), read('ECC_NIST_P256', other)]);
  expect(a).toHaveProperty('identity');
  expect((a as { identity: Buffer }).identity).toEqual((b as { identity: Buffer }).identity);
});
