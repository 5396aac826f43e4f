import * as vscode from 'vscode';
import type { Fit } from '../core/commands/command';
import { commandOf, commands, type CommandId, type KeyCommandId } from '../core/commands/table';
import { isKeyRef } from '../core/keys/keyRef';
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
  const refuse = (doing: string): void => reportFailure(support.log, doing, readOnlyRefusal());
  const onKeys = async (
    id: KeyCommandId,
    doing: string,
    args: unknown[],
    run: (refs: readonly [KeyRef, ...KeyRef[]]) => unknown,
  ): Promise<void> => {
    if (hasLostRow(args)) return askAgain();
    if (isRefused(id)) return refuse(doing.replace(/ ?\{key\}/, '').trim());
    const title = vscode.l10n.t('Choose the key to {0}', doing.replace(/ ?\{key\}/, '').trim());
    const [first, ...others] = keyRefsOf(args);
    if (first === undefined && !support.isOpen()) return offerConnection();
    const ref = first ?? (await support.pickKey(title, commands[id].fits));
    if (ref === undefined) return;
    const name =
      others.length === 0 ? support.nameOf(ref) : vscode.l10n.t('{0} keys', String(others.length + 1));
    await guarded(doing.replace('{key}', name), () => run([ref, ...others]));
  };
  return {
    command: (id, doing, run) =>
      vscode.commands.registerCommand(id, (...args) =>
        // The menu of a row hands over the row and the selection, the buttons of the view one argument at most.
        args.length > 1 && hasLostRow(args)
          ? askAgain()
          : isRefused(id)
            ? refuse(doing)
            : commandOf(id).needsConnection && !support.isOpen()
              ? offerConnection()
              : // The editor hands over whatever a menu or keybinding holds; handlers of ours check what they use.
                guarded(doing, () => run(...(args as Parameters<typeof run>))),
      ),
    keyCommand: (id, doing, run) =>
      vscode.commands.registerCommand(id, (...args: unknown[]) =>
        onKeys(id, doing, args.length > 0 ? [args[0]] : [], ([ref]) => run(ref)),
      ),
    keysCommand: (id, doing, run) =>
      vscode.commands.registerCommand(id, (...args: unknown[]) => onKeys(id, doing, args, run)),
  };
}

/**
 * Whether a menu was opened on a row that the editor has dropped since: it passes `undefined` in its place, in the
 * selection too. Acting on the rest, or on whatever is asked for instead, would hit another key than the one meant.
 */
export function hasLostRow(args: readonly unknown[]): boolean {
  if (args.length === 0) return false;
  const [clicked, selected] = args;
  const isGone = (row: unknown): boolean => row === undefined || row === null;
  return isGone(clicked) || (Array.isArray(selected) && selected.some(isGone));
}

/** Whether it would change something in read-only mode: said at once, not after all questions. */
function isRefused(id: CommandId): boolean {
  return commandOf(id).changes === true && setting('readOnly');
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

/** The keys named by a command's arguments: the clicked one, or all selected ones when it is among them. */
export function keyRefsOf(args: readonly unknown[]): KeyRef[] {
  const clicked = keyRefOf(args[0]);
  const selected = Array.isArray(args[1]) ? args[1].flatMap((item) => keyRefOf(item) ?? []) : [];
  if (clicked === undefined) return selected;
  return selected.some((ref) => ref.arn === clicked.arn) ? distinct(selected) : [clicked];
}

/** The key in a command's argument, be it the key itself or a tree node of it. */
export function keyRefOf(value: unknown): KeyRef | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('ref' in value) return keyRefOf(value.ref);
  if (!isKeyRef(value)) return undefined;
  const { connection, region, keyId, arn } = value;
  return { connection, region, keyId, arn };
}

function distinct(refs: KeyRef[]): KeyRef[] {
  return [...new Map(refs.map((ref) => [`${ref.connection} ${ref.arn}`, ref])).values()];
}
