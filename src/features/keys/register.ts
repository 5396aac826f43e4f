import * as vscode from 'vscode';
import { registerAliases } from './aliases';
import { registerExports } from './exports';
import type { KeysDeps } from './deps';
import { registerLabels } from './labels';
import { registerRotation } from './rotation';
import { registerScheduleDeletion } from './scheduleDeletion';
import { registerStates } from './states';

/** The life of a key from the tree and the command palette. */
export function registerKeys(deps: KeysDeps): vscode.Disposable {
  return vscode.Disposable.from(
    ...registerStates(deps),
    registerScheduleDeletion(deps),
    ...registerRotation(deps),
    ...registerLabels(deps),
    ...registerAliases(deps),
    ...registerExports(deps),
  );
}
