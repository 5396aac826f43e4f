import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Disposable } from '../async/emitter';
import type { Channel } from '../protocol/channel';
import { queuedChannel } from '../protocol/queuedChannel';

/** One kind of page in the editor area, drawn by `webview/KIND`. */
export interface PageDefinition<Subject, Opened extends Disposable> {
  /** Names the bundle `dist/webview/KIND.js` and `.css`, and the view type `kms.KIND` of package.json. */
  kind: string;
  /** Subjects of the same id share one panel. */
  idOf(subject: Subject): string;
  /**
   * The subject in what the page kept before a reload, unchecked; undefined where it cannot be restored. Without it
   * the editor forgets such panels with the window: nothing of them is written to its storage.
   */
  subjectOf?(kept: unknown): Subject | undefined | Promise<Subject | undefined>;
  title(subject: Subject): string;
  /**
   * Which panels give way to another subject: `all` of them, so that there is one at most, or the last one that is
   * not `kept`: neither pinned, nor opened to the side, nor kept by whoever serves it.
   */
  replaces?: 'all' | 'not-kept';
  /**
   * Connects the page with what serves it; called once for each panel, with the first one that is opened or
   * restored at the earliest, so that it may load what is heavy. What it returns is disposed of with the panel.
   */
  open(subject: Subject, page: OpenPage): Opened | Promise<Opened>;
}

/** A panel, for the one who serves its page. */
export interface OpenPage {
  /** Lives as long as the panel; what the page asks waits until somebody listens. */
  channel: Channel;
  close: () => void;
  /** Other subjects no longer take the panel's place: somebody has changed something in it. */
  keep: () => void;
}

/** The open pages of one kind. */
export interface Pages<Subject, Opened> extends Disposable {
  /** Opens the subject's page, or brings it to the front; to the side it replaces no other. */
  show(subject: Subject, to?: 'side'): Promise<Opened>;
  /** Writes the titles again: what the subjects are called may have changed. */
  retitle(): void;
  /** What `open` returned for each panel that is there. */
  opened(): Opened[];
}

interface OpenPanel<Subject, Opened> {
  panel: vscode.WebviewPanel;
  subject: Subject;
  kept: boolean;
  opened: Promise<Opened>;
  /** Set once `open` has answered. */
  ready?: Opened;
}

