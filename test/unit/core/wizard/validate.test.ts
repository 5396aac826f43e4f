import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import type { KeyDraft } from '../../../../src/core/wizard/draft';
import { generatedPolicy, policyText, withPolicy } from '../../../../src/core/wizard/policyText';
import { errorsOf, type DraftFacts } from '../../../../src/core/wizard/problem';
import { validate } from '../../../../src/core/wizard/validate';
import { anyDraft, draft, place, role, user } from './drafts';

const problemsOf = (choices: Partial<KeyDraft>, facts: DraftFacts = {}) => {
  const one = draft(choices);
  return validate(one, place, policyText(one, place), facts);
};

/** Field and code of the errors, in their order. */
const errors = (choices: Partial<KeyDraft>, facts: DraftFacts = {}) =>
  errorsOf(problemsOf(choices, facts)).map(({ field, code }) => `${field} ${code}`);

describe('a whole draft', () => {
  it('with an alias and the defaults has no error', () => {
    expect(errors({})).toEqual([]);
  });

  it('never makes the checks throw, whatever is in it', () => {
    fc.assert(
      fc.property(anyDraft, (one) => {
        const problems = validate(one, place, policyText(one, place), {
          aliases: new Set(),
          principals: new Set(),
        });
        expect(problems.every(({ message, field }) => message !== '' && field !== '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the alias', () => {
  it.each(['payments', 'alias/payments', 'team/app_1-live', 'awsome'])('may be %s', (alias) => {
    expect(errors({ alias })).toEqual([]);
  });

  it.each([
    ['', 'alias alias-missing'],
    ['  ', 'alias alias-missing'],
    ['alias/', 'alias alias-missing'],
    ['my key', 'alias alias-pattern'],
    ['größe', 'alias alias-pattern'],
    ['a:b', 'alias alias-pattern'],
    ['aws/s3', 'alias alias-reserved'],
    ['alias/aws/s3', 'alias alias-reserved'],
    ['x'.repeat(251), 'alias alias-length'],
  ])('may not be %j', (alias, expected) => {
    expect(errors({ alias })).toEqual([expected]);
  });

  it('may be 250 characters long', () => {
    expect(errors({ alias: 'x'.repeat(250) })).toEqual([]);
  });

  it('may not be taken, as far as the aliases are known', () => {
    expect(errors({ alias: 'payments' }, { aliases: new Set(['alias/payments']) })).toEqual([
      'alias alias-taken',
    ]);
    expect(errors({ alias: 'payments' }, { aliases: new Set(['alias/payment']) })).toEqual([]);
    expect(errors({ alias: 'payments' })).toEqual([]);
  });
});

describe('description and tags', () => {
  it('count characters as AWS does', () => {
    expect(errors({ description: '😀'.repeat(8192) })).toEqual([]);
    expect(errors({ description: 'x'.repeat(8193) })).toEqual(['description description-length']);
  });

  it('name the tag that is wrong', () => {
    const tags = [
      { key: 'Env', value: 'Prod' },
      { key: '', value: 'x' },
      { key: 'aws:x', value: '' },
      { key: 'Env', value: 'y' },
      { key: 'k'.repeat(129), value: 'v'.repeat(257) },
    ];
    expect(errors({ tags })).toEqual([
      'tags.1.key tag-key-missing',
      'tags.2.key tag-reserved',
      'tags.3.key tag-repeated',
      'tags.4.key tag-key-length',
      'tags.4.value tag-value-length',
    ]);
  });

  it('take 50 tags, and two keys that differ in case', () => {
    const tags = (count: number) => Array.from({ length: count }, (_, at) => ({ key: `k${at}`, value: '' }));
    expect(errors({ tags: tags(50) })).toEqual([]);
    expect(errors({ tags: tags(51) })).toEqual(['tags tags-many']);
    expect(
      errors({
        tags: [
          { key: 'env', value: '' },
          { key: 'Env', value: '' },
        ],
      }),
    ).toEqual([]);
  });
});

describe('administrators and users', () => {
  it.each([user('alice'), role('service/app'), 'arn:aws:sts::111122223333:assumed-role/app/session'])(
    'may be %s',
    (arn) => {
      expect(errors({ administrators: [arn] })).toEqual([]);
    },
  );

  it.each([
    ['alice', 'principal-arn'],
    ['arn:aws:s3:::bucket', 'principal-service'],
    ['arn:aws-cn:iam::111122223333:user/alice', 'principal-partition'],
    ['arn:aws:iam::1111:user/alice', 'principal-account'],
    ['arn:aws:iam::111122223333:role/*', 'principal-wildcard'],
    ['arn:aws:iam::111122223333:group/admins', 'principal-group'],
    ['arn:aws:iam::111122223333:policy/p', 'principal-kind'],
  ])('may not be %s', (arn, code) => {
    const found = errorsOf(problemsOf({ users: [user('alice'), arn] }), 'users');
    expect(found).toMatchObject([{ field: 'users.1', code }]);
  });

  it('are warned about where the account has no such user, as far as its users are known', () => {
    const unlisted = (facts: DraftFacts) =>
      problemsOf({ administrators: [user('typo')] }, facts).filter(
        ({ code }) => code === 'principal-unlisted',
      );
    expect(unlisted({ principals: new Set([user('alice')]) })).toMatchObject([{ severity: 'warning' }]);
    expect(unlisted({ principals: new Set([user('typo')]) })).toEqual([]);
    expect(unlisted({})).toEqual([]);
  });
});

describe('other accounts', () => {
  it('have 12 digits, once each', () => {
    const otherAccounts = ['444455556666', '4444', '444455556666'];
    const found = errorsOf(problemsOf({ otherAccounts }), 'users').map(
      ({ field, code }) => `${field} ${code}`,
    );
    expect(found).toEqual(['otherAccounts.1 account-id', 'otherAccounts.2 account-repeated']);
  });

  it('are only a warning where it is the key’s own', () => {
    const found = problemsOf({ otherAccounts: ['111122223333'] }).filter(
      ({ code }) => code === 'account-own',
    );
    expect(found).toMatchObject([{ severity: 'warning', field: 'otherAccounts.0' }]);
  });
});

describe('the configuration', () => {
  it('wants the risks of an import confirmed', () => {
    expect(errors({ origin: 'EXTERNAL' })).toEqual(['importRisksAccepted import-risks']);
    expect(errors({ origin: 'EXTERNAL', importRisksAccepted: true })).toEqual([]);
  });

  it('wants the ids of an external key store', () => {
    expect(errors({ origin: 'EXTERNAL_KEY_STORE' })).toEqual([
      'customKeyStoreId key-store',
      'xksKeyId external-key',
    ]);
  });

  it('refuses combinations that KMS does not have', () => {
    expect(errors({ spec: 'HMAC_256', usage: 'SIGN_VERIFY' })).toContain('spec combination');
    expect(errors({ origin: 'AWS_CLOUDHSM', customKeyStoreId: 'cks-12', multiRegion: true })).toEqual([
      'multiRegion combination',
    ]);
  });

  it.each([89, 2561, 0, 90.5])('refuses a rotation every %d days', (rotationPeriodDays) => {
    expect(errors({ rotationPeriodDays })).toEqual(['rotationPeriodDays rotation-period']);
  });
});

describe('the policy', () => {
  it('that is generated has no error for any key type', () => {
    expect(
      errors({ administrators: [user('a')], users: [role('b')], otherAccounts: ['444455556666'] }),
    ).toEqual([]);
  });

  it('that is no JSON says where', () => {
    const [problem] = errorsOf(problemsOf({ editedPolicy: '{\n  "Version": \n}' }), 'policy');
    expect(problem).toMatchObject({ field: 'policy', at: { line: expect.any(Number) as number } });
  });

  it('that is larger than 32 KB is refused', () => {
    const policy = JSON.parse(generatedPolicy(draft(), place)) as { Id: string };
    const editedPolicy = JSON.stringify({ ...policy, Id: 'x'.repeat(33_000) });
    expect(errors({ editedPolicy })).toContain('policy KMS_POLICY_TOO_LARGE');
  });

  it('that locks its author out is refused, unless the author insists', () => {
    const editedPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'a', Effect: 'Allow', Principal: { AWS: user('other') }, Action: 'kms:*', Resource: '*' },
      ],
    });
    expect(errors({ editedPolicy })).toEqual(['policy KMS_CALLER_LOCKED_OUT']);
    expect(errors({ editedPolicy, bypassLockoutCheck: true })).toEqual([]);
    // A Deny that takes it from everybody has a finding of its own.
    const everybody = editedPolicy.replace(
      ']',
      ', {"Effect":"Deny","Principal":"*","Action":"kms:*","Resource":"*"}]',
    );
    expect(errors({ editedPolicy: everybody })).toContain('policy KMS_LOCKOUT_RISK');
    expect(errors({ editedPolicy: everybody, bypassLockoutCheck: true })).toEqual([]);
  });

  it('follows the choices again once it says the same', () => {
    const edited = withPolicy(draft(), place, '{}');
    expect(edited.editedPolicy).toBe('{}');
    expect(withPolicy(edited, place, generatedPolicy(draft(), place))).toEqual(draft());
  });
});

describe('suggestions about the policy', () => {
  const administrators = { administrators: [user('alice')] };
  const suggestions = (choices: Partial<KeyDraft>) =>
    problemsOf({ alias: 'payments', ...administrators, ...choices }).filter(
      ({ severity }) => severity === 'info',
    );

  it('are kept back while the policy is the console’s own', () => {
    expect(suggestions({})).toEqual([]);
  });

  it('come once a person has edited it', () => {
    const edited = generatedPolicy(draft({ alias: 'payments', ...administrators }), place);
    expect(suggestions({ editedPolicy: edited }).map(({ code }) => code)).toContain('KMS_ADMIN_CAN_ESCALATE');
  });
});
