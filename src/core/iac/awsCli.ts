import { shellWord } from '../shell';
import { commentLines, type CommandSetting, type IacKey, type IacText } from './iacKey';

/** A POSIX shell script that makes the key with the AWS CLI, version 2. */
export function awsCli(key: IacKey, setting: CommandSetting): IacText {
  if (key.primaryArn !== undefined)
    return { text: script(key, replicate(key, key.primaryArn, setting), setting) };
  return { text: script(key, create(key, setting), setting) };
}

function script(key: IacKey, make: string, setting: CommandSetting): string {
  const commands = [
    make,
    ...key.aliases.map((alias) =>
      onKey('create-alias', [['--alias-name', alias]], setting, '--target-key-id'),
    ),
    ...(key.rotationPeriodDays === undefined || key.primaryArn !== undefined
      ? []
      : [
          onKey(
            'enable-key-rotation',
            [['--rotation-period-in-days', String(key.rotationPeriodDays)]],
            setting,
          ),
        ]),
    ...(key.disabled ? [onKey('disable-key', [], setting)] : []),
  ];
  return `${commentLines('#', key.unread ?? [])}${commands.join('\n\n')}\n`;
}

function create(key: IacKey, setting: CommandSetting): string {
  return `KEY_ID=$(${lines('aws kms create-key', [...where(setting), ...createKey(key)])} \\\n  --query KeyMetadata.KeyId --output text)`;
}

/** ReplicateKey is called in the primary key's Region and names the Region of the replica. */
function replicate(key: IacKey, primaryArn: string, setting: CommandSetting): string {
  const primary = { ...setting, region: primaryArn.split(':')[3] ?? setting.region };
  const options = [['--key-id', primaryArn], ['--replica-region', setting.region], ...shared(key)];
  return `KEY_ID=$(${lines('aws kms replicate-key', [...where(primary), ...options])} \\\n  --query ReplicaKeyMetadata.KeyId --output text)`;
}

function onKey(
  operation: string,
  options: readonly string[][],
  setting: CommandSetting,
  name = '--key-id',
): string {
  return `${lines(`aws kms ${operation}`, [...where(setting), ...options])} \\\n  ${name} "$KEY_ID"`;
}

function where(setting: CommandSetting): string[][] {
  return [
    ['--region', setting.region],
    ...(setting.profile === undefined ? [] : [['--profile', setting.profile]]),
    ...(setting.endpoint === undefined ? [] : [['--endpoint-url', setting.endpoint]]),
  ];
}

function createKey(key: IacKey): string[][] {
  return [
    ['--key-spec', key.spec],
    ['--key-usage', key.usage],
    ...(key.origin === 'AWS_KMS' ? [] : [['--origin', key.origin]]),
    ...(key.customKeyStoreId === undefined ? [] : [['--custom-key-store-id', key.customKeyStoreId]]),
    ...(key.xksKeyId === undefined ? [] : [['--xks-key-id', key.xksKeyId]]),
    ...(key.multiRegion ? [['--multi-region']] : []),
    ...shared(key),
  ];
}

/** What CreateKey and ReplicateKey both take. */
function shared(key: IacKey): string[][] {
  const tags = key.tags.map((tag) => ({ TagKey: tag.key, TagValue: tag.value }));
  return [
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
  return [start, ...options.map((words) => `  ${words.map(shellWord).join(' ')}`)].join(' \\\n');
}