/** Defines a kind of page, and restores its panels after a reload of the window. */
export function definePage<Subject, Opened extends Disposable>(
  extensionUri: vscode.Uri,
  definition: PageDefinition<Subject, Opened>,
): Pages<Subject, Opened> {
  const { kind, replaces } = definition;
  const viewType = `kms.${kind}`;
  /** The panel that was in front last stands last. */
  const panels = new Map<string, OpenPanel<Subject, Opened>>();

  function fill(panel: vscode.WebviewPanel, subject: Subject, kept = false): OpenPanel<Subject, Opened> {
    const id = definition.idOf(subject);
    panel.title = definition.title(subject);
    const channel = load(extensionUri, kind, panel);
    const close = (): void => {
      panel.dispose();
    };
    const keep = (): void => {
      open.kept = true;
    };
    const open: OpenPanel<Subject, Opened> = {
      ...{ panel, subject, kept },
      opened: Promise.resolve(definition.open(subject, { channel, close, keep })),
    };
    panels.set(id, open);
    panel.onDidChangeViewState(() => {
      if (!panel.active || panels.get(id) !== open) return;
      panels.delete(id);
      panels.set(id, open);
    });
    let closed = false;
    panel.onDidDispose(() => {
      closed = true;
      if (panels.get(id) === open) panels.delete(id);
      open.ready?.dispose();
    });
    open.opened.then((served) => {
      // A panel may be closed while what serves it is still being loaded.
      if (closed) served.dispose();
      else open.ready = served;
    }, close);
    return open;
  }

  function closeAll(): void {
    for (const { panel } of [...panels.values()]) panel.dispose();
  }

  /** The panels that give way to another subject. */
  function replaced(): OpenPanel<Subject, Opened>[] {
    const open = [...panels.values()];
    if (replaces === 'all') return open;
    const last = open.findLast(({ kept, panel }) => !kept && !isPinned(panel));
    return replaces === 'not-kept' && last ? [last] : [];
  }

  const restoring =
    definition.subjectOf &&
    vscode.window.registerWebviewPanelSerializer(viewType, { deserializeWebviewPanel: restore });

  async function restore(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const subject = await definition.subjectOf?.(kept);
    const taken = subject === undefined || panels.has(definition.idOf(subject));
    if (taken || (replaces === 'all' && panels.size > 0)) panel.dispose();
    else await fill(panel, subject).opened;
  }

  return {
    async show(subject, to) {
      const there = panels.get(definition.idOf(subject));
      if (there) {
        there.kept ||= to === 'side';
        there.panel.reveal();
        return there.opened;
      }
      const before = to === 'side' ? [] : replaced();
      const { Active, Beside } = vscode.ViewColumn;
      const column = to === 'side' ? Beside : (before.at(-1)?.panel.viewColumn ?? Active);
      const panel = vscode.window.createWebviewPanel(viewType, definition.title(subject), column);
      const { opened } = fill(panel, subject, to === 'side');
      // Closed only now, so that the new tab takes the old one's place and its group does not close with it.
      for (const one of before) one.panel.dispose();
      return opened;
    },
    retitle() {
      for (const { panel, subject } of panels.values()) {
        const title = definition.title(subject);
        if (panel.title !== title) panel.title = title;
      }
    },
    opened: () => [...panels.values()].flatMap(({ ready }) => ready ?? []),
    dispose() {
      restoring?.dispose();
      closeAll();
    },
  };
}

/**
 * Whether a person has pinned the panel's tab. The editor does not say which tab is whose panel: where two look alike,
 * the pinned one speaks for both.
 */
function isPinned({ viewColumn, title, viewType }: vscode.WebviewPanel): boolean {
  return vscode.window.tabGroups.all
    .filter((group) => group.viewColumn === viewColumn)
    .flatMap(({ tabs }) => tabs)
    .some(
      ({ isPinned: pinned, label, input }) =>
        pinned &&
        label === title &&
        input instanceof vscode.TabInputWebview &&
        // The editor puts a prefix of its own before it.
        input.viewType.endsWith(viewType),
    );
}

/** Gives a panel its icon, its content and a channel to its page. */
function load(extensionUri: vscode.Uri, kind: string, panel: vscode.WebviewPanel): Channel {
  const { webview } = panel;
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const bundles = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  panel.iconPath = {
    light: vscode.Uri.joinPath(media, 'tab-light.svg'),
    dark: vscode.Uri.joinPath(media, 'tab-dark.svg'),
  };
  const channel = queuedChannel((message) => void webview.postMessage(message));
  webview.onDidReceiveMessage((value: unknown) => channel.receive(value));
  panel.onDidChangeViewState(() => {
    if (!panel.visible) channel.pause();
  });
  panel.onDidDispose(() => channel.dispose());
  webview.options = { enableScripts: true, localResourceRoots: [bundles, media] };
  webview.html = pageHtml(webview, vscode.Uri.joinPath(bundles, kind), panel.title);
  return channel;
}

/** The page: one script, one style sheet, nothing inline, nothing from elsewhere. */
function pageHtml(webview: vscode.Webview, bundle: vscode.Uri, title: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (ending: string) =>
    webview.asWebviewUri(bundle.with({ path: bundle.path + ending })).toString();
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
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${file('.css')}">
</head>
<body>
<main id="root"></main>
<script nonce="${nonce}" src="${file('.js')}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  const entities = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
  ]);
  return text.replace(/[&<>"]/g, (character) => entities.get(character) ?? character);
}
