type Json = string | readonly Json[] | { readonly [name: string]: Json };

/**
 * A policy document as KMS itself writes it: spaces around colons, statements on the line of their bracket. Source: the
 * answers of GetKeyPolicy in the AWS CLI reference.
 */
export function asKmsWrites(value: Json, indent = ''): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isList(value)) return `[ ${value.map((item) => asKmsWrites(item, indent)).join(', ')} ]`;
  const deeper = `${indent}  `;
  const members = Object.entries(value).map(
    ([name, part]) => `${deeper}${JSON.stringify(name)} : ${asKmsWrites(part, deeper)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function isList(value: readonly Json[] | { readonly [name: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}
