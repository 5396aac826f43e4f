import * as vscode from 'vscode';

/** What a person would see within this time, or never. */
const patience = 20_000;

/** Asks until there is an answer: in-host states change by events that tests do not see. */
export async function until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`Not within ${String(patience / 1_000)} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** An open file of the folder, with the place that `|` marked. */
export interface OpenFile {
  document: vscode.TextDocument;
  editor: vscode.TextEditor;
  cursor: vscode.Position;
}

/** Writes a file into the opened folder. */
export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The tests need an open folder.');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file into the opened folder and shows it, the cursor where `|` was. */
export async function openFile(name: string, marked: string): Promise<OpenFile> {
  const offset = Math.max(marked.indexOf('|'), 0);
  const uri = await writeFile(name, marked.replace('|', ''));
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  return { document, editor, cursor: document.positionAt(offset) };
}

/** Closes all editors and forgets what was not saved. */
export async function closeAll(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors)
    if (editor.document.isDirty) {
      await vscode.window.showTextDocument(editor.document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function complete({
  document,
  cursor,
}: Omit<OpenFile, 'editor'>): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    cursor,
  );
  return list.items;
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** The texts of all hovers; what says nothing is none. */
export async function hovers({ document, cursor }: OpenFile): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    cursor,
  );
  return found
    .map(({ contents }) =>
      contents.map((part) => (part instanceof vscode.MarkdownString ? part.value : '')).join('\n'),
    )
    .filter((text) => text.trim() !== '');
}

/** The codes of a document's problems that are ours. */
export function codes(uri: vscode.Uri): string[] {
  return ours(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'kms');
}

/** The quick fixes and refactorings at a place, by their titles. */
export async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    ...(kind ? [kind.value] : []),
  );
}
