import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  publicEncrypt,
  verify,
} from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FailedDraft } from '../../../../src/sessions/crypto/flow';
import type { KmsError } from '../../../../src/core/errors';
import type { Key } from '../../../../src/core/keys/model';
import type { KeySpec, KeyUsage } from '../../../../src/core/kms/specs';
import { newKey } from '../../aws/newKey';
import { portsTo, type Ports } from '../../aws/ports';
import { testSandbox, type TestSandbox } from '../../sandbox/server';
import { handed, personAt, type Person } from './person';

const place = { connection: 'sandbox', region: 'us-east-1' };
let sandbox: TestSandbox;
let ports: Ports;
let person: Person;
let symmetric: Key;

beforeAll(async () => {
  sandbox = await testSandbox();
  ports = portsTo(sandbox);
  person = personAt(ports);
  symmetric = await make('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT');
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
});

const make = (spec: KeySpec, usage: KeyUsage, changes = {}): Promise<Key> =>
  ports.keys.create(place, newKey({ spec, usage, ...changes }));
const publicKeyOf = async (key: Key) =>
  createPublicKey({ key: Buffer.from(await ports.keys.publicKey(key)), format: 'der', type: 'spki' });
const encrypted = async (text: string, context: { name: string; value: string }[] = []): Promise<string> => {
  const answers = {
    review: ['context', 'run'],
    context: [{ kind: 'add', pairs: context }, { kind: 'done' }],
  };
  const seen = await person.does({ doing: 'encrypt', input: handed(text), key: symmetric }, answers as never);
  return seen.clipboard[0]?.text ?? '';
};
const failure = async (work: Promise<unknown>): Promise<KmsError> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(FailedDraft);
  return (error as FailedDraft).cause as KmsError;
};

