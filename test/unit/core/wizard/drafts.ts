import fc from '../../properties';
import { catalog } from '../../../../src/core/keys/catalog';
import { newDraft, type DraftPlace, type KeyDraft } from '../../../../src/core/wizard/draft';

export const place: DraftPlace = {
  connection: 'sandbox',
  region: 'us-east-1',
  accountId: '111122223333',
  partition: 'aws',
  callerArn: 'arn:aws:iam::111122223333:user/admin',
};

/** A draft that can become a key, with what the test is about on top. */
export function draft(choices: Partial<KeyDraft> = {}): KeyDraft {
  return { ...newDraft(), alias: 'payments', ...choices };
}

export const user = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
export const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

/** Texts with everything that quoting can go wrong on. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    "it's",
    '"',
    '\\',
    '${x}',
    '%{if}',
    '$${x}',
    '$(id)',
    '`id`',
    'a\nb',
    '\t',
    '-x',
    'file://a',
  ),
);
const arn = fc.oneof(text, fc.constantFrom(user('alice'), role('app'), 'arn:aws:iam::444455556666:root'));

/** Any draft that the schema allows, sensible or not. */
export const anyDraft: fc.Arbitrary<KeyDraft> = fc.record(
  {
    spec: fc.constantFrom(...new Set(catalog.map(({ spec }) => spec))),
    usage: fc.constantFrom(...new Set(catalog.map(({ usage }) => usage))),
    origin: fc.constantFrom(
      'AWS_KMS' as const,
      'EXTERNAL' as const,
      'AWS_CLOUDHSM' as const,
      'EXTERNAL_KEY_STORE' as const,
    ),
    multiRegion: fc.boolean(),
    importRisksAccepted: fc.boolean(),
    customKeyStoreId: text,
    xksKeyId: text,
    rotationPeriodDays: fc.integer(),
    alias: text,
    description: text,
    tags: fc.array(fc.record({ key: text, value: text }), { maxLength: 5 }),
    administrators: fc.array(arn, { maxLength: 4 }),
    administratorsMayDelete: fc.boolean(),
    users: fc.array(arn, { maxLength: 4 }),
    otherAccounts: fc.array(fc.oneof(text, fc.constant('444455556666')), { maxLength: 3 }),
    editedPolicy: fc.oneof(text, fc.json()),
    bypassLockoutCheck: fc.boolean(),
  },
  {
    requiredKeys: [
      'spec',
      'usage',
      'origin',
      'multiRegion',
      'importRisksAccepted',
      'customKeyStoreId',
      'xksKeyId',
      'alias',
      'description',
      'tags',
      'administrators',
      'administratorsMayDelete',
      'users',
      'otherAccounts',
      'bypassLockoutCheck',
    ],
  },
);
