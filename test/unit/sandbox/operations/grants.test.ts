import type { CreateGrantCommandInput, GrantOperation, KMS } from '@aws-sdk/client-kms';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { failure, failureCode, newKey, useSandbox } from './sandboxInUse';

const sandbox = useSandbox();
let kms: KMS;
let dev: KMS;
let developer: string;
let key: string;
const Operations: GrantOperation[] = ['Encrypt', 'Decrypt'];
const service = 'dynamodb.us-east-1.amazonaws.com';
const SourceArn = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders';

beforeAll(async () => {
  kms = sandbox.client();
  dev = sandbox.client({ as: 'developer' });
  developer = sandbox.arnOf('developer');
  key = await newKey(kms);
});

const granted = async (input: Partial<CreateGrantCommandInput> = {}) => {
  const KeyId = input.KeyId ?? (await newKey(kms));
  const made = await kms.createGrant({ KeyId, GranteePrincipal: developer, Operations, ...input });
  return { KeyId, GrantId: made.GrantId ?? '', GrantToken: made.GrantToken ?? '' };
};

describe('A grant', () => {
  it('lets its grantee do what it lists, and nothing else', async () => {
    const KeyId = await newKey(kms);
    const Plaintext = Buffer.of(1);
    expect(await failureCode(dev.encrypt({ KeyId, Plaintext }))).toBe('AccessDeniedException');
    const { GrantToken } = await granted({ KeyId });
    const { CiphertextBlob } = await dev.encrypt({ KeyId, Plaintext, GrantTokens: [GrantToken] });
    expect((await dev.decrypt({ CiphertextBlob })).Plaintext).toHaveLength(1);
    expect(await failureCode(dev.generateDataKey({ KeyId, KeySpec: 'AES_256' }))).toBe(
      'AccessDeniedException',
    );
  });

  it('may be of a service and be retired by it, and names them as principals', async () => {
    const { KeyId, GrantId } = await granted({ GranteePrincipal: service, RetiringPrincipal: service });
    const names = { GrantId, GranteePrincipal: service, RetiringPrincipal: service };
    expect((await kms.listGrants({ KeyId, GranteePrincipal: service })).Grants).toMatchObject([names]);
    const { Grants } = await kms.listRetirableGrants({ RetiringPrincipal: service });
    expect(Grants?.find((grant) => grant.GrantId === GrantId)).toMatchObject(names);
    const elsewhere = sandbox.client({ as: 'partner-dana' });
    const denied = await failureCode(elsewhere.listRetirableGrants({ RetiringPrincipal: service }));
    expect(denied).toBe('AccessDeniedException');
    for (const GranteePrincipal of ['dynamodb.example.com', 'dynamodb', 'arn:aws:s3:::bucket'])
      expect(await failureCode(granted({ GranteePrincipal }))).toBe('InvalidArnException');
  });

  it('has tokens, a new one with each answer, and nothing else is one', async () => {
    const KeyId = await newKey(kms);
    const first = await granted({ KeyId, Name: 'tokens', Operations: ['Encrypt', 'RetireGrant'] });
    const second = await granted({ KeyId, Name: 'tokens', Operations: ['Encrypt', 'RetireGrant'] });
    expect(second.GrantId).toBe(first.GrantId);
    expect(second.GrantToken).not.toBe(first.GrantToken);
    const encrypt = (...GrantTokens: string[]) =>
      dev.encrypt({ KeyId, Plaintext: Buffer.of(1), GrantTokens });
    await encrypt(first.GrantToken, second.GrantToken);
    expect(await failureCode(encrypt('a-token-of-my-own'))).toBe('InvalidGrantTokenException');
    await dev.retireGrant({ GrantToken: second.GrantToken });
    expect(await failureCode(dev.retireGrant({ GrantToken: first.GrantToken }))).toBe('NotFoundException');
  });

  it('ends with its revocation', async () => {
    const { KeyId, GrantId } = await granted();
    await dev.encrypt({ KeyId, Plaintext: Buffer.of(1) });
    expect(await failureCode(kms.revokeGrant({ KeyId, GrantId, DryRun: true }))).toBe(
      'DryRunOperationException',
    );
    await kms.revokeGrant({ KeyId, GrantId });
    expect(await failureCode(dev.encrypt({ KeyId, Plaintext: Buffer.of(1) }))).toBe('AccessDeniedException');
    expect(await failureCode(kms.revokeGrant({ KeyId, GrantId }))).toBe('NotFoundException');
  });

  it('is not reached through another key', async () => {
    const { GrantId } = await granted();
    const other = await newKey(kms);
    expect(await failureCode(kms.revokeGrant({ KeyId: other, GrantId }))).toBe('NotFoundException');
    expect(await failureCode(kms.retireGrant({ KeyId: other, GrantId }))).toBe('NotFoundException');
    expect((await kms.listGrants({ KeyId: other, GrantId })).Grants).toEqual([]);
  });

  it('holds callers to its encryption context', async () => {
    const equals = await granted({ Constraints: { EncryptionContextEquals: { a: '1' } } });
    const subset = await granted({ Constraints: { EncryptionContextSubset: { a: '1' } } });
    const attempt = (KeyId: string, EncryptionContext?: Record<string, string>) =>
      dev.encrypt({ KeyId, Plaintext: Buffer.of(1), EncryptionContext }).then(
        () => 'allowed',
        () => 'denied',
      );
    const contexts = [undefined, { a: '1' }, { a: '2' }, { a: '1', b: '2' }];
    const outcomes = async (KeyId: string) => Promise.all(contexts.map((pairs) => attempt(KeyId, pairs)));
    expect(await outcomes(equals.KeyId)).toEqual(['denied', 'allowed', 'denied', 'denied']);
    expect(await outcomes(subset.KeyId)).toEqual(['denied', 'allowed', 'denied', 'allowed']);
  });

  it('is made once by requests of one name that are alike', async () => {
    const KeyId = await newKey(kms);
    const first = await granted({ KeyId, Name: 'orders' });
    const again = await granted({ KeyId, Name: 'orders' });
    const other = await granted({ KeyId, Name: 'orders', Operations: ['Decrypt'] });
    expect(again.GrantId).toBe(first.GrantId);
    expect(other.GrantId).not.toBe(first.GrantId);
    const nameless = [await granted({ KeyId }), await granted({ KeyId })];
    expect(nameless[0]?.GrantId).not.toBe(nameless[1]?.GrantId);
  });

  it('can be tested without being made', async () => {
    const KeyId = await newKey(kms);
    expect(await failureCode(granted({ KeyId, DryRun: true }))).toBe('DryRunOperationException');
    expect((await kms.listGrants({ KeyId })).Grants).toEqual([]);
  });

  it('can be given to a service, for one resource', async () => {
    const KeyId = await newKey(kms);
    const { GrantId } = await kms.createGrant({
      KeyId,
      GranteeServicePrincipal: service,
      RetiringServicePrincipal: service,
      Operations,
      Constraints: { SourceArn },
    });
    const { Grants } = await kms.listGrants({ KeyId, GranteeServicePrincipal: service });
    expect(Grants).toMatchObject([
      {
        GrantId,
        GranteeServicePrincipal: service,
        RetiringServicePrincipal: service,
        Constraints: { SourceArn },
      },
    ]);
    expect((await kms.listGrants({ KeyId, GranteePrincipal: developer })).Grants).toEqual([]);
  });
});