describe('encrypting and decrypting', () => {
  it('replaces a selection by its ciphertext, and shows what is decrypted nowhere but in the view', async () => {
    let text = 'Two teapots';
    const input = handed(text, 'data', {
      source: 'selection',
      replace: (replacement) => Promise.resolve(((text = replacement), true)),
    });
    await person.does({ doing: 'encrypt', input }, { keys: [symmetric] });
    expect(text).toMatch(/^[A-Za-z0-9+/]+=*$/);
    const seen = await person.does({
      doing: 'decrypt',
      input: handed(text, 'binary', { source: 'selection' }),
    });
    expect(seen.viewed).toEqual([{ name: 'Plaintext', bytes: Buffer.from('Two teapots'), secret: true }]);
    expect([seen.documents, seen.clipboard, seen.files, seen.confirmed]).toEqual([[], [], [], []]);
    // The key that the ciphertext named, as people call it.
    expect(seen.titles).toEqual(['Decrypt: payments']);
  });

  it('never loses a result whose place has gone', async () => {
    const input = handed('x', 'data', { source: 'selection', replace: () => Promise.resolve(false) });
    const seen = await person.does({ doing: 'encrypt', input, key: symmetric });
    expect(seen.documents).toHaveLength(1);
    expect(seen.notes).toEqual(['moved']);
  });

  it('lets a secret out of the view only after a word', async () => {
    const input = handed(await encrypted('secret'), 'binary');
    const no = await person.does(
      { doing: 'decrypt', input },
      { review: ['target', 'run'], choose: ['clipboard'] },
    );
    expect([no.confirmed, no.clipboard]).toEqual([['clipboard'], []]);
    const answers = { review: ['target' as const, 'run' as const], choose: ['clipboard'], confirm: true };
    const yes = await person.does({ doing: 'decrypt', input }, answers);
    expect(yes.clipboard).toEqual([{ text: 'secret', secret: true }]);
  });

  it('remembers the names of a context for its key, and no value but a pinned one', async () => {
    const input = await encrypted('x', [{ name: 'Order', value: 'v-17' }]);
    expect(JSON.stringify([...person.stored])).toContain('Order');
    expect(JSON.stringify([...person.stored])).not.toContain('v-17');
    const words = await failure(person.does({ doing: 'decrypt', input: handed(input, 'binary') }));
    expect(words.message).toMatch(/none was given/);
    const pair = { name: 'Order', value: 'v-17' };
    const seen = await person.does(
      { doing: 'decrypt', input: handed(input, 'binary'), key: symmetric },
      {
        review: ['context', 'run'],
        context: [{ kind: 'add', pairs: [pair] }, { kind: 'pin', pair }, { kind: 'done' }],
      },
    );
    expect(seen.viewed[0]?.bytes.toString()).toBe('x');
    expect(seen.contexts[0]?.proposed).toEqual([{ name: 'Order', value: '' }]);
    expect(person.memory.pairsOf(symmetric)).toEqual([pair]);
  });

  it('proposes the context that the key policy asks for', async () => {
    const policy = JSON.parse(newKey().policy) as { Statement: object[] };
    policy.Statement.push({
      ...{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:Encrypt' },
      ...{ Resource: '*', Condition: { StringEquals: { 'kms:EncryptionContext:Department': 'IT' } } },
    });
    const key = await make('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', { policy: JSON.stringify(policy) });
    const answers = { review: ['context' as const], context: [{ kind: 'done' as const }] };
    const seen = await person.does({ doing: 'encrypt', input: handed('x'), key }, answers);
    expect(seen.contexts[0]?.proposed).toEqual([{ name: 'Department', value: 'IT' }]);
  });

  it('encrypts again under another key with another context', async () => {
    const other = await make('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT');
    const input = handed(await encrypted('x', [{ name: 'a', value: '1' }]), 'binary');
    const add = (pairs: { name: string; value: string }[]) => [
      { kind: 'add' as const, pairs },
      { kind: 'done' as const },
    ];
    const again = await person.does(
      { doing: 'reEncrypt', input, key: other },
      {
        review: ['fromContext', 'context', 'run'],
        context: [...add([{ name: 'a', value: '1' }]), ...add([{ name: 'b', value: '2' }])],
      },
    );
    const opened = await person.does(
      { doing: 'decrypt', input: handed(again.clipboard[0]?.text ?? '', 'binary'), key: other },
      { review: ['context', 'run'], context: add([{ name: 'b', value: '2' }]) },
    );
    expect(opened.viewed[0]?.bytes.toString()).toBe('x');
  });

  it('reads what other programs encrypted for an RSA key, with the algorithm of the new ones first', async () => {
    const key = await make('RSA_2048', 'ENCRYPT_DECRYPT');
    const made = publicEncrypt({ key: await publicKeyOf(key), oaepHash: 'sha256' }, Buffer.from('for RSA'));
    const input = handed(made.toString('hex'), 'binary');
    const seen = await person.does({ doing: 'decrypt', input, key });
    expect(seen.viewed[0]?.bytes.toString()).toBe('for RSA');
    const other = { review: ['algorithm' as const, 'run' as const], choose: ['RSAES_OAEP_SHA_1'] };
    expect((await failure(person.does({ doing: 'decrypt', input, key }, other))).message).toMatch(
      /other algorithm/,
    );
  });

  it('says what is too long, before anything is sent', async () => {
    const problem = async (size: number, key: Key) => {
      const input = handed('x'.repeat(size));
      const seen = await person.does({ doing: 'encrypt', input, key }, { review: [] });
      return seen.reviews[0]?.rows.find((row) => row.problem !== undefined)?.problem ?? 'none';
    };
    expect(await problem(4096, symmetric)).toBe('none');
    const rsa = await make('RSA_3072', 'ENCRYPT_DECRYPT');
    expect(await problem(318, rsa)).toBe('none');
    expect(await problem(319, rsa)).toMatch(/RSA_3072 with RSAES_OAEP_SHA_256 encrypts at most 318 bytes/);
  });

  it('rehearses: allowed, or refused with KMS’s own reason', async () => {
    const start = { doing: 'encrypt' as const, input: handed('x'), key: symmetric };
    const seen = await person.does(start, { review: ['rehearse'] });
    expect([seen.notes, seen.clipboard]).toEqual([['Encrypt: allowed'], []]);
    const guest = portsTo(sandbox, { identity: 'auditor' });
    const refusal = await failure(personAt(guest).does(start, { review: ['rehearse'] }));
    expect(refusal.reason).toBe('denied');
    guest.dispose();
  });

  it('refuses keys that cannot do it, with the reason', async () => {
    const signing = await make('ECC_NIST_P256', 'SIGN_VERIFY');
    const disabled = await make('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT');
    await ports.keys.disable(disabled);
    const start = (key: Key) => person.does({ doing: 'encrypt', input: handed('x'), key });
    await expect(start(signing)).rejects.toThrow(/another use/);
    await expect(start(disabled)).rejects.toThrow(/disabled/);
  });
});

describe('signing and verifying', () => {
  const long = Buffer.alloc(150_001, 'A long message. ');

  it.each([
    ['ECC_NIST_P256', 'ECDSA_SHA_256', 'sha256'],
    ['ECC_NIST_P384', 'ECDSA_SHA_384', 'sha384'],
    ['ECC_NIST_P521', 'ECDSA_SHA_512', 'sha512'],
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_384', 'sha384'],
  ] as const)('%s signs messages of any length so that others verify them', async (spec, algorithm, hash) => {
    const key = await make(spec, 'SIGN_VERIFY');
    const publicKey = await publicKeyOf(key);
    for (const message of [Buffer.from('short'), long]) {
      const input = handed(message, 'data', { source: 'file', name: 'report.pdf' });
      const made = await person.does(
        { doing: 'sign', input, key },
        spec === 'RSA_2048' ? { review: ['algorithm', 'run'], choose: [algorithm] } : {},
      );
      expect(made.files[0]?.name).toBe('report.pdf.sig');
      const signature = made.files[0]?.bytes ?? Buffer.alloc(0);
      expect(verify(hash, message, publicKey, signature)).toBe(true);
    }
  });

  it.each([
    ['ECC_NIST_EDWARDS25519', 'SIGN_VERIFY', 'short'],
    ['ECC_SECG_P256K1', 'SIGN_VERIFY', 'long'],
    ['ML_DSA_65', 'SIGN_VERIFY', 'long'],
    ['RSA_3072', 'SIGN_VERIFY', 'long'],
  ] as const)('%s: KMS itself takes its signature of a %s message for valid', async (spec, usage, length) => {
    const key = await make(spec, usage);
    const message = length === 'long' ? long : Buffer.from('short');
    const input = () => handed(message, 'data', { source: 'file', name: 'x' });
    const made = await person.does({ doing: 'sign', input: input(), key });
    const second = handed(made.files[0]?.bytes ?? '', 'binary');
    const seen = await person.does({ doing: 'verify', input: input(), key }, { handOver: [second] });
    expect(seen.verdicts[0]).toMatchObject({ valid: true });
    expect(seen.verdicts[0]?.text).toMatch(/payments \(\w+\)/);
    const other = handed(Buffer.concat([message, Buffer.from('\n')]), 'data', { source: 'file', name: 'x' });
    const changed = await person.does({ doing: 'verify', input: other, key }, { handOver: [second] });
    expect(changed.verdicts[0]).toMatchObject({ valid: false });
    expect(changed.verdicts[0]?.details).toMatch(/line break/);
  });

  it('SM2 signs a long message as its digest with Z, which is the signature of the message', async () => {
    const china = { connection: 'sandbox', region: 'cn-north-1' };
    const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const key = await ports.keys.create(china, newKey({ spec: 'SM2', usage: 'SIGN_VERIFY', policy }));
    const message = Buffer.alloc(4096, 'm');
    const made = await person.does({ doing: 'sign', input: handed(message), key });
    const { text = '' } = made.clipboard[0] ?? {};
    // The same bytes, read as a stream: the digest is made here then.
    const input = { ...handed(message), size: 5000, read: { kind: 'large' as const } };
    const seen = await person.does({ doing: 'verify', input, key }, { handOver: [handed(text, 'binary')] });
    expect(seen.verdicts[0]).toMatchObject({ valid: true });
  });

  it('gives IEEE P1363 where it is asked for, and takes it back', async () => {
    const key = await make('ECC_NIST_P521', 'SIGN_VERIFY');
    const answers = { review: ['shape' as const, 'run' as const], choose: ['IEEE P1363'] };
    const made = await person.does({ doing: 'sign', input: handed('m'), key }, answers);
    const signature = Buffer.from(made.clipboard[0]?.text ?? '', 'base64');
    expect(signature).toHaveLength(132);
    const options = { key: await publicKeyOf(key), dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha512', Buffer.from('m'), options, signature)).toBe(true);
    const second = handed(signature.toString('base64url'), 'binary');
    const seen = await person.does({ doing: 'verify', input: handed('m'), key }, { handOver: [second] });
    expect(seen.verdicts[0]?.valid).toBe(true);
  });

  it('takes a digest of the right length only', async () => {
    const key = await make('ECC_NIST_P256', 'SIGN_VERIFY');
    const first = (content: Uint8Array) =>
      person.does(
        { doing: 'sign', input: handed(content), key },
        { review: ['isDigest'], choose: ['digest'] },
      );
    const problems = (await first(Buffer.alloc(31, 1))).reviews[1]?.rows.flatMap(
      ({ problem }) => problem ?? [],
    );
    expect(problems).toEqual(['A digest for ECDSA_SHA_256 has 32 bytes, this has 31 bytes.']);
  });

  it('does not quietly turn Ed25519 into its pre-hashed variant', async () => {
    const key = await make('ECC_NIST_EDWARDS25519', 'SIGN_VERIFY');
    const input = () => handed(long, 'data', { source: 'file', name: 'x' });
    const refused = await person.does({ doing: 'sign', input: input(), key }, { review: [] });
    expect(refused.reviews[0]?.rows.flatMap(({ problem }) => problem ?? [])[0]).toMatch(
      /if the verifier knows that algorithm: most do not/,
    );
    const answers = { review: ['algorithm' as const, 'run' as const], choose: ['ED25519_PH_SHA_512'] };
    expect((await person.does({ doing: 'sign', input: input(), key }, answers)).files[0]?.bytes).toHaveLength(
      64,
    );
  });

  it('makes and verifies MACs, and none of more than 4,096 bytes', async () => {
    const key = await make('HMAC_384', 'GENERATE_VERIFY_MAC');
    const made = await person.does({ doing: 'mac', input: handed('m'), key });
    const second = handed(made.clipboard[0]?.text ?? '', 'binary');
    const right = await person.does({ doing: 'verifyMac', input: handed('m'), key }, { handOver: [second] });
    const wrong = await person.does({ doing: 'verifyMac', input: handed('n'), key }, { handOver: [second] });
    expect([right.verdicts[0]?.valid, wrong.verdicts[0]?.valid]).toEqual([true, false]);
    const long4 = await person.does({ doing: 'mac', input: handed('x'.repeat(4097)), key }, { review: [] });
    expect(long4.reviews[0]?.rows.flatMap(({ problem }) => problem ?? [])[0]).toMatch(/another MAC/);
  });
});

describe('keys and secrets', () => {
  it('data keys come in both parts, or encrypted only', async () => {
    const both = await person.does({ doing: 'dataKey', key: symmetric });
    expect(both.viewed.map(({ name, secret }) => [name, secret])).toEqual([
      ['In the clear', true],
      ['Encrypted', false],
    ]);
    const opened = await person.does({
      doing: 'decrypt',
      input: handed(both.viewed[1]?.bytes ?? '', 'binary'),
    });
    expect(opened.viewed[0]?.bytes).toEqual(both.viewed[0]?.bytes);
    expect(both.viewed[0]?.bytes).toHaveLength(32);
    const sealed = await person.does(
      { doing: 'dataKey', key: symmetric },
      { review: ['withPlaintext', 'target', 'run'], choose: ['encrypted', 'clipboard'] },
    );
    expect(sealed.clipboard[0]?.secret).toBe(false);
  });

  it('pairs fit together', async () => {
    const seen = await person.does({ doing: 'dataKeyPair', key: symmetric });
    const [privatePart, publicPart] = seen.viewed;
    const privateKey = createPrivateKey({
      key: privatePart?.bytes ?? Buffer.alloc(0),
      format: 'der',
      type: 'pkcs8',
    });
    expect(createPublicKey(privateKey).export({ format: 'der', type: 'spki' })).toEqual(publicPart?.bytes);
  });

  it('random bytes need no key', async () => {
    const seen = await person.does({ doing: 'random' });
    expect(seen.viewed[0]?.bytes).toHaveLength(32);
  });

  it('a shared secret is the one that the peer has', async () => {
    const key = await make('ECC_NIST_P384', 'KEY_AGREEMENT');
    const peer = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const input = handed(peer.publicKey.export({ format: 'pem', type: 'spki' }), 'binary');
    const seen = await person.does({ doing: 'sharedSecret', input, key });
    const theirs = diffieHellman({ privateKey: peer.privateKey, publicKey: await publicKeyOf(key) });
    expect(seen.viewed[0]?.bytes).toEqual(theirs);
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const wrong = handed(other.publicKey.export({ format: 'der', type: 'spki' }), 'binary');
    expect((await failure(person.does({ doing: 'sharedSecret', input: wrong, key }))).message).toMatch(
      /same curve/,
    );
  });

  it('an encapsulated secret comes back, and a ciphertext of another length is told before it is sent', async () => {
    const key = await make('ML_KEM_512', 'ENCAPSULATE_DECAPSULATE');
    const [secret, ciphertext] = (await person.does({ doing: 'encapsulate', key })).viewed;
    const input = handed(ciphertext?.bytes.toString('base64') ?? '', 'binary');
    const seen = await person.does({ doing: 'decapsulate', input, key });
    expect(seen.viewed[0]?.bytes).toEqual(secret?.bytes);
    const short = handed(Buffer.alloc(100, 1).toString('base64'), 'binary');
    const refused = await person.does({ doing: 'decapsulate', input: short, key }, { review: [] });
    expect(refused.reviews[0]?.rows.flatMap(({ problem }) => problem ?? [])[0]).toMatch(
      /have 768 bytes, this has 100/,
    );
  });
});
