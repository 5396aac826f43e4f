import * as vscode from 'vscode';
import type { Fit } from '../../core/commands/command';
import { commands as table } from '../../core/commands/table';
import { KmsError } from '../../core/errors';
import { cliCommand, cliOperationsFor } from '../../core/keys/commandLine';
import type { KeyDirectory } from '../../sessions/keys/directory';
import type { KeyRef } from '../../core/keys/model';
import { partitionOf } from '../../core/partitions';
import type { ConnectionPort, RunningSandbox } from '../../core/ports';
import { keyRefOf } from '../../core/commands/given';
import type { Commands } from '../../host/commands';
import { chooseRow } from '../../host/quickPick';
import { flash } from '../../host/notices';

export interface CopyDeps {
  commands: Commands;
  directory: KeyDirectory;
  connections: ConnectionPort;
  sandbox: { start(): Promise<RunningSandbox> };
  pickKey: (title: string, fits: Fit) => Promise<KeyRef | undefined>;
}

/** Copying what identifies a key, and the way to it in the AWS console. */
export function registerCopy({
  commands,
  directory,
  connections,
  sandbox,
  pickKey,
}: CopyDeps): vscode.Disposable[] {
  return [
    commands.keysCommand('kms.copyArn', 'copy the ARN of {key}', (refs) =>
      copy(refs.map((ref) => ref.arn).join('\n')),
    ),
    commands.keysCommand('kms.copyKeyId', 'copy the id of {key}', (refs) =>
      copy(refs.map((ref) => ref.keyId).join('\n')),
    ),
    commands.command('kms.copyAlias', 'copy the alias', async (target) => {
      const named = aliasOf(target);
      if (named !== undefined) return copy(named);
      const ref =
        keyRefOf(target) ??
        (await pickKey(vscode.l10n.t('Copy the alias of which key?'), table['kms.copyAlias'].fits));
      if (ref === undefined) return;
      const [name] = directory.region(ref)?.namesOf(ref.keyId) ?? [];
      if (name === undefined) throw new KmsError('not-possible', vscode.l10n.t('The key has no alias.'));
      await copy(name);
    }),
    commands.keyCommand('kms.copyAsCli', 'copy a command for {key}', async (ref) => {
      const chosen = await chooseRow(
        cliOperationsFor(directory.region(ref)?.described.get(ref.keyId)).map((operation) => ({
          label: vscode.l10n.t(operation.title),
          description: `aws kms ${operation.operation}`,
          operation,
        })),
        { title: vscode.l10n.t('Copy AWS CLI command') },
      );
      if (chosen === undefined) return;
      const connection = await connections.get(ref.connection);
      const endpoint = connection.kind === 'sandbox' ? (await sandbox.start()).endpoint : undefined;
      await copy(cliCommand(chosen.operation, ref, connection, endpoint));
    }),
    commands.keyCommand('kms.openInConsole', 'open {key} in the AWS console', async (ref) => {
      if (ref.connection === 'sandbox') {
        throw new KmsError('not-possible', vscode.l10n.t('Keys of the sandbox are not in AWS.'));
      }
      await vscode.env.openExternal(vscode.Uri.parse(consoleUrl(ref)));
    }),
  ];
}

/** The key's page in the management console of its partition. */
function consoleUrl(ref: KeyRef): string {
  const host = `${ref.region}.${partitionOf(ref.region).console}`;
  return `https://${host}/kms/home?region=${ref.region}#/kms/keys/${ref.keyId}`;
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  flash(vscode.l10n.t('Copied'), 2_000);
}

function aliasOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('alias' in target)) return undefined;
  const { alias } = target;
  return typeof alias === 'object' && alias !== null && 'name' in alias && typeof alias.name === 'string'
    ? alias.name
    : undefined;
}
