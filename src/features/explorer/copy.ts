import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { cliCommand, cliOperations } from '../../core/keys/commandLine';
import type { KeyDirectory } from '../../core/keys/directory';
import type { KeyRef } from '../../core/keys/model';
import { partitionOf } from '../../core/partitions';
import type { ConnectionPort, RunningSandbox } from '../../core/ports';
import type { Commands } from '../../host/commands';

export interface CopyDeps {
  commands: Commands;
  directory: KeyDirectory;
  connections: ConnectionPort;
  sandbox: { start(): Promise<RunningSandbox> };
}

/** Copying what identifies a key, and the way to it in the AWS console. */
export function registerCopy({ commands, directory, connections, sandbox }: CopyDeps): vscode.Disposable[] {
  return [
    commands.keysCommand('kms.copyArn', 'copy the ARN of {key}', (refs) =>
      copy(refs.map((ref) => ref.arn).join('\n')),
    ),
    commands.keysCommand('kms.copyKeyId', 'copy the id of {key}', (refs) =>
      copy(refs.map((ref) => ref.keyId).join('\n')),
    ),
    commands.command('kms.copyAlias', 'copy the alias', async (target) => {
      const name = aliasOf(target) ?? firstAlias(directory, target);
      if (name === undefined) {
        throw new KmsError(
          'invalid',
          vscode.l10n.t('Choose a key or an alias in the tree; it has no alias.'),
        );
      }
      await copy(name);
    }),
    commands.keyCommand('kms.copyAsCli', 'copy a command for {key}', async (ref) => {
      const chosen = await vscode.window.showQuickPick(
        cliOperations.map((operation) => ({
          label: vscode.l10n.t(operation.title),
          description: `aws kms ${operation.operation}`,
          operation,
        })),
        { title: vscode.l10n.t('Copy as AWS CLI command') },
      );
      if (chosen === undefined) return;
      const connection = await connections.get(ref.connection);
      const endpoint = connection.kind === 'sandbox' ? (await sandbox.start()).endpoint : undefined;
      await copy(cliCommand(chosen.operation, ref, connection, endpoint));
    }),
    commands.keyCommand('kms.openInConsole', 'open {key} in the AWS console', async (ref) => {
      if (ref.connection === 'sandbox') {
        throw new KmsError('unsupported', vscode.l10n.t('Keys of the sandbox are not in AWS.'));
      }
      await vscode.env.openExternal(vscode.Uri.parse(consoleUrl(ref)));
    }),
  ];
}

/** The key's page in the management console of its partition. */
export function consoleUrl(ref: KeyRef): string {
  const host = `${ref.region}.${partitionOf(ref.region).console}`;
  return `https://${host}/kms/home?region=${ref.region}#/kms/keys/${ref.keyId}`;
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied'), 2_000);
}

function aliasOf(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('alias' in target)) return undefined;
  const { alias } = target;
  return typeof alias === 'object' && alias !== null && 'name' in alias && typeof alias.name === 'string'
    ? alias.name
    : undefined;
}

function firstAlias(directory: KeyDirectory, target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null || !('ref' in target)) return undefined;
  const ref = target.ref as KeyRef;
  return directory.region(ref)?.namesOf(ref.keyId)[0];
}
