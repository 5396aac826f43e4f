import * as vscode from 'vscode';
import { environmentText, shells, type Shell } from '../../core/sandboxEnvironment';
import { flash, notify } from '../../host/notices';
import { chooseRow } from '../../host/quickPick';
import { clockDays, exportedState, SandboxChanges } from '../../sessions/sandbox/changes';
import type { SandboxHost } from '../../sessions/sandbox/sandboxHost';
import type { SandboxDeps } from './deps';

/** Who one is in the sandbox, its clock, its state, and the way in for other programs. */
export function registerSandbox(given: SandboxDeps): vscode.Disposable {
  const { commands, sandbox } = given;
  const deps = { sandbox, changes: new SandboxChanges(given) };
  return vscode.Disposable.from(
    commands.command('kms.sandbox.actAs', 'act as somebody else', () => actAs(deps)),
    commands.command('kms.sandbox.moveClock', 'move the sandbox’s clock', () => moveClock(deps)),
    commands.command('kms.sandbox.reset', 'reset the sandbox', () => reset(deps)),
    commands.command('kms.sandbox.copyEnvironment', 'copy the environment variables', () =>
      copyEnvironment(deps),
    ),
    commands.command('kms.sandbox.export', 'export the sandbox', () => exportState(deps)),
    commands.command('kms.sandbox.import', 'import into the sandbox', () => importState(deps)),
    commands.command('kms.sandbox.editIam', 'open the sandbox’s users and roles', async () => {
      const { file } = await sandbox.listIdentities();
      await vscode.window.showTextDocument(vscode.Uri.file(file));
      notify(
        vscode.l10n.t(
          'Add or change users, roles and their policies here. Saving the file applies it; completions and hovers say what it takes.',
        ),
      );
      const saving = vscode.workspace.onDidSaveTextDocument((document) => {
        if (document.uri.fsPath === vscode.Uri.file(file).fsPath) void deps.changes.renew();
      });
      const closing = vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.fsPath !== vscode.Uri.file(file).fsPath) return;
        saving.dispose();
        closing.dispose();
      });
    }),
  );
}

interface Parts {
  sandbox: SandboxHost;
  changes: SandboxChanges;
}

async function actAs({ sandbox, changes }: Parts): Promise<void> {
  const { identities } = await sandbox.listIdentities();
  const current = await sandbox.current();
  const chosen = await chooseRow(
    identities.map((identity) => ({
      icon: 'account',
      label: identity.name,
      description: identity.arn === current.arn ? vscode.l10n.t('now') : '',
      detail: identity.arn,
      identity,
    })),
    {
      title: vscode.l10n.t('Act in the sandbox as'),
      placeHolder: vscode.l10n.t('Key policies and grants decide what each may do'),
      matchOnDetail: true,
    },
  );
  if (chosen === undefined) return;
  await changes.actAs(chosen.identity.arn);
}

async function moveClock({ changes }: Parts): Promise<void> {
  const now = await changes.clock();
  const chosen = await chooseRow(
    [
      { label: vscode.l10n.t('1 day'), days: 1 },
      { label: vscode.l10n.t('7 days'), description: vscode.l10n.t('the shortest waiting period'), days: 7 },
      { label: vscode.l10n.t('30 days'), description: vscode.l10n.t('the longest waiting period'), days: 30 },
      {
        label: vscode.l10n.t('366 days'),
        description: vscode.l10n.t('just past a yearly rotation'),
        days: 366,
      },
      { label: vscode.l10n.t('Other…'), days: undefined },
    ],
    {
      title: vscode.l10n.t('Move the sandbox’s clock forward by'),
      placeHolder: vscode.l10n.t('It shows {0} now. It never goes back.', now),
    },
  );
  if (chosen === undefined) return;
  const days = chosen.days ?? (await askDays());
  if (days === undefined) return;
  const moved = await changes.moveClock(days);
  notify(vscode.l10n.t('The sandbox’s clock shows {0}.', moved));
}

async function askDays(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('How many days?'),
    validateInput: (typed) =>
      clockDays(typed) === undefined ? vscode.l10n.t('Type a whole number of days, at least 1.') : undefined,
  });
  return text === undefined ? undefined : clockDays(text);
}

async function reset({ changes }: Parts): Promise<void> {
  const go = vscode.l10n.t('Reset');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Reset the sandbox?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'All its keys and aliases are replaced by those of a new sandbox, and its clock goes back to now. Users and roles stay. Data encrypted with its keys can never be read again.',
      ),
    },
    go,
  );
  if (chosen !== go) return;
  await changes.reset();
  notify(vscode.l10n.t('The sandbox was reset.'));
}

async function copyEnvironment({ sandbox }: Parts): Promise<void> {
  const chosen = await chooseRow(
    (Object.keys(shells) as Shell[]).map((shell) => ({ label: shells[shell], shell })),
    {
      title: vscode.l10n.t('Copy environment variables for'),
      placeHolder: vscode.l10n.t('With them the AWS CLI and SDKs talk to the sandbox'),
    },
  );
  if (chosen === undefined) return;
  const running = await sandbox.start();
  await vscode.env.clipboard.writeText(environmentText(running, await sandbox.current(), chosen.shell));
  flash(vscode.l10n.t('Copied'), 2_000);
}

async function exportState({ sandbox }: Parts): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export the sandbox'),
    filters: { JSON: ['json'] },
    saveLabel: vscode.l10n.t('Export'),
  });
  if (target === undefined) return;
  const state = await sandbox.control('export');
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(JSON.stringify(state, null, 2)));
  notify(vscode.l10n.t('Exported the sandbox to {0}. The file holds its key material.', target.fsPath));
}

async function importState({ changes }: Parts): Promise<void> {
  const [source] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import into the sandbox'),
      filters: { JSON: ['json'] },
      openLabel: vscode.l10n.t('Import'),
    })) ?? [];
  if (source === undefined) return;
  const state = exportedState(
    new TextDecoder().decode(await vscode.workspace.fs.readFile(source)),
    source.fsPath,
  );
  const go = vscode.l10n.t('Replace');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Replace everything in the sandbox?'),
    { modal: true, detail: vscode.l10n.t('What is in it now is lost unless you export it first.') },
    go,
  );
  if (chosen !== go) return;
  await changes.replace(state);
  notify(vscode.l10n.t('Imported {0} into the sandbox.', source.fsPath));
}
