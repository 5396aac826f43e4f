import * as vscode from 'vscode';
import { parseArn } from '../../core/arn';
import { KmsError } from '../../core/errors';
import type { KeyRef } from '../../core/keys/model';
import type { AccessEvents } from '../../protocol/access';
import { emit } from '../../protocol/events';
import { keyRefOf } from '../../host/commands';
import { reportFailure } from '../../host/notices';
import type { WebviewPage } from '../../host/webview';
import { openWebview } from '../../host/webview';
import { IamPolicies } from '../../sessions/access/iamPolicies';
import type { PolicyTarget } from './policyEditor';
import { addToPolicy, isTarget, openDocument, revealStatement } from './policyEditor';
import type { AccessDeps } from './register';
import { accessWebview } from './register';
import { serveAccess } from './serveAccess';
import { AccessSession } from '../../sessions/access/session';

export type PanelSubject = PolicyTarget;

interface Open {
  page: WebviewPage;
  session: AccessSession;
}

/** One page for each key or file; asking again brings it to the front. */
export class AccessPanels implements vscode.Disposable {
  private readonly open = new Map<string, Open>();
  private readonly iam: IamPolicies;

  constructor(private readonly deps: AccessDeps) {
    this.iam = new IamPolicies(deps.principals);
  }

  /** Fills a page that VS Code kept over a reload of the window. */
  restore(page: WebviewPage, state: unknown): void {
    const subject = subjectIn(state);
    if (subject === undefined) page.panel.dispose();
    else this.fill(page, subject);
  }

  show(subject: PanelSubject, errorText?: string): void {
    const known = this.open.get(nameOf(subject));
    known?.page.panel.reveal();
    const { page } =
      known ??
      this.fill(
        openWebview(this.deps.extensionUri, { ...accessWebview, title: this.titleOf(subject) }),
        subject,
      );
    if (errorText !== undefined) emit<AccessEvents>(page.channel, 'explain', errorText);
  }

  /** Other credentials may read other things. */
  reload(): void {
    this.iam.forget();
    for (const { session } of this.open.values()) void session.load();
  }

  dispose(): void {
    for (const { page } of this.open.values()) page.panel.dispose();
  }

  private fill(page: WebviewPage, subject: PanelSubject): Open {
    const session = this.sessionOf(subject);
    page.panel.title = this.titleOf(subject);
    const parts = vscode.Disposable.from(
      serveAccess(page.channel, session, {
        reveal: (place) => revealStatement(subject, place),
        addStatement: (statement) => this.add(subject, statement),
        log: (doing, error) => this.deps.log.failure(doing, error),
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (isTarget(document.uri, subject)) session.touch();
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (isTarget(document.uri, subject)) void session.load();
      }),
      session,
    );
    const open = { page, session };
    this.open.set(nameOf(subject), open);
    page.panel.onDidDispose(() => {
      parts.dispose();
      this.open.delete(nameOf(subject));
    });
    void session.load();
    return open;
  }

  private sessionOf(subject: PanelSubject): AccessSession {
    const { keys, principals, connections, nameOf: keyName } = this.deps;
    const about =
      'ref' in subject
        ? ({ kind: 'key', ref: subject.ref } as const)
        : ({ kind: 'file', name: baseName(subject.uri) } as const);
    return new AccessSession(about, {
      ...{ keys, principals, connections, iam: this.iam, nameOf: keyName },
      now: () => Date.now(),
      editedPolicy() {
        const document = openDocument(subject);
        return document !== undefined && ('uri' in subject || document.isDirty)
          ? document.getText()
          : undefined;
      },
    });
  }

  private async add(subject: PanelSubject, statement: Record<string, unknown>): Promise<void> {
    try {
      await addToPolicy(subject, statement);
    } catch (error) {
      if (!(error instanceof KmsError)) throw error;
      reportFailure(this.deps.log, vscode.l10n.t('add the statement to the policy'), error);
    }
  }

  private titleOf(subject: PanelSubject): string {
    const name = 'ref' in subject ? this.deps.nameOf(subject.ref) : baseName(subject.uri);
    return vscode.l10n.t('Who can use {0}', name);
  }
}

function nameOf(subject: PanelSubject): string {
  return 'ref' in subject ? `${subject.ref.connection} ${subject.ref.arn}` : subject.uri.toString();
}

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** What the page kept of its subject; another version may have written something else. */
function subjectIn(state: unknown): PanelSubject | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  const ref: KeyRef | undefined = keyRefOf(state);
  if (ref !== undefined) return parseArn(ref.arn) === undefined ? undefined : { ref };
  return undefined;
}
