import * as vscode from 'vscode';
import { policyFiles, policySchemes } from '../../sessions/policy/language/documents';
import type { TextDocument } from '../../sessions/policy/language/text';

/** For providers: every document that could hold a key policy. Each provider asks the language what is there. */
export const policySelector: vscode.DocumentSelector = policySchemes.flatMap((scheme) => [
  ...policyFiles.languages.map((language) => ({ scheme, language })),
  ...policyFiles.patterns.map((pattern) => ({ scheme, pattern })),
]);

/** The version that a document of the editor has now. */
export function textOf(document: vscode.TextDocument): TextDocument {
  const { version, languageId } = document;
  let text: string | undefined;
  return {
    ...{ uri: document.uri.toString(), version, languageId },
    get text() {
      return (text ??= document.getText());
    },
  };
}

/** Whether the document's path fits a glob; one without a leading slash fits at any depth. */
export function matches({ uri, languageId }: TextDocument, pattern: string): boolean {
  const anywhere = pattern.startsWith('/') || pattern.startsWith('**') ? pattern : `**/${pattern}`;
  // The editor looks at nothing else of a document.
  const document = { uri: vscode.Uri.parse(uri, true), languageId } as vscode.TextDocument;
  return vscode.languages.match({ pattern: anywhere }, document) > 0;
}
