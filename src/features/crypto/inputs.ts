import * as vscode from 'vscode';
import type { InputRow } from '../../core/crypto/doings';
import { readGiven, type Source } from '../../core/crypto/draft';
import type { Wanted } from '../../core/crypto/encodings';
import { posix } from 'node:path';
import { chooseRow } from '../../host/quickPick';
import type { Row } from '../../host/quickPickRow';
import { only, type Handed } from '../../sessions/crypto/handed';
import { fileHanded } from './files';

/** Asks where something comes from, and takes it from there. */
export async function handOver({ name, wanted }: InputRow): Promise<Handed | undefined> {
  const title = vscode.l10n.t('{0}: from where?', name);
  const source = await chooseRow(sourceRows(), { title });
  switch (source?.source) {
    case undefined:
      return undefined;
    case 'selection':
      return selectionHanded(wanted);
    case 'document':
      return documentHanded(wanted);
    case 'file':
      return chosenFile(name, wanted);
    case 'clipboard':
      return textHanded('clipboard', await vscode.env.clipboard.readText(), wanted);
    case 'typed':
      return typed(name, wanted);
  }
}

function sourceRows(): (Row & { source: Source })[] {
  const editor = vscode.window.activeTextEditor;
  const rows: (Row & { source: Source })[] = [];
  if (editor && !editor.selection.isEmpty)
    rows.push({ source: 'selection', icon: 'selection', label: vscode.l10n.t('Selection') });
  if (editor)
    rows.push({
      ...{ source: 'document', icon: 'file-text', label: vscode.l10n.t('Whole editor') },
      description: posix.basename(editor.document.uri.path),
    });
  return [
    ...rows,
    { source: 'file', icon: 'file', label: vscode.l10n.t('File…') },
    { source: 'clipboard', icon: 'clippy', label: vscode.l10n.t('Clipboard') },
    { source: 'typed', icon: 'edit', label: vscode.l10n.t('Type or paste it') },
  ];
}

/** The selection of the active editor; undefined where there is none. */
export function selectionHanded(wanted: Wanted): Handed | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || editor.selection.isEmpty) return undefined;
  const { document, selection } = editor;
  const text = document.getText(selection);
  return {
    ...textHanded('selection', text, wanted),
    async replace(replacement) {
      if (document.isClosed || document.getText(selection) !== text) return false;
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, selection, replacement);
      return vscode.workspace.applyEdit(edit);
    },
  };
}

/** The text of the active editor as it stands, saved or not. */
export function documentHanded(wanted: Wanted): Handed | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return undefined;
  return { ...textHanded('document', document.getText(), wanted), name: posix.basename(document.uri.path) };
}

function textHanded(source: Source, text: string, wanted: Wanted): Handed {
  const bytes = new TextEncoder().encode(text);
  return { source, size: bytes.length, read: readGiven(bytes, wanted), stream: () => only(bytes) };
}

async function chosenFile(name: string, wanted: Wanted): Promise<Handed | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({ title: name, openLabel: vscode.l10n.t('Choose') })) ?? [];
  return uri && fileHanded(uri, wanted);
}

async function typed(name: string, wanted: Wanted): Promise<Handed | undefined> {
  const text = await vscode.window.showInputBox({ title: name, ignoreFocusOut: true });
  return text === undefined ? undefined : textHanded('typed', text, wanted);
}

/** What a command was called on: the file of the explorer, the selection or text of the editor, or nothing. */
export async function handedBy(args: readonly unknown[], wanted: Wanted): Promise<Handed | undefined> {
  const [target, selected] = args;
  // The explorer hands over the file and all selected ones, the menu of an editor its document alone.
  if (target instanceof vscode.Uri && Array.isArray(selected)) return fileHanded(target, wanted);
  const selection = selectionHanded(wanted);
  if (selection) return selection;
  return target instanceof vscode.Uri ? (documentHanded(wanted) ?? fileHanded(target, wanted)) : undefined;
}
