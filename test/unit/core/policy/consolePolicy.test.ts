import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/core/keys/catalog';
import type { ConsoleChoices } from '../../../../src/core/policy/consolePolicy';
import { consolePolicy, programmaticDefaultPolicy } from '../../../../src/core/policy/consolePolicy';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { readConsolePolicy } from '../../../../src/core/policy/readConsolePolicy';

const admin = 'arn:aws:iam::111122223333:role/ExampleAdminRole';
const user = 'arn:aws:iam::111122223333:role/ExampleRole';

function choices(changes: Partial<ConsoleChoices> = {}): ConsoleChoices {
  return {
    accountId: '111122223333',
    partition: 'aws',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    multiRegion: false,
    administrators: [admin],
    allowDeletion: true,
    users: [user],
    otherAccounts: [],
    ...changes,
  };
}

const statement = (sid: string, changes: Partial<ConsoleChoices> = {}) =>
  consolePolicy(choices(changes)).Statement.find((entry) => entry.Sid === sid);
const useOf = (changes: Partial<ConsoleChoices>) => statement('Allow use of the key', changes)?.Action;
const administrationOf = (changes: Partial<ConsoleChoices>) =>
  statement('Allow access for Key Administrators', changes)?.Action;

describe('the policy that the console makes', () => {
  it('is the one of the developer guide for a symmetric encryption key', () => {
    expect(consolePolicy(choices({ otherAccounts: ['444455556666'] }))).toEqual({
      Version: '2012-10-17',
      Id: 'key-consolepolicy-3',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Sid: 'Allow access for Key Administrators',
          Effect: 'Allow',
          Principal: { AWS: admin },
          Action: [
            'kms:Create*',
            'kms:Describe*',
            'kms:Enable*',
            'kms:List*',
            'kms:Put*',
            'kms:Update*',
            'kms:Revoke*',
            'kms:Disable*',
            'kms:Get*',
            'kms:Delete*',
            'kms:TagResource',
            'kms:UntagResource',
            'kms:ScheduleKeyDeletion',
            'kms:CancelKeyDeletion',
            'kms:RotateKeyOnDemand',
          ],
          Resource: '*',
        },
        {
          Sid: 'Allow use of the key',
          Effect: 'Allow',
          Principal: { AWS: [user, 'arn:aws:iam::444455556666:root'] },
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
          Resource: '*',
        },
        {
          Sid: 'Allow attachment of persistent resources',
          Effect: 'Allow',
          Principal: { AWS: [user, 'arn:aws:iam::444455556666:root'] },
          Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
          Resource: '*',
          Condition: { Bool: { 'kms:GrantIsForAWSResource': true } },
        },
      ],
    });
  });

  it('has only the account statement when nobody is chosen', () => {
    expect(
      consolePolicy(choices({ administrators: [], users: [] })).Statement.map((entry) => entry.Sid),
    ).toEqual(['Enable IAM User Permissions']);
  });

  it('lets other accounts use the key where no user is chosen', () => {
    expect(
      statement('Allow use of the key', { users: [], otherAccounts: ['444455556666'] })?.Principal,
    ).toEqual({
      AWS: 'arn:aws:iam::444455556666:root',
    });
  });

  it('leaves deletion out when it is not allowed', () => {
    expect(administrationOf({ allowDeletion: false })).not.toContain('kms:ScheduleKeyDeletion');
    expect(administrationOf({ allowDeletion: false })).not.toContain('kms:CancelKeyDeletion');
    expect(administrationOf({ allowDeletion: false })).toContain('kms:Disable*');
  });

  it('lets administrators import key material for origin External', () => {
    expect(administrationOf({ origin: 'EXTERNAL' })).toContain('kms:ImportKeyMaterial');
    expect(administrationOf({})).not.toContain('kms:ImportKeyMaterial');
  });

  it('lets administrators replicate multi-Region keys', () => {
    expect(administrationOf({ multiRegion: true })).toEqual(
      expect.arrayContaining(['kms:ReplicateKey', 'kms:UpdatePrimaryRegion']),
    );
    expect(administrationOf({})).not.toContain('kms:ReplicateKey');
  });

  it('offers rotation on demand where the key can rotate', () => {
    expect(administrationOf({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })).not.toContain(
      'kms:RotateKeyOnDemand',
    );
    expect(administrationOf({ origin: 'AWS_CLOUDHSM' })).not.toContain('kms:RotateKeyOnDemand');
  });

  it('gives users what their type of key can do', () => {
    expect(useOf({ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' })).toEqual([
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:DescribeKey',
      'kms:GetPublicKey',
    ]);
    expect(useOf({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })).toEqual([
      'kms:DescribeKey',
      'kms:GetPublicKey',
      'kms:Sign',
      'kms:Verify',
    ]);
    expect(useOf({ spec: 'ECC_NIST_P256', usage: 'KEY_AGREEMENT' })).toEqual([
      'kms:DescribeKey',
      'kms:GetPublicKey',
      'kms:DeriveSharedSecret',
    ]);
    expect(useOf({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })).toEqual([
      'kms:DescribeKey',
      'kms:GenerateMac',
      'kms:VerifyMac',
    ]);
    expect(useOf({ spec: 'ML_KEM_768', usage: 'ENCAPSULATE_DECAPSULATE' })).toEqual([
      'kms:DescribeKey',
      'kms:GetPublicKey',
      'kms:Encapsulate',
      'kms:Decapsulate',
    ]);
  });

  it('names the account in its own partition', () => {
    expect(consolePolicy(choices({ partition: 'aws-cn' })).Statement[0]?.Principal).toEqual({
      AWS: 'arn:aws-cn:iam::111122223333:root',
    });
  });
});

