import { commentLines, uniqueNames, type IacKey, type IacText, type ParsedPolicy } from './iacKey';

type Attribute = [name: string, value: string];

/** Terraform configuration (AWS provider) with the key and its aliases; `import` blocks where they exist already. */
export function terraform(key: IacKey, policy: ParsedPolicy): IacText {
  const type = resourceType(key);
  const name = resourceName(key.aliases[0]);
  const aliasNames = uniqueNames(key.aliases, resourceName);
  const blocks = [
    block(`resource "${type}" "${name}"`, [...kindAttributes(key), ...commonAttributes(key, policy)]),
    ...key.aliases.map((alias, index) =>
      block(`resource "aws_kms_alias" "${aliasNames[index] ?? name}"`, [
        ['name', hclString(alias)],
        ['target_key_id', `${type}.${name}.${isImported(key) ? 'id' : 'key_id'}`],
      ]),
    ),
    ...importBlocks(key, `${type}.${name}`, aliasNames),
  ];
  return { text: commentLines('#', key.unread ?? []) + blocks.join('\n') };
}

function isImported({ origin }: IacKey): boolean {
  return origin === 'EXTERNAL';
}

function resourceType(key: IacKey): string {
  const kind = `${key.primaryArn === undefined ? '' : 'replica_'}${isImported(key) ? 'external_' : ''}key`;
  return `aws_kms_${kind}`;
}

/** The ids by which the provider imports: the key's id, the alias's name (documentation of each resource). */
function importBlocks(key: IacKey, address: string, aliasNames: readonly string[]): string[] {
  if (key.existing === undefined) return [];
  return [
    importBlock(address, key.existing.keyId),
    ...key.aliases.map((alias, index) => importBlock(`aws_kms_alias.${aliasNames[index] ?? ''}`, alias)),
  ];
}

function importBlock(address: string, id: string): string {
  return block('import', [
    ['to', address],
    ['id', hclString(id)],
  ]);
}

function kindAttributes(key: IacKey): Attribute[] {
  if (key.primaryArn !== undefined) return [['primary_key_arn', hclString(key.primaryArn)]];
  return isImported(key) ? importedKind(key) : ownKind(key);
}

/** Unsaid for the default: the provider takes these from version 6.11 on. Source: its changelog. */
function importedKind({ spec, usage }: IacKey): Attribute[] {
  if (spec === 'SYMMETRIC_DEFAULT') return [];
  return [
    ['key_spec', hclString(spec)],
    ['key_usage', hclString(usage)],
  ];
}

function ownKind(key: IacKey): Attribute[] {
  return [
    ['customer_master_key_spec', hclString(key.spec)],
    ['key_usage', hclString(key.usage)],
    ...given(key.rotationPeriodDays, (days) => [
      ['enable_key_rotation', 'true'],
      ['rotation_period_in_days', String(days)],
    ]),
    ...given(key.customKeyStoreId, (id) => [['custom_key_store_id', hclString(id)]]),
    ...given(key.xksKeyId, (id) => [['xks_key_id', hclString(id)]]),
  ];
}

function commonAttributes(key: IacKey, policy: ParsedPolicy): Attribute[] {
  const tags = Object.fromEntries(key.tags.map((tag) => [tag.key, tag.value]));
  const isOwn = key.primaryArn === undefined;
  return [
    ...given(key.description || undefined, (text) => [['description', hclString(text)]]),
    ...given(key.disabled, () => [[isOwn && !isImported(key) ? 'is_enabled' : 'enabled', 'false']]),
    ...given((key.multiRegion && isOwn) || undefined, () => [['multi_region', 'true']]),
    ...given(key.bypassLockoutCheck || undefined, () => [['bypass_policy_lockout_safety_check', 'true']]),
    ...given(key.tags.length > 0 || undefined, () => [['tags', hcl(tags, '  ')]]),
    ['policy', `jsonencode(${hcl(policy, '  ')})`],
  ];
}

function given<T>(value: T | undefined, attributes: (value: T) => Attribute[]): Attribute[] {
  return value === undefined ? [] : attributes(value);
}

function block(start: string, attributes: readonly Attribute[]): string {
  const width = Math.max(...attributes.map(([attribute]) => attribute.length));
  const lines = attributes.map(([attribute, value]) => `  ${attribute.padEnd(width)} = ${value}`);
  return `${start} {\n${lines.join('\n')}\n}\n`;
}

/** A JSON value as an HCL expression. */
function hcl(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (typeof value === 'string') return hclString(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${hcl(item, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value);
    if (members.length === 0) return '{}';
    return `{\n${members.map(([key, item]) => `${inner}${hclKey(key)} = ${hcl(item, inner)}\n`).join('')}${indent}}`;
  }
  return JSON.stringify(value);
}

/** A bare key in parentheses would be an expression; anything but a plain word is quoted. */
function hclKey(key: string): string {
  const reserved = ['for', 'null', 'true', 'false'];
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !reserved.includes(key) ? key : hclString(key);
}

/** A quoted string; template sequences are doubled so that they stay text. */
function hclString(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    // eslint-disable-next-line no-control-regex -- HCL takes other control characters only as escapes
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => unicode(character))
    .replace(/([$%])\{/g, (_, sign: string, at: number, whole: string) => literalBrace(sign, whole[at - 1]));
  return `"${escaped}"`;
}

/** `${` as text is `$${`; after another `$` that would be read otherwise, so the sign is written as an escape. */
function literalBrace(sign: string, before: string | undefined): string {
  return before === sign ? `${unicode(sign)}{` : `${sign}${sign}{`;
}

function unicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function resourceName(alias: string | undefined): string {
  const words = (alias ?? '').replace(/^alias\//, '').replace(/[^A-Za-z0-9_]+/g, '_');
  if (words === '' || words === '_') return 'key';
  return /^[A-Za-z_]/.test(words) ? words : `key_${words}`;
}