describe('Grants that are refused', () => {
  const cases: [string, Partial<CreateGrantCommandInput>, string][] = [
    ['nobody', { GranteePrincipal: undefined }, 'ValidationException'],
    ['a principal and a service', { GranteeServicePrincipal: service }, 'ValidationException'],
    [
      'a service without a resource',
      { GranteePrincipal: undefined, GranteeServicePrincipal: service, RetiringServicePrincipal: service },
      'ValidationException',
    ],
    [
      'a service that nobody can retire',
      { GranteePrincipal: undefined, GranteeServicePrincipal: service, Constraints: { SourceArn } },
      'ValidationException',
    ],
    ['no operation', { Operations: [] }, 'ValidationException'],
    ['an operation of other keys', { Operations: ['Sign'] }, 'ValidationException'],
    [
      'an operation that no grant has',
      { Operations: ['PutKeyPolicy' as GrantOperation] },
      'ValidationException',
    ],
    [
      'nine pairs of a context',
      { Constraints: { EncryptionContextEquals: pairs(9) } },
      'ValidationException',
    ],
    [
      'a value of 385 characters',
      { Constraints: { EncryptionContextSubset: { a: 'x'.repeat(385) } } },
      'ValidationException',
    ],
    ['a principal that is none', { GranteePrincipal: 'arn:aws:s3:::bucket' }, 'InvalidArnException'],
    [
      'a user that does not exist',
      { GranteePrincipal: 'arn:aws:iam::111122223333:user/nobody' },
      'InvalidArnException',
    ],
    ['a name with spaces', { Name: 'my grant' }, 'ValidationException'],
  ];

  it.each(cases)('to or with %s', async (_, input, code) => {
    expect(await failureCode(granted({ KeyId: key, ...input }))).toBe(code);
  });

  it('hold CreateGrant alone', async () => {
    expect(await failure(granted({ KeyId: key, Operations: ['CreateGrant'] }))).toEqual({
      code: 'ValidationException',
      message: 'Grants must not contain only the CreateGrant operation.',
    });
  });

  it('constrain a context in two ways', async () => {
    const Constraints = { EncryptionContextEquals: { a: '1' }, EncryptionContextSubset: { a: '1' } };
    expect(await failure(granted({ KeyId: key, Constraints }))).toEqual({
      code: 'ValidationException',
      message: 'More than one constraint supplied',
    });
  });

  it('constrain the context of keys that know none', async () => {
    const KeyId = await newKey(kms, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const input = { KeyId, Operations: ['GenerateMac'] as GrantOperation[] };
    await granted(input);
    const Constraints = { EncryptionContextEquals: { a: '1' } };
    expect(await failureCode(granted({ ...input, Constraints }))).toBe('ValidationException');
  });
});

describe('The quota of grants', () => {
  it('is 50,000 for a key', async () => {
    const { KeyId } = await granted({ Name: 'first' });
    await sandbox.edit((state) => {
      const first = state.grants.find(({ keyArn }) => keyArn === KeyId);
      if (!first) throw new Error('The grant is not in the state.');
      const more = Array.from({ length: 49_999 }, (_, index) => {
        const id = index.toString(16).padStart(64, '0');
        return { ...first, id, token: `token ${index}`, name: `grant ${index}` };
      });
      state.grants.push(...more);
    });
    expect(await failureCode(granted({ KeyId }))).toBe('LimitExceededException');
    const known = await granted({ KeyId, Name: 'first' });
    await kms.revokeGrant({ KeyId, GrantId: known.GrantId });
    await granted({ KeyId });
    const { Grants, Truncated } = await kms.listGrants({ KeyId, Limit: 100 });
    expect(Grants).toHaveLength(100);
    expect(Truncated).toBe(true);
  });
});

function pairs(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`name${index}`, 'value']));
}

