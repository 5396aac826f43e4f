import type { NewKey } from '../../keys/model';
import type { PlannedCall } from '../plan';
import type { CommandSetting } from './equivalent';

/** A POSIX shell script that makes the same calls with the AWS CLI, version 2. */
export function awsCli(calls: readonly PlannedCall[], setting: CommandSetting): string {
  return calls.map((call) => command(call, setting)).join('\n\n') + '\n';
}

function command(call: PlannedCall, setting: CommandSetting): string {
  const where = [
    ['--region', setting.region],
    ...(setting.profile === undefined ? [] : [['--profile', setting.profile]]),
  ];
  switch (call.operation) {
    case 'CreateKey':
      return `KEY_ID=$(${lines('aws kms create-key', [...where, ...createKey(call.key)])} \\\n  --query KeyMetadata.KeyId --output text)`;
    case 'CreateAlias':
      return `${lines('aws kms create-alias', [...where, ['--alias-name', call.name]])} \\\n  --target-key-id "$KEY_ID"`;
    case 'EnableKeyRotation':
      return `${lines('aws kms enable-key-rotation', [
        ...where,
        ['--rotation-period-in-days', String(call.periodDays)],
      ])} \\\n  --key-id "$KEY_ID"`;
  }
}

function createKey(key: NewKey): string[][] {
  const tags = key.tags.map((tag) => ({ TagKey: tag.key, TagValue: tag.value }));
  return [
    ['--key-spec', key.spec],
    ['--key-usage', key.usage],
    ...(key.origin === 'AWS_KMS' ? [] : [['--origin', key.origin]]),
    ...(key.customKeyStoreId === undefined ? [] : [['--custom-key-store-id', key.customKeyStoreId]]),
    ...(key.xksKeyId === undefined ? [] : [['--xks-key-id', key.xksKeyId]]),
    ...(key.multiRegion ? [['--multi-region']] : []),
    ...description(key.description),
    ...(tags.length === 0 ? [] : [['--tags', JSON.stringify(tags)]]),
    ...(key.bypassLockoutCheck === true ? [['--bypass-policy-lockout-safety-check']] : []),
    ['--policy', key.policy],
  ];
}

/**
 * The CLI reads a value that begins with file:// or fileb:// from that file, and takes one that begins with
 * a dash for an option. As JSON the text is safe.
 */
function description(text: string): string[][] {
  if (text === '') return [];
  if (/^(-|fileb?:\/\/|https?:\/\/)/.test(text)) {
    return [['--cli-input-json', JSON.stringify({ Description: text })]];
  }
  return [['--description', text]];
}

function lines(start: string, options: readonly string[][]): string {
  return [start, ...options.map((words) => `  ${words.map(quote).join(' ')}`)].join(' \\\n');
}

/** One word for a POSIX shell, quoted where it needs to be. */
function quote(word: string): string {
  if (/^[a-zA-Z0-9_/:.@%+=,-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