describe('the policy that the console makes raises no error and no warning', () => {
  const kinds = catalog.flatMap((entry) => entry.origins.map((origin) => ({ entry, origin })));
  it.each(kinds)('for $entry.spec, $entry.usage, $origin', ({ entry, origin }) => {
    const made = choices({ spec: entry.spec, usage: entry.usage, origin, otherAccounts: ['444455556666'] });
    const known = { key: { spec: entry.spec, usage: entry.usage, origin, multiRegion: false } };
    const findings = lintPolicy(parsePolicy(JSON.stringify(consolePolicy(made), null, 2)), known);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

describe('the policy of a key made without one', () => {
  it('is the account statement alone', () => {
    expect(programmaticDefaultPolicy('aws', '111122223333')).toEqual({
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: [
        {
          Sid: 'Enable IAM User Permissions',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    });
  });
});

const arn = fc
  .tuple(fc.constantFrom('user', 'role'), fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,20}$/))
  .map(([kind, name]) => `arn:aws:iam::111122223333:${kind}/${name}`);
const account = fc.stringMatching(/^[0-9]{12}$/);

describe('reading the choices back', () => {
  it('finds those from which the policy was made, whatever the key', () => {
    const chosen = fc.record({
      entry: fc.constantFrom(...catalog),
      origin: fc.constantFrom('AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM'),
      multiRegion: fc.boolean(),
      administrators: fc.uniqueArray(arn, { maxLength: 3 }),
      allowDeletion: fc.boolean(),
      users: fc.uniqueArray(arn, { maxLength: 3 }),
      otherAccounts: fc.uniqueArray(account, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(chosen, ({ entry, ...rest }) => {
        const made = choices({ ...rest, spec: entry.spec, usage: entry.usage });
        expect(readConsolePolicy(JSON.parse(JSON.stringify(consolePolicy(made))))).toEqual({
          accountId: made.accountId,
          partition: 'aws',
          administrators: made.administrators,
          // Without administrators the policy does not show it: the console's default.
          allowDeletion: made.administrators.length === 0 || made.allowDeletion,
          users: made.users,
          otherAccounts: made.otherAccounts,
        });
      }),
    );
  });

  it('does not mind order, single-element lists or the other spelling of the account statement', () => {
    const policy = consolePolicy(choices());
    const [root, ...others] = policy.Statement;
    const rewritten = {
      ...policy,
      Statement: [
        ...others.toReversed(),
        { ...root, Sid: 'EnableIAMUserPermissions', Action: ['kms:*'], Resource: ['*'] },
      ],
    };
    expect(readConsolePolicy(rewritten)).toMatchObject({ administrators: [admin], users: [user] });
  });

  it('takes the condition on grants as text, as KMS returns it', () => {
    const policy = consolePolicy(choices());
    const [grants] = policy.Statement.slice(-1);
    if (grants) grants.Condition = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
    expect(readConsolePolicy(policy)).toBeDefined();
  });

  it('refuses policies with anything else in them', () => {
    const policy = consolePolicy(choices());
    const extra = { Sid: 'Mine', Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' };
    expect(readConsolePolicy({ ...policy, Statement: [...policy.Statement, extra] })).toBeUndefined();
    for (const index of policy.Statement.keys()) {
      const changed = policy.Statement.map((entry, at) =>
        at === index ? { ...entry, Condition: { Bool: { 'aws:SecureTransport': 'true' } } } : entry,
      );
      expect(readConsolePolicy({ ...policy, Statement: changed }), `statement ${index}`).toBeUndefined();
      const widened = policy.Statement.map((entry, at) =>
        at === index ? { ...entry, Action: ['kms:*', 'kms:Decrypt'] } : entry,
      );
      expect(readConsolePolicy({ ...policy, Statement: widened }), `statement ${index}`).toBeUndefined();
    }
  });

  it('refuses what is no policy at all', () => {
    for (const nothing of [undefined, null, 3, 'x', [], {}, { Statement: [] }, { Statement: [null] }])
      expect(readConsolePolicy(nothing)).toBeUndefined();
  });
});
