import type { KeyUsage } from '../keys/model';

/** What people ask about a key, each made of the actions that stand for it. */
export const capabilities = ['administer', 'use', 'grant', 'delete'] as const;
export type Capability = (typeof capabilities)[number];

/** Actions that change the key. Reading it makes nobody an administrator. */
const administering = [
  'kms:PutKeyPolicy',
  'kms:EnableKey',
  'kms:DisableKey',
  'kms:UpdateKeyDescription',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:CreateAlias',
  'kms:UpdateAlias',
  'kms:DeleteAlias',
];

/** What each usage of a key can do (API reference, KeyUsage). */
const using: Readonly<Record<KeyUsage, readonly string[]>> = {
  ENCRYPT_DECRYPT: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  SIGN_VERIFY: ['kms:Sign', 'kms:Verify'],
  GENERATE_VERIFY_MAC: ['kms:GenerateMac', 'kms:VerifyMac'],
  KEY_AGREEMENT: ['kms:DeriveSharedSecret'],
  ENCAPSULATE_DECAPSULATE: ['kms:Encapsulate', 'kms:Decapsulate'],
};

const dataKeys = ['kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];

/** Only symmetric keys have automatic rotation (API reference, EnableKeyRotation). */
const rotating = ['kms:EnableKeyRotation', 'kms:DisableKeyRotation'];

/**
 * The actions that make up a capability for a key of this kind. Where the kind is not known (a policy file),
 * it is taken for a symmetric encryption key, the kind that most keys are.
 */
export function actionsOf(
  capability: Capability,
  key?: { usage: KeyUsage; symmetric: boolean },
): readonly string[] {
  const { usage, symmetric } = key ?? { usage: 'ENCRYPT_DECRYPT' as const, symmetric: true };
  switch (capability) {
    case 'administer':
      return symmetric ? [...administering, ...rotating] : administering;
    case 'use':
      return usage === 'ENCRYPT_DECRYPT' && symmetric ? [...using[usage], ...dataKeys] : using[usage];
    case 'grant':
      return ['kms:CreateGrant'];
    case 'delete':
      return ['kms:ScheduleKeyDeletion'];
  }
}
