import type { ConditionKey, FoundConditionKey } from '../vocabulary/conditionKeys';
import { actionsWith } from '../vocabulary/conditionKeys';
import { findServiceContext } from '../vocabulary/encryptionContexts';

/** All that there is to say of a condition key. */
export function conditionKeyMarkdown({ key, part }: FoundConditionKey): string {
  const several = key.multivalued ? ', several values: needs ForAllValues or ForAnyValue' : '';
  const lines = [
    `**${part === undefined ? key.name : key.name.replace(/\$\{.*\}$/, part)}** · ${key.type}${several}`,
    '',
    key.description,
    ...sender(key, part),
    ...(key.note === undefined ? [] : ['', key.note]),
    ...(key.replacement === undefined ? [] : ['', `⚠ Deprecated: use \`${key.replacement}\`.`]),
    ...(key.iamOnly ? ['', '⚠ Only of use in IAM policies.'] : []),
    '',
    ...facts(key),
    '',
    `[AWS documentation](${key.link})`,
  ];
  return lines.join('\n');
}

/** Which AWS service sends a pair of the encryption context of that name. */
function sender(key: ConditionKey, part: string | undefined): string[] {
  const context = key.name.startsWith('kms:EncryptionContext:') ? findServiceContext(part ?? '') : undefined;
  return context ? ['', `AWS sends \`${context.name}\` itself: ${context.title}.`] : [];
}

function facts(key: ConditionKey): string[] {
  const rows = [`- Carried by: ${carriers(key)}`];
  if (key.values) rows.push(`- Values: ${key.values.map((value) => `\`${value}\``).join(', ')}`);
  if (key.range)
    rows.push(`- Values: ${key.range[0]}${key.range[1] === undefined ? ' or more' : ` to ${key.range[1]}`}`);
  if (key.operators) rows.push(`- Operators: ${key.operators.map((name) => `\`${name}\``).join(', ')}`);
  return rows;
}

function carriers(key: ConditionKey): string {
  const carrying = actionsWith(key).filter((action) => action.inKeyPolicy);
  if (key.global && carrying.length > 40) return 'requests to any service, where the value is known';
  if (carrying.length > 40) return 'all actions on a key';
  return carrying.map((action) => `\`${action.name}\``).join(', ');
}
