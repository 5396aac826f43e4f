import * as vscode from 'vscode';

/** What the person told the editor about proxies and certificates. */
export interface EditorNetwork {
  proxy: string;
  noProxy: readonly string[];
  strictSsl: boolean;
  systemCertificates: boolean;
}

/**
 * The editor's own settings. Unless `http.proxySupport` is off, the editor puts an agent of its own in place of ours for
 * whoever requires Node's `https`, as the SDK in our bundle does; then that agent decides on proxies and certificates.
 */
export function editorNetwork(): EditorNetwork {
  const http = vscode.workspace.getConfiguration('http');
  const off = http.get<string>('proxySupport') === 'off';
  return {
    proxy: off ? '' : http.get('proxy', ''),
    noProxy: http.get<string[]>('noProxy', []),
    strictSsl: http.get('proxyStrictSSL', true),
    systemCertificates: http.get('systemCertificates', true),
  };
}

/** Calls back when one of them changes. */
export function onEditorNetwork(changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('http')) changed();
  });
}
