import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  type KeyringNode,
  KmsKeyringNode,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from '@aws-crypto/client-node';
import {
  DecryptCommand,
  type DecryptCommandInput,
  type EncryptCommandInput,
  type GenerateDataKeyCommandInput,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
} from '@aws-sdk/client-kms';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMessageHeader } from '../../../../src/core/crypto/encryptionSdk';
import { KmsError } from '../../../../src/core/errors';
import type { Key } from '../../../../src/core/keys/model';
import { FailedDraft } from '../../../../src/sessions/crypto/flow';
import { newKey } from '../../aws/newKey';
import { portsTo, type Ports } from '../../aws/ports';
import fc from '../../properties';
import { testSandbox, type TestSandbox } from '../../sandbox/server';
import { handed, personAt, type Answers, type Person, type Seen } from './person';

let sandbox: TestSandbox;
let ports: Ports;
let person: Person;
let key: Key;
let other: Key;
let distant: Key;

const make = (region: string): Promise<Key> =>
  ports.keys.create(
    { connection: 'sandbox', region },
    newKey({ spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' }),
  );

beforeAll(async () => {
  sandbox = await testSandbox();
  ports = portsTo(sandbox);
  person = personAt(ports);
  [key, other, distant] = await Promise.all([make('us-east-1'), make('us-east-1'), make('eu-west-1')]);
});
afterAll(async () => {
  ports.dispose();
  await sandbox.dispose();
});

type Client = Exclude<ReturnType<KmsKeyringNode['clientProvider']>, false>;

/** The SDK as another program uses it: with clients of its own, and none of our code. */
const sdk = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const older = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
const keyring = (keys: readonly Key[], generates = false): KeyringNode => {
  const [first = '', ...rest] = keys.map(({ arn }) => arn);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- one by the library's own types
  return new KmsKeyringNode({
    ...(generates ? { generatorKeyId: first, keyIds: rest } : { keyIds: [first, ...rest] }),
    clientProvider(region) {
      const client = sandbox.kms('admin', region);
      return {
        generateDataKey: (input: GenerateDataKeyCommandInput) =>
          client.send(new GenerateDataKeyCommand(input)),
        encrypt: (input: EncryptCommandInput) => client.send(new EncryptCommand(input)),
        decrypt: (input: DecryptCommandInput) => client.send(new DecryptCommand(input)),
      } as unknown as Client;
    },
  });
};
const aesKeyring = (): KeyringNode =>
  new RawAesKeyringNode({
    ...{ keyName: 'mine', keyNamespace: 'a-safe', unencryptedMasterKey: new Uint8Array(randomBytes(32)) },
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });

const purpose = [{ name: 'purpose', value: 'test' }];
const withContext = (pairs: typeof purpose, rest: Answers = {}): Answers => ({
  review: ['context', 'run'],
  context: [{ kind: 'add', pairs }, { kind: 'done' }],
  ...rest,
});
const encrypt = (content: Uint8Array, answers?: Answers): Promise<Seen> =>
  person.does(
    { doing: 'encrypt', key, input: handed(content, 'data', { source: 'file', name: 'a.bin' }) },
    answers,
  );
const decrypt = (message: Uint8Array, answers?: Answers): Promise<Seen> =>
  person.does(
    { doing: 'decrypt', input: handed(message, 'binary', { source: 'file', name: 'a.bin.encrypted' }) },
    answers,
  );
const messageOf = ({ files }: Seen): Buffer => files[0]?.bytes ?? Buffer.alloc(0);
const problemIn = ({ reviews }: Seen): string | undefined =>
  reviews.at(-1)?.rows.find(({ problem }) => problem !== undefined)?.problem;
const failure = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FailedDraft);
  const { cause } = error as FailedDraft;
  expect(cause).toBeInstanceOf(KmsError);
  return (cause as KmsError).message;
};

