import { posix } from 'node:path';
import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import type { AccessEvents } from '../../protocol/access';
import type { Channel } from '../../protocol/channel';
import { emit } from '../../protocol/events';
import { reportFailure } from '../../host/notices';
import type { Disposable } from '../../async/emitter';
import { IamPolicies } from '../../sessions/access/iamPolicies';
import { serveAccess } from '../../sessions/access/serve';
import { AccessSession } from '../../sessions/access/session';
import { addToPolicy, isTarget, openDocument, revealStatement, type PolicyTarget } from './policyEditor';
import type { AccessDeps } from './deps';

/** An open page, for the commands and changes that reach it. */
export interface AccessPage extends Disposable {
  /** Puts the text of an error to "Explain an error". */
  explain(text: string): void;
  /** Reads everything again: other credentials may read other things. */
  reload(): void;
}

/** What opens pages; all share what is known of IAM policies. */
export interface AccessPages {
  open(subject: PolicyTarget, channel: Channel): AccessPage;
  /** Reads the policies of users and roles again when they are needed next. */
  forget(): void;
}

export function accessPages(deps: AccessDeps): AccessPages {
  const iam = new IamPolicies(deps.principals);
  return {
    open: (subject, channel) => openAccessPage(deps, iam, subject, channel),
    forget: () => iam.forget(),
  };
}

function openAccessPage(
  deps: AccessDeps,
  iam: IamPolicies,
  subject: PolicyTarget,
  channel: Channel,
): AccessPage {
  const session = sessionOf(deps, iam, subject);
  const parts = vscode.Disposable.from(
    serveAccess(channel, session, {
      reveal: (place) => revealStatement(subject, place),
      addStatement: (statement) => add(deps, subject, statement),
      log: (doing, error) => deps.log.failure(doing, error),
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isTarget(document.uri, subject)) session.touch();
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (isTarget(document.uri, subject)) void session.load();
    }),
    session,
  );
  void session.load();
  return {
    explain: (text) => emit<AccessEvents>(channel, 'explain', text),
    reload: () => void session.load(),
    dispose: () => void parts.dispose(),
  };
}

function sessionOf(deps: AccessDeps, iam: IamPolicies, subject: PolicyTarget): AccessSession {
  const { keys, principals, connections, nameOf } = deps;
  const about =
    'ref' in subject
      ? ({ kind: 'key', ref: subject.ref } as const)
      : ({ kind: 'file', name: posix.basename(subject.uri.path) } as const);
  return new AccessSession(about, {
    ...{ keys, principals, connections, iam, nameOf },
    now: () => Date.now(),
    editedPolicy() {
      const document = openDocument(subject);
      return document !== undefined && ('uri' in subject || document.isDirty)
        ? document.getText()
        : undefined;
    },
  });
}

async function add(
  deps: AccessDeps,
  subject: PolicyTarget,
  statement: Record<string, unknown>,
): Promise<void> {
  try {
    await addToPolicy(subject, statement);
  } catch (error) {
    if (!(error instanceof KmsError)) throw error;
    reportFailure(deps.log, vscode.l10n.t('add the statement to the policy'), error);
  }
}
