/**
 * Operations that one may call on a key of another account (developer guide, key-policy-modifying-external-accounts;
 * API reference, "Cross-account use"). Names of actions in lower case, without `kms:`.
 */
export const crossAccountActions: ReadonlySet<string> = new Set(
  [
    'CreateGrant',
    'Decapsulate',
    'Decrypt',
    'DeriveSharedSecret',
    'DescribeKey',
    'Encapsulate',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyPair',
    'GenerateDataKeyPairWithoutPlaintext',
    'GenerateDataKeyWithoutPlaintext',
    'GenerateMac',
    'GetKeyRotationStatus',
    'GetPublicKey',
    'ListGrants',
    // The name of the operation, which people ask for; policies know its two halves.
    'ReEncrypt',
    'ReEncryptFrom',
    'ReEncryptTo',
    'RetireGrant',
    'RevokeGrant',
    'Sign',
    'Verify',
    'VerifyMac',
  ].map((name) => name.toLowerCase()),
);

/** Actions on aliases: what they need of the alias only an IAM policy can allow (developer guide, alias-access). */
export const aliasActions: ReadonlySet<string> = new Set(['createalias', 'updatealias', 'deletealias']);

/** Actions that work on no key, so that only an IAM policy can allow them (service authorization reference). */
export const keylessActions: ReadonlySet<string> = new Set(
  [
    'ConnectCustomKeyStore',
    'CreateCustomKeyStore',
    'CreateKey',
    'DeleteCustomKeyStore',
    'DescribeCustomKeyStores',
    'DisconnectCustomKeyStore',
    'GenerateRandom',
    'ListAliases',
    'ListKeys',
    'ListRetirableGrants',
    'UpdateCustomKeyStore',
  ].map((name) => name.toLowerCase()),
);

/**
 * Operations whose grants an encryption context constraint restricts: the cryptographic ones on symmetric
 * encryption keys, and grants made from grants (developer guide, grants: "Using grant constraints").
 */
export const encryptionContextActions: ReadonlySet<string> = new Set(
  [
    'CreateGrant',
    'Decrypt',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyPair',
    'GenerateDataKeyPairWithoutPlaintext',
    'GenerateDataKeyWithoutPlaintext',
    'ReEncrypt',
    'ReEncryptFrom',
    'ReEncryptTo',
  ].map((name) => name.toLowerCase()),
);
