import * as vscode from 'vscode';
import type { Fit } from '../core/commands/command';
import { keyRefsOf, obstacle } from '../core/commands/given';
import { commands, type CommandId, type KeyCommandId } from '../core/commands/table';
import type { KeyRef } from '../core/keys/model';
import { runCommand, type CommandArguments } from './commandList';
import { readOnlyRefusal } from './guard';
import type { Log } from './log';
import { notify, reportFailure } from './notices';
import { setting } from './settings';

export interface CommandSupport {
  log: Log;
  /** Asks for a key that suits; undefined where the person changed their mind. */
  pickKey(title: string, fits: Fit): Promise<KeyRef | undefined>;
  /** Whether any connection is open. */
  isOpen(): boolean;
  /** What people call the key: its alias, else its description, else its short id. */
  nameOf(ref: KeyRef): string;
}

/** Registers commands so that each failure is told in words and none is lost. */
export interface Commands {
  /** `doing` completes "Could not …" when the command fails: "refresh the keys". */
  command<I extends CommandId>(
    id: I,
    doing: string,
    run: (...args: CommandArguments[I]) => unknown,
  ): vscode.Disposable;
  /** A command on one key, asked for if none is given. `{key}` in `doing` becomes the key's name. */
  keyCommand(id: KeyCommandId, doing: string, run: (ref: KeyRef) => unknown): vscode.Disposable;
  /** A command on one or several selected keys. */
  keysCommand(
    id: KeyCommandId,
    doing: string,
    run: (refs: readonly [KeyRef, ...KeyRef[]]) => unknown,
  ): vscode.Disposable;
}

export function createCommands(support: CommandSupport): Commands {
  const guarded = async (doing: string, run: () => unknown): Promise<void> => {
    try {
      await run();
    } catch (error) {
      reportFailure(support.log, doing, error, () => guarded(doing, run));
    }
  };
  /** Whether the command can be run; says why where it cannot. */
  const mayRun = (id: CommandId, doing: string, args: readonly unknown[]): boolean => {
    const why = obstacle(id, args, { isReadOnly: setting('readOnly'), isOpen: support.isOpen() });
    if (why === 'lost-row') askAgain();
    if (why === 'read-only') reportFailure(support.log, doing, readOnlyRefusal());
    if (why === 'no-connection') offerConnection();
    return why === undefined;
  };
  const onKeys = async (
    id: KeyCommandId,
    doing: string,
    args: unknown[],
    run: (refs: readonly [KeyRef, ...KeyRef[]]) => unknown,
  ): Promise<void> => {
    const nameless = doing.replace(/ ?\{key\}/, '').trim();
    if (!mayRun(id, nameless, args)) return;
    const title = vscode.l10n.t('Choose the key to {0}', nameless);
    const [first, ...others] = keyRefsOf(args);
    const ref = first ?? (await support.pickKey(title, commands[id].fits));
    if (ref === undefined) return;
    const name =
      others.length === 0 ? support.nameOf(ref) : vscode.l10n.t('{0} keys', String(others.length + 1));
    await guarded(doing.replace('{key}', name), () => run([ref, ...others]));
  };
  return {
    command: (id, doing, run) =>
      vscode.commands.registerCommand(id, async (...args) => {
        if (!mayRun(id, doing, args)) return;
        // The editor hands over whatever a menu or keybinding holds; handlers of ours check what they use.
        await guarded(doing, () => run(...(args as Parameters<typeof run>)));
      }),
    keyCommand: (id, doing, run) =>
      vscode.commands.registerCommand(id, (...args: unknown[]) =>
        onKeys(id, doing, args.length > 0 ? [args[0]] : [], ([ref]) => run(ref)),
      ),
    keysCommand: (id, doing, run) =>
      vscode.commands.registerCommand(id, (...args: unknown[]) => onKeys(id, doing, args, run)),
  };
}

function offerConnection(): void {
  notify(vscode.l10n.t('No connection is open.'), {
    title: vscode.l10n.t('Open Connection…'),
    run: () => runCommand('kms.connection.open'),
  });
}

function askAgain(): void {
  notify(vscode.l10n.t('The list changed. Choose again.'));
}