describe('A grant with CreateGrant', () => {
  it('passes on what it gives itself, and no more', async () => {
    const { KeyId } = await granted({
      Operations: ['Decrypt', 'CreateGrant'],
      Constraints: { EncryptionContextSubset: { a: '1' } },
    });
    const GranteePrincipal = sandbox.arnOf('auditor');
    const pass = (input: Pick<CreateGrantCommandInput, 'Operations' | 'Constraints'>) =>
      dev.createGrant({ KeyId, GranteePrincipal, ...input });
    const Constraints = { EncryptionContextEquals: { a: '1', b: '2' } };
    await pass({ Operations: ['Decrypt'], Constraints });
    await pass({ Operations: ['Decrypt'], Constraints: { EncryptionContextSubset: { a: '1' } } });
    for (const wider of [
      { Operations: ['Decrypt', 'Encrypt'], Constraints },
      { Operations: ['Decrypt'] },
      { Operations: ['Decrypt'], Constraints: { EncryptionContextSubset: { b: '2' } } },
    ] satisfies Parameters<typeof pass>[0][])
      expect(await failureCode(pass(wider))).toBe('AccessDeniedException');
  });
});

describe('ListGrants', () => {
  it('shows grants in the order of their making, page by page', async () => {
    const KeyId = await newKey(kms);
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.push((await granted({ KeyId })).GrantId);
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await kms.listGrants({ KeyId, Limit: 2, Marker });
      seen.push(...(page.Grants ?? []).map(({ GrantId }) => GrantId));
      expect(page.Truncated).toBe(page.NextMarker !== undefined);
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    expect(seen).toEqual(made);
    expect(await failureCode(kms.listGrants({ KeyId, Marker: '!' }))).toBe('InvalidMarkerException');
    expect(await failureCode(kms.listGrants({ KeyId, Limit: 101 }))).toBe('ValidationException');
  });

  it('tells everything about a grant', async () => {
    const { KeyId, GrantId } = await granted({
      Name: 'orders',
      RetiringPrincipal: sandbox.arnOf('alice'),
      Constraints: { EncryptionContextEquals: { a: '1' } },
    });
    const { Grants } = await kms.listGrants({ KeyId, GrantId });
    expect(Grants).toMatchObject([
      {
        KeyId,
        GrantId,
        Name: 'orders',
        GranteePrincipal: developer,
        RetiringPrincipal: sandbox.arnOf('alice'),
        IssuingAccount: 'arn:aws:iam::111122223333:root',
        Operations,
        Constraints: { EncryptionContextEquals: { a: '1' } },
      },
    ]);
    expect(Grants?.[0]?.CreationDate).toBeInstanceOf(Date);
  });
});

