import * as vscode from 'vscode';
import type { Target } from '../core/commands/command';
import type { CommandId, commands } from '../core/commands/table';
import type { KeyRef } from '../core/keys/model';
import type { Place } from '../core/ports';

/** A key as it may reach a command: by itself, or as the tree node that shows it. */
export type KeyTarget = KeyRef | { ref: KeyRef };
/** A region as it may reach a command: by itself, or as the tree node that shows it. */
export type PlaceTarget = Place | { place: Place };
/** A connection's id, or the tree node that shows it. */
export type ConnectionTarget = string | { connection: string };

/** The arguments of each kind of command. What a menu or keybinding may hand over as well is `unknown`. */
interface Arguments extends Record<Target, unknown[]> {
  nothing: [];
  key: [target?: KeyTarget];
  keys: [target?: KeyTarget, selected?: readonly KeyTarget[]];
  alias: [target?: unknown];
  grant: [target?: unknown];
  place: [place?: PlaceTarget];
  connection: [target?: ConnectionTarget];
  row: [node?: unknown];
  /** Takes the focus into the tree, unless told to leave it where the person is. */
  'shown-key': [target: KeyTarget | { ref: KeyRef; focus: boolean }];
  file: [file?: unknown];
  'file-and-key': [file?: unknown, key?: unknown];
  'file-or-key': [target?: KeyTarget | vscode.Uri];
  error: [text?: unknown, key?: unknown];
  data: [target?: unknown, selected?: unknown];
}

/** Every command of the extension with its arguments. */
export type CommandArguments = { [Id in CommandId]: Arguments[(typeof commands)[Id]['target']] };

/** Runs a command of ours with arguments that fit it; one feature reaches another only like this. */
export async function runCommand<I extends CommandId>(id: I, ...args: CommandArguments[I]): Promise<void> {
  await vscode.commands.executeCommand(id, ...args);
}