describe('data that KMS does not encrypt itself', () => {
  it.each([4_097, 65_536, 65_537, 1_000_000, 3_000_000])(
    'of %i bytes becomes a message that any program with the Encryption SDK can read',
    async (size) => {
      const content = randomBytes(size);
      const message = messageOf(await encrypt(content));
      const { plaintext, messageHeader } = await sdk.decrypt(keyring([key]), message);
      expect(plaintext.equals(content)).toBe(true);
      expect(messageHeader.frameLength).toBe(65_536);
      expect(messageHeader.suiteId).toBe(
        AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY_ECDSA_P384,
      );
    },
  );

  it.each([10, 70_000, 3_000_000])('of %i bytes is read from such a program', async (size) => {
    const content = randomBytes(size);
    const { result } = await sdk.encrypt(keyring([key], true), content, {
      encryptionContext: { purpose: 'test' },
    });
    const seen = await decrypt(result, withContext(purpose, { confirm: true }));
    const [read] = [...seen.viewed, ...seen.files];
    expect(read?.bytes.equals(content)).toBe(true);
    // Over 1 MB it cannot be shown; its name is the one from before.
    expect(seen.files.map(({ name }) => name)).toEqual(size > 1_048_576 ? ['a.bin'] : []);
  });

  it('can be decrypted with each of several keys, in whatever Region', async () => {
    const content = randomBytes(5_000);
    const keys = [other, distant];
    const message = messageOf(
      await encrypt(content, { review: ['others', 'others', 'run'], choose: ['another', 'another'], keys }),
    );
    for (const one of [key, other, distant]) {
      const { plaintext } = await sdk.decrypt(keyring([one]), message);
      expect(plaintext.equals(content)).toBe(true);
    }
    const seen = await decrypt(message);
    expect(seen.viewed[0]?.bytes.equals(content)).toBe(true);
    expect(seen.reviews[0]?.rows.find(({ field }) => field === 'key')?.value).toMatch(/3/);
  });

  it('is decrypted by another key where the first one may not be used', async () => {
    const [gone, stays] = await Promise.all([make('us-east-1'), make('us-east-1')]);
    const { result } = await sdk.encrypt(keyring([gone, stays], true), 'two ways');
    await sandbox.kms().send(new DisableKeyCommand({ KeyId: gone.arn }));
    expect((await decrypt(result)).viewed[0]?.bytes.toString()).toBe('two ways');
    await sandbox.kms().send(new DisableKeyCommand({ KeyId: stays.arn }));
    expect(await failure(decrypt(result))).toMatch(/disabled/i);
  });

  it('is bound to its encryption context', async () => {
    const message = messageOf(await encrypt(randomBytes(5_000), withContext(purpose)));
    expect((await sdk.decrypt(keyring([key]), message)).messageHeader.encryptionContext['purpose']).toBe(
      'test',
    );
    const seen = await decrypt(message, { review: [] });
    const rows = seen.reviews[0]?.rows ?? [];
    expect(rows.find(({ field }) => field === 'format')?.note).toMatch(/purpose=test/);
    const wrong = await decrypt(message, {
      review: ['context'],
      context: [{ kind: 'add', pairs: [{ name: 'purpose', value: 'another' }] }, { kind: 'done' }],
    });
    expect(problemIn(wrong)).toMatch(/not encrypted with purpose=another/);
  });

  it('becomes a message at any size where a person asks for one', async () => {
    const seen = await encrypt(Buffer.from('small'), { review: ['format', 'run'], choose: ['sdkMessage'] });
    expect((await sdk.decrypt(keyring([key]), messageOf(seen))).plaintext.toString()).toBe('small');
    const plain = messageOf(await encrypt(Buffer.from('small')));
    expect(readMessageHeader(plain)).toBeUndefined();
  });

  it('can be rehearsed without a call that does it', async () => {
    const allowed = await encrypt(randomBytes(5_000), { review: ['rehearse'] });
    expect(allowed.notes).toEqual(['Encrypt: allowed']);
    const { result } = await sdk.encrypt(keyring([key], true), 'x');
    expect((await decrypt(result, { review: ['rehearse'] })).notes).toEqual(['Decrypt: allowed']);
    const off = await make('us-east-1');
    const sealed = (await sdk.encrypt(keyring([off], true), 'x')).result;
    await sandbox.kms().send(new DisableKeyCommand({ KeyId: off.arn }));
    expect(await failure(decrypt(sealed, { review: ['rehearse'] }))).toMatch(/disabled/i);
  });
});

describe('what is no message, or none of ours', () => {
  it('a message without key commitment is refused, and why', async () => {
    const { result } = await older.encrypt(keyring([key], true), 'old');
    expect(problemIn(await decrypt(result, { review: [] }))).toMatch(/without key commitment/);
  });

  it('a message that no key of KMS can decrypt says whose it is', async () => {
    const { result } = await sdk.encrypt(aesKeyring(), 'local');
    expect(problemIn(await decrypt(result, { review: [] }))).toMatch(/No key of KMS.*a-safe/);
  });

  it('a message under other keys than the chosen one names them', async () => {
    const { result } = await sdk.encrypt(keyring([other], true), 'x');
    const seen = await person.does(
      { doing: 'decrypt', key, input: handed(result, 'binary') },
      { review: [] },
    );
    expect(problemIn(seen)).toContain(other.arn);
  });

  it('a damaged or cut message gives nothing, wherever the damage is', async () => {
    const content = randomBytes(70_000);
    const { result } = await sdk.encrypt(keyring([key], true), content);
    const refused = async (message: Uint8Array): Promise<void> => {
      if (problemIn(await decrypt(message, { review: [] })) === undefined) await failure(decrypt(message));
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(result.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const damaged = Buffer.from(result);
        damaged[at] = (damaged[at] ?? 0) ^ by;
        await refused(damaged);
      }),
      { numRuns: 40 },
    );
    for (const length of [40, 400, 700, 65_536, result.length - 1]) await refused(result.subarray(0, length));
  });

  it('a failure after the first parts of a large file leaves no parts', async () => {
    const { result } = await sdk.encrypt(keyring([key], true), randomBytes(2_000_000));
    const damaged = Buffer.from(result);
    damaged[damaged.length - 20] = (damaged.at(-20) ?? 0) ^ 1;
    expect(await failure(decrypt(damaged, { confirm: true }))).toMatch(/damaged, cut off or was changed/);
  });

  it('an RSA key refuses what is too long, and says what does it', async () => {
    const rsa = await ports.keys.create(
      { connection: 'sandbox', region: 'us-east-1' },
      newKey({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' }),
    );
    const input = handed(randomBytes(5_000));
    const seen = await person.does({ doing: 'encrypt', key: rsa, input }, { review: [] });
    expect(problemIn(seen)).toMatch(/Use a symmetric key.*or a data key pair/);
  });
});
