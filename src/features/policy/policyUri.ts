import * as vscode from 'vscode';
import type { KeyRef } from '../../core/keys/model';
import { policyPath, policyScheme } from '../../core/policy/file/address';
import type { PolicyDeps } from './deps';

/** The document of a key's own policy: the open one, whatever the key was called when it was opened. */
export function policyUri(ref: KeyRef, { directory }: Pick<PolicyDeps, 'directory'>): vscode.Uri {
  const folder = policyPath(ref, '').replace(/[^/]*$/, '');
  const open = vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === policyScheme && uri.path.startsWith(folder),
  );
  const path = policyPath(ref, directory.nameOf(ref));
  return open?.uri ?? vscode.Uri.from({ scheme: policyScheme, path });
}
