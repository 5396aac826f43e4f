import type { CommandSetting } from '../iac/iacKey';
import type { GrantParty, NewGrant } from '../keys/model';
import { shellWord } from '../shell';

/** `aws kms create-grant …` over several lines of a POSIX shell. */
export function createGrantCommand(keyArn: string, grant: NewGrant, setting: CommandSetting): string {
  const constraints = {
    ...(grant.encryptionContextEquals && { EncryptionContextEquals: grant.encryptionContextEquals }),
    ...(grant.encryptionContextSubset && { EncryptionContextSubset: grant.encryptionContextSubset }),
    ...(grant.sourceArn !== undefined && { SourceArn: grant.sourceArn }),
  };
  const options: string[][] = [
    ['--key-id', keyArn],
    party('grantee', grant.grantee),
    ...(grant.retiring ? [party('retiring', grant.retiring)] : []),
    ['--operations', ...grant.operations],
    ...(Object.keys(constraints).length > 0 ? [['--constraints', JSON.stringify(constraints)]] : []),
    ...(grant.name === undefined ? [] : [['--name', grant.name]]),
    ['--region', setting.region],
    ...(setting.profile === undefined ? [] : [['--profile', setting.profile]]),
    ...(setting.endpoint === undefined ? [] : [['--endpoint-url', setting.endpoint]]),
  ];
  return ['aws kms create-grant', ...options.map((words) => `  ${words.map(shellWord).join(' ')}`)].join(
    ' \\\n',
  );
}

function party(role: 'grantee' | 'retiring', { kind, name }: GrantParty): string[] {
  return [kind === 'service' ? `--${role}-service-principal` : `--${role}-principal`, name];
}
