import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Channel } from '../protocol/channel';
import { queuedChannel } from '../protocol/queuedChannel';

/** One kind of webview: `bundle` names the files dist/webview/BUNDLE.js and BUNDLE.css. */
export interface WebviewKind {
  viewType: string;
  bundle: string;
  title: string;
}

/** A panel with its page's channel. The channel lives as long as the panel. */
export interface WebviewPage {
  panel: vscode.WebviewPanel;
  channel: Channel;
}

/** Opens a new panel in the editor area. `handlers` must be set on the channel in the same turn. */
export function openWebview(
  extensionUri: vscode.Uri,
  kind: WebviewKind,
  column: vscode.ViewColumn = vscode.ViewColumn.Active,
): WebviewPage {
  const panel = vscode.window.createWebviewPanel(kind.viewType, kind.title, column);
  return adoptWebview(extensionUri, kind, panel);
}

/** Fills a panel, new or restored by VS Code after a reload, and connects its page. */
export function adoptWebview(
  extensionUri: vscode.Uri,
  kind: WebviewKind,
  panel: vscode.WebviewPanel,
): WebviewPage {
  const { webview } = panel;
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, 'media', 'tab-light.svg'),
    dark: vscode.Uri.joinPath(extensionUri, 'media', 'tab-dark.svg'),
  };
  const channel = queuedChannel((message) => void webview.postMessage(message));
  webview.onDidReceiveMessage((value: unknown) => channel.receive(value));
  panel.onDidChangeViewState(() => {
    if (!panel.visible) channel.pause();
  });
  panel.onDidDispose(() => channel.dispose());
  webview.options = { enableScripts: true, localResourceRoots: resourceRoots(extensionUri) };
  webview.html = webviewHtml(webview, extensionUri, kind);
  return { panel, channel };
}

/** Restores panels of this kind after a reload of the window; `state` is what the page last kept, unchecked. */
export function restoreWebview(
  extensionUri: vscode.Uri,
  kind: WebviewKind,
  restore: (page: WebviewPage, state: unknown) => void | Promise<void>,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(kind.viewType, {
    async deserializeWebviewPanel(panel, state: unknown) {
      await restore(adoptWebview(extensionUri, kind, panel), state);
    },
  });
}

function resourceRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(extensionUri, 'media')];
}

/** The page: one script, one style sheet, nothing inline, nothing from elsewhere. */
function webviewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, kind: WebviewKind): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    // The toolkit tests :focus-visible with a style element of its own, which asks for this nonce.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(kind.title)}</title>
<link rel="stylesheet" href="${file(`${kind.bundle}.css`)}">
</head>
<body>
<main id="root"></main>
<script nonce="${nonce}" src="${file(`${kind.bundle}.js`)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
