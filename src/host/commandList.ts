import * as vscode from 'vscode';
import type { KeyRef } from '../core/keys/model';
import type { Place } from '../core/ports';

/** A key as it may reach a command: by itself, or as the tree node that shows it. */
export type KeyTarget = KeyRef | { ref: KeyRef };
/** A region as it may reach a command: by itself, or as the tree node that shows it. */
export type PlaceTarget = Place | { place: Place };
/** A connection's id, or the tree node that shows it. */
export type ConnectionTarget = string | { connection: string };

type OnKey = [target?: KeyTarget];
type OnKeys = [target?: KeyTarget, selected?: readonly KeyTarget[]];

/** Every command of the extension with its arguments. package.json names the same ones: a test compares. */
export interface CommandArguments {
  'kms.createKey': [place?: PlaceTarget];
  'kms.createKeyQuick': [place?: PlaceTarget];
  'kms.policy.open': OnKey;
  /** On a policy file: its URI, or nothing for the active editor. */
  'kms.policy.treatAs': [file?: unknown];
  'kms.policy.stopTreatingAs': [file?: unknown];
  /** The key is asked for where none is given. */
  'kms.policy.bind': [file?: unknown, key?: unknown];
  'kms.policy.unbind': [file?: unknown];
  'kms.policy.compare': [file?: unknown];
  'kms.policy.save': [file?: unknown];
  'kms.policy.pull': [file?: unknown];
  'kms.policy.reload': [file?: unknown];
  'kms.policy.history': [file?: unknown];
  /** Of a key, or of a policy file. */
  'kms.access.show': [target?: KeyTarget | vscode.Uri];
  'kms.access.explainError': [text?: unknown, key?: unknown];

  'kms.refresh': [node?: unknown];
  'kms.retry': [node?: unknown];
  'kms.loadMore': [node?: unknown];
  'kms.filter': [];
  'kms.clearFilter': [];
  'kms.goToKey': [];
  /** Takes the focus into the tree, unless told to leave it where the person is. */
  'kms.revealKey': [target: KeyTarget | { ref: KeyRef; focus: boolean }];
  'kms.pin': OnKey;
  'kms.unpin': OnKey;
  'kms.copyArn': OnKeys;
  'kms.copyKeyId': OnKeys;
  'kms.copyAlias': [target?: unknown];
  'kms.copyAsCli': OnKey;
  'kms.openInConsole': OnKey;

  'kms.connection.open': [];
  'kms.connection.close': [target?: ConnectionTarget];
  'kms.connection.switch': [];
  'kms.connection.signIn': [target?: ConnectionTarget];
  'kms.connection.editProfiles': [];
  'kms.connection.regions': [target?: ConnectionTarget];
  'kms.showLog': [];

  'kms.key.enable': OnKeys;
  'kms.key.disable': OnKeys;
  'kms.key.scheduleDeletion': OnKeys;
  'kms.key.cancelDeletion': OnKeys;
  'kms.key.editDescription': OnKey;
  'kms.key.editTags': OnKey;
  'kms.key.rotation': OnKey;
  'kms.key.rotateNow': OnKey;
  'kms.key.rotationHistory': OnKey;
  'kms.alias.create': OnKey;
  'kms.alias.retarget': [target?: unknown];
  'kms.alias.delete': [target?: unknown];

  'kms.sandbox.actAs': [];
  'kms.sandbox.moveClock': [];
  'kms.sandbox.reset': [];
  'kms.sandbox.copyEnvironment': [];
  'kms.sandbox.export': [];
  'kms.sandbox.import': [];
  'kms.sandbox.editIam': [];
}

export type CommandId = keyof CommandArguments;

/** The commands that act on one key, and ask for it when none is given. */
export type KeyCommandId = {
  [Id in CommandId]: CommandArguments[Id] extends OnKey | OnKeys
    ? OnKey extends CommandArguments[Id]
      ? Id
      : never
    : never;
}[CommandId];

/** Runs a command of ours with arguments that fit it; one feature reaches another only like this. */
export async function runCommand<I extends CommandId>(id: I, ...args: CommandArguments[I]): Promise<void> {
  await vscode.commands.executeCommand(id, ...args);
}
