import * as vscode from 'vscode';

/** What the person told the editor about proxies and certificates. */
export interface EditorNetwork {
  proxy: string;
  noProxy: readonly string[];
  strictSsl: boolean;
  systemCertificates: boolean;
  editorAgent: boolean;
}

/**
 * The editor's own settings. With `override` (its default) and `fallback`, the editor puts an agent of its own in place of
 * ours, which also knows the system's proxies and asks for passwords.
 */
export function editorNetwork(): EditorNetwork {
  const http = vscode.workspace.getConfiguration('http');
  const support = http.get<string>('proxySupport');
  return {
    proxy: support === 'off' ? '' : http.get('proxy', ''),
    noProxy: http.get<string[]>('noProxy', []),
    strictSsl: http.get('proxyStrictSSL', true),
    systemCertificates: http.get('systemCertificates', true),
    editorAgent: support === 'override' || support === 'fallback',
  };
}

/** Calls back when one of them changes. */
export function onEditorNetwork(changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('http')) changed();
  });
}