describe('Retiring', () => {
  it('is for the retiring principal', async () => {
    const { KeyId, GrantId } = await granted({ RetiringPrincipal: developer });
    expect(await failureCode(dev.retireGrant({ KeyId, GrantId, DryRun: true }))).toBe(
      'DryRunOperationException',
    );
    await dev.retireGrant({ KeyId, GrantId });
    expect((await kms.listGrants({ KeyId })).Grants).toEqual([]);
  });

  it('finds the grant by the id of its key, too, and says which is not there', async () => {
    const { KeyId, GrantId } = await granted();
    const [, id] = KeyId.split('/');
    await kms.retireGrant({ KeyId: id, GrantId });
    expect(await failure(kms.retireGrant({ KeyId: id, GrantId }))).toEqual({
      code: 'NotFoundException',
      message: `Grant ID ${GrantId} not found`,
    });
  });

  it('is for a grantee that may, by token', async () => {
    const { KeyId, GrantToken } = await granted({ Operations: ['Decrypt', 'RetireGrant'] });
    await dev.retireGrant({ GrantToken });
    expect((await kms.listGrants({ KeyId })).Grants).toEqual([]);
  });

  it('of one grant says nothing of another', async () => {
    const KeyId = await newKey(kms);
    await granted({ KeyId, RetiringPrincipal: developer });
    const { GrantId } = await granted({ KeyId, RetiringPrincipal: sandbox.arnOf('alice') });
    expect(await failureCode(dev.retireGrant({ KeyId, GrantId }))).toBe('AccessDeniedException');
  });

  it('needs a grant that is there, named in one way', async () => {
    const { KeyId, GrantId, GrantToken } = await granted();
    const missing = randomBytes(32).toString('hex');
    expect(await failureCode(kms.retireGrant({ GrantToken: 'none' }))).toBe('InvalidGrantTokenException');
    expect(await failureCode(kms.retireGrant({ KeyId, GrantId: missing }))).toBe('NotFoundException');
    expect(await failureCode(kms.retireGrant({ KeyId }))).toBe('ValidationException');
    expect(await failureCode(kms.retireGrant({ GrantToken, KeyId, GrantId }))).toBe('ValidationException');
  });

  it('is listed by principal, over all keys', async () => {
    const alice = sandbox.arnOf('bob');
    const mine = [await granted({ RetiringPrincipal: alice }), await granted({ RetiringPrincipal: alice })];
    const { Grants } = await kms.listRetirableGrants({ RetiringPrincipal: alice });
    expect(Grants?.map(({ GrantId }) => GrantId).sort()).toEqual(mine.map(({ GrantId }) => GrantId).sort());
    expect(await failureCode(kms.listRetirableGrants({}))).toBe('ValidationException');
  });
});
