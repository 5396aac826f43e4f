/**
 * Quotas, lengths and ranges beyond what the service's model says of a single field.
 * Source: developer guide, "Quotas", and API reference of each operation (2026-11).
 */
export const quotas = {
  keysPerRegion: 100_000,
  aliasesPerKey: 50,
  grantsPerKey: 50_000,
  customKeyStores: 10,
  tagsPerKey: 50,
  /** Of the key policy as it is sent, in bytes of UTF-8. */
  policyBytes: 32_768,
  onDemandRotationsPerKey: 25,
  deletionDays: { least: 7, most: 30, standard: 30 },
  rotationDays: { least: 90, most: 2560, standard: 365 },
  /** RotateKeyOnDemand refuses this long before and after an automatic rotation. */
  rotationConflictMs: 20 * 60 * 1000,
  /** With the prefix `alias/`. */
  aliasCharacters: 256,
  descriptionCharacters: 8192,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
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
