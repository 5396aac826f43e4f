/** Quotas and lengths beyond what the service's model says. Source: developer guide, "Quotas", and API reference. */
export const quotas = {
  keysPerRegion: 100_000,
  aliasesPerKey: 50,
  grantsPerKey: 50_000,
  customKeyStores: 10,
  tagsPerKey: 50,
  policyBytes: 32_768,
  onDemandRotationsPerKey: 25,
  deletionDays: { min: 7, max: 30, default: 30 },
  rotationDays: { default: 365 },
  /** RotateKeyOnDemand refuses this long before and after an automatic rotation. */
  rotationConflictMs: 20 * 60 * 1000,
} as const;

/** Page sizes of lists, where they differ from the model's 1–1000. */
export const pages = {
  keys: { default: 100 },
  aliases: { default: 50, max: 100 },
  tags: { default: 50, max: 50 },
  rotations: { default: 100 },
  policies: { default: 100 },
  grants: { default: 50, max: 100 },
  keyStores: { default: 100 },
} as const;

/** Requests per second that throttling allows, when it is switched on. Source: developer guide, "Request quotas". */
export const requestRates: Readonly<Record<string, number>> = {
  CancelKeyDeletion: 5,
  ConnectCustomKeyStore: 5,
  CreateAlias: 5,
  CreateCustomKeyStore: 5,
  CreateGrant: 50,
  CreateKey: 5,
  DeleteAlias: 15,
  DeleteCustomKeyStore: 5,
  DeleteImportedKeyMaterial: 15,
  DescribeCustomKeyStores: 5,
  DescribeKey: 2000,
  DisableKey: 5,
  DisableKeyRotation: 5,
  DisconnectCustomKeyStore: 5,
  EnableKey: 5,
  EnableKeyRotation: 15,
  GetKeyLastUsage: 5,
  GetKeyPolicy: 1000,
  GetKeyRotationStatus: 1000,
  GetParametersForImport: 1,
  GetPublicKey: 2000,
  ImportKeyMaterial: 15,
  ListAliases: 500,
  ListGrants: 100,
  ListKeyPolicies: 100,
  ListKeyRotations: 100,
  ListKeys: 500,
  ListResourceTags: 2000,
  ListRetirableGrants: 100,
  PutKeyPolicy: 15,
  ReplicateKey: 5,
  RetireGrant: 50,
  RevokeGrant: 50,
  RotateKeyOnDemand: 5,
  ScheduleKeyDeletion: 15,
  TagResource: 10,
  UntagResource: 5,
  UpdateAlias: 5,
  UpdateCustomKeyStore: 5,
  UpdateKeyDescription: 5,
  UpdatePrimaryRegion: 5,
};
/** Cryptographic operations share a larger quota. */
export const cryptographicRate = 10_000;
