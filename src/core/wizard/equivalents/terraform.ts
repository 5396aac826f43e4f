import type { KeyDraft } from '../draft';
import type { PlannedCall } from '../plan';
import type { Equivalent, ParsedPolicy } from './equivalent';

type Attribute = [name: string, value: string];

/** Terraform configuration (AWS provider) with the key and its alias. */
export function terraform(draft: KeyDraft, calls: readonly PlannedCall[], policy: ParsedPolicy): Equivalent {
  const imported = draft.origin === 'EXTERNAL';
  const type = imported ? 'aws_kms_external_key' : 'aws_kms_key';
  const alias = calls.find((call) => call.operation === 'CreateAlias')?.name;
  const name = resourceName(alias);
  const blocks = [
    block(type, name, [
      ...(imported ? importedKind(draft) : kindAttributes(draft, calls)),
      ...commonAttributes(draft, policy),
    ]),
  ];
  if (alias !== undefined) {
    const attributes: Attribute[] = [
      ['name', hclString(alias)],
      ['target_key_id', `${type}.${name}.${imported ? 'id' : 'key_id'}`],
    ];
    blocks.push(block('aws_kms_alias', name, attributes));
  }
  return { text: blocks.join('\n') };
}

/** Unsaid for the default: the provider takes these from version 6.11 on. Source: its changelog. */
function importedKind({ spec, usage }: KeyDraft): Attribute[] {
  if (spec === 'SYMMETRIC_DEFAULT') return [];
  return [
    ['key_spec', hclString(spec)],
    ['key_usage', hclString(usage)],
  ];
}

function kindAttributes(draft: KeyDraft, calls: readonly PlannedCall[]): Attribute[] {
  const rotation = calls.find((call) => call.operation === 'EnableKeyRotation');
  const inStore = draft.origin !== 'AWS_KMS';
  return [
    ['customer_master_key_spec', hclString(draft.spec)],
    ['key_usage', hclString(draft.usage)],
    ...(rotation
      ? ([
          ['enable_key_rotation', 'true'],
          ['rotation_period_in_days', String(rotation.periodDays)],
        ] satisfies Attribute[])
      : []),
    ...(inStore
      ? ([['custom_key_store_id', hclString(draft.customKeyStoreId.trim())]] satisfies Attribute[])
      : []),
    ...(draft.origin === 'EXTERNAL_KEY_STORE'
      ? ([['xks_key_id', hclString(draft.xksKeyId.trim())]] satisfies Attribute[])
      : []),
  ];
}

function commonAttributes(draft: KeyDraft, policy: ParsedPolicy): Attribute[] {
  const tags = Object.fromEntries(draft.tags.map(({ key, value }) => [key, value]));
  return [
    ...(draft.description === ''
      ? []
      : ([['description', hclString(draft.description)]] satisfies Attribute[])),
    ...(draft.multiRegion ? ([['multi_region', 'true']] satisfies Attribute[]) : []),
    ...(draft.bypassLockoutCheck
      ? ([['bypass_policy_lockout_safety_check', 'true']] satisfies Attribute[])
      : []),
    ...(draft.tags.length === 0 ? [] : ([['tags', hcl(tags, '  ')]] satisfies Attribute[])),
    ['policy', `jsonencode(${hcl(policy, '  ')})`],
  ];
}

function block(type: string, name: string, attributes: readonly Attribute[]): string {
  const width = Math.max(...attributes.map(([attribute]) => attribute.length));
  const lines = attributes.map(([attribute, value]) => `  ${attribute.padEnd(width)} = ${value}`);
  return `resource "${type}" "${name}" {\n${lines.join('\n')}\n}\n`;
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
