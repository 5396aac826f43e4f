/** Source: API reference, CreateKey, CreateAlias, TagResource, EnableKeyRotation (shapes and their notes). */
export const draftLimits = {
  /** With the prefix `alias/`. */
  aliasCharacters: 256,
  descriptionCharacters: 8192,
  tags: 50,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
  rotationDays: { least: 90, most: 2560, usual: 365 },
  xksKeyId: /^[a-zA-Z0-9._-]{1,128}$/,
  customKeyStoreId: /^cks-[0-9a-f]+$/,
} as const;
