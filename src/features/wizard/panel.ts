import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Place } from '../../core/ports';
import { isUntouched } from '../../core/wizard/draft';
import type { Run } from '../../core/wizard/run';
import { runCommand } from '../../host/commandList';
import { notify, warn } from '../../host/notices';
import { openWebview, type WebviewKind, type WebviewPage } from '../../host/webview';
import { isKeptPage } from '../../protocol/wizard';
import type { WizardDeps } from './deps';
import type { DraftFiles } from './draftFiles';
import { draftStore } from '../../sessions/wizard/draftStore';
import { serveSession, type PageHost } from './serveSession';
import { WizardSession, type SessionPorts } from '../../sessions/wizard/session';

export const wizardView: WebviewKind = {
  viewType: 'kms.wizard',
  bundle: 'wizard',
  title: vscode.l10n.t('Create key'),
};

interface OpenPanel {
  panel: vscode.WebviewPanel;
  session: WizardSession;
}

/** The one panel of the wizard, and the session behind it. */
export class WizardPanel implements vscode.Disposable {
  #current: OpenPanel | undefined;

  constructor(
    private readonly deps: WizardDeps,
    private readonly files: DraftFiles,
  ) {}

  get session(): WizardSession | undefined {
    return this.#current?.session;
  }

  /** Shows the wizard for the place; drafts of other places wait in the store. */
  show(place: Place): void {
    const { panel, session } = this.#current ?? {};
    if (panel && session?.at.connection === place.connection && session.at.region === place.region) {
      panel.reveal();
      return;
    }
    panel?.dispose();
    this.#start(openWebview(this.deps.extensionUri, wizardView), newSession(this.deps, place));
  }

  /** A panel that VS Code brings back after a reload, with what its page had kept. */
  restore(page: WebviewPage, state: unknown): void {
    if (!isKeptPage(state) || this.#current) {
      page.panel.dispose();
      return;
    }
    this.#start(page, newSession(this.deps, state.place));
  }

  dispose(): void {
    this.#current?.panel.dispose();
  }

  #start({ panel, channel }: WebviewPage, session: WizardSession): void {
    this.#current = { panel, session };
    panel.title = `${wizardView.title} · ${session.at.region}`;
    this.files.follow(session);
    const serving = serveSession(channel, session, this.#host(panel, session));
    const changes = this.deps.connections.onDidChange(() => void session.connect());
    void session.connect();
    panel.onDidDispose(() => {
      changes.dispose();
      serving.dispose();
      tellAboutUnfinished(session);
      session.dispose();
      if (this.#current?.panel !== panel) return;
      this.#current = undefined;
      this.files.follow(undefined);
    });
  }

  #host(panel: vscode.WebviewPanel, session: WizardSession): PageHost {
    return {
      openPolicy: () => this.files.open(session),
      showKey: async ({ key }) => {
        if (key) await runCommand('kms.revealKey', key);
      },
      close() {
        panel.dispose();
        if (!isUntouched(session.draft) && session.run?.status !== 'done') offerDiscard(session);
      },
      created,
      log: (doing, error) => this.deps.log.failure(`answer the wizard’s ${doing}`, error),
    };
  }
}

/** A session over the real ports; also the Quick Pick works on one. */
export function newSession(deps: WizardDeps, place: Place): WizardSession {
  const { keys, principals, connections, guard, log } = deps;
  const memory = vscode.workspace.workspaceFolders ? deps.workspaceState : deps.globalState;
  const ports: SessionPorts = {
    keys,
    principals,
    connections,
    store: draftStore(memory),
    now: () => Date.now(),
    allow: (connection, change) => guard.allow(connection, change),
    wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
    log: (doing, error) => log.failure(doing, error),
  };
  return new WizardSession(place, ports);
}

/** Shows the key in the tree, and says that it is there. What of it failed is told where it was to be made. */
export function created({ key, alias, awaitsMaterial, status }: Run): void {
  if (!key) return;
  // Shown, but not entered: the person is still in the wizard, or at something else already.
  void runCommand('kms.revealKey', { ref: key, focus: false });
  if (status !== 'done') return;
  const name = alias?.replace(/^alias\//, '') ?? key.keyId;
  const next = awaitsMaterial ? ` ${vscode.l10n.t('Import its key material before you use it.')}` : '';
  notify(
    `${vscode.l10n.t('Key {0} was created · {1}', name, key.keyId)}${next}`,
    { title: vscode.l10n.t('Copy ARN'), run: () => vscode.env.clipboard.writeText(key.arn) },
    { title: vscode.l10n.t('Show'), run: () => runCommand('kms.revealKey', key) },
  );
}

/** A key that was made while the panel was closed must not be lost with it. */
function tellAboutUnfinished({ run }: WizardSession): void {
  const key = run?.key;
  if (run?.status === 'running' && !key) {
    warn(
      vscode.l10n.t(
        'The creation of the key was interrupted. It may be there all the same: look in the tree.',
      ),
      { title: vscode.l10n.t('Refresh'), run: () => runCommand('kms.refresh') },
    );
  }
  if (!key || run.status === 'done') return;
  warn(
    vscode.l10n.t(
      'The key {0} exists, but not all that belongs to it. Create a key there to go on.',
      key.keyId,
    ),
    { title: vscode.l10n.t('Continue'), run: () => runCommand('kms.createKey', key) },
    { title: vscode.l10n.t('Copy ARN'), run: () => vscode.env.clipboard.writeText(key.arn) },
  );
}

function offerDiscard(session: WizardSession): void {
  notify(vscode.l10n.t('The draft of the key is kept for the next time.'), {
    title: vscode.l10n.t('Discard draft'),
    run: () => session.startOver(),
  });
}
