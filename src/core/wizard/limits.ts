/** Forms of what a draft names. Source: API reference, CreateKey (2026-11). */
export const draftForms = {
  xksKeyId: /^[a-zA-Z0-9._-]{1,128}$/,
  customKeyStoreId: /^cks-[0-9a-f]+$/,
} as const;
