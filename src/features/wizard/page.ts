import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Place } from '../../core/ports';
import { isUntouched } from '../../core/wizard/draft';
import type { Run } from '../../core/wizard/run';
import { runCommand } from '../../host/commandList';
import { didStep } from '../../host/walkthrough';
import { notify, warn } from '../../host/notices';
import type { OpenPage } from '../../host/page';
import type { Disposable } from '../../async/emitter';
import type { WizardDeps } from './deps';
import type { DraftFiles } from './draftFiles';
import { draftStore } from '../../sessions/wizard/draftStore';
import { serveSession, type PageHost } from '../../sessions/wizard/serve';
import { WizardSession, type SessionPorts } from '../../sessions/wizard/session';

/** An open wizard. */
export interface WizardPage extends Disposable {
  session: WizardSession;
}

/** Serves a wizard's page; what of its key is unfinished when it is closed is told. */
export function openWizardPage(
  deps: WizardDeps,
  files: DraftFiles,
  place: Place,
  { channel, close }: OpenPage,
): WizardPage {
  const session = newSession(deps, place);
  files.follow(session);
  const parts = [
    serveSession(channel, session, pageHost(deps, files, session, close)),
    deps.connections.onDidChange(() => void session.connect()),
  ];
  void session.connect();
  return {
    session,
    dispose() {
      for (const part of parts) part.dispose();
      tellAboutUnfinished(session);
      session.dispose();
      files.leave(session);
    },
  };
}

function pageHost(
  deps: WizardDeps,
  files: DraftFiles,
  session: WizardSession,
  closePanel: () => void,
): PageHost {
  return {
    openPolicy: () => files.open(session),
    openKey: async ({ key }) => {
      if (key) await runCommand('kms.openKey', key);
    },
    importMaterial: async ({ key }) => {
      if (key) await runCommand('kms.key.importMaterial', key);
    },
    showKey: async ({ key }) => {
      if (key) await runCommand('kms.revealKey', key);
    },
    close() {
      closePanel();
      if (!isUntouched(session.draft) && session.run?.status !== 'done') offerDiscard(session);
    },
    created,
    log: (doing, error) => deps.log.failure(`answer the wizard’s ${doing}`, error),
  };
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
  didStep('create');
  // Shown, but not entered: the person is still in the wizard, or at something else already.
  void runCommand('kms.revealKey', { ref: key, focus: false });
  if (status !== 'done') return;
  const name = alias?.replace(/^alias\//, '') ?? key.keyId;
  const next = awaitsMaterial ? ` ${vscode.l10n.t('Import its key material before you use it.')}` : '';
  notify(
    `${vscode.l10n.t('Key {0} was created · {1}', name, key.keyId)}${next}`,
    ...(awaitsMaterial
      ? [
          {
            title: vscode.l10n.t('Import key material…'),
            run: () => runCommand('kms.key.importMaterial', key),
          },
        ]
      : []),
    { title: vscode.l10n.t('Open Key'), run: () => runCommand('kms.openKey', key) },
    { title: vscode.l10n.t('Copy ARN'), run: () => vscode.env.clipboard.writeText(key.arn) },
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
