import * as vscode from 'vscode';
import type { KeyRef } from '../../core/keys/model';
import type { Disposable } from '../../async/emitter';
import type { OpenPage } from '../../host/page';
import type { KeyPageMethods } from '../../protocol/keyPage';
import { serveKeyPage } from '../../sessions/keyPage/serve';
import { editStore } from '../../sessions/keyPage/editStore';
import { KeyPageSession } from '../../sessions/keyPage/session';
import type { KeyPageDeps } from './deps';

/** An open page, for the changes that reach it. */
export interface KeyPage extends Disposable {
  readonly ref: KeyRef;
  reload(): void;
  /** Its aliases may have changed. */
  checkNames(): void;
}

export function keyPages(deps: KeyPageDeps): { open(ref: KeyRef, page: OpenPage): KeyPage } {
  return { open: (ref, page) => openKeyPage(deps, ref, page) };
}

function openKeyPage(deps: KeyPageDeps, ref: KeyRef, { channel, keep }: OpenPage): KeyPage {
  const { directory } = deps;
  const session = new KeyPageSession(ref, {
    ...{ keys: deps.keys, connections: deps.connections, isPinned: deps.isPinned },
    activity: deps.activity,
    nameOf: (one) => directory.nameOf(one),
    aliasesOf: (one) => directory.region(one)?.namesOf(one.keyId) ?? [],
    edits: editStore(vscode.workspace.workspaceFolders ? deps.workspaceState : deps.globalState),
    now: () => deps.clock(ref.connection),
    allow: (change) => deps.guard.allow(ref.connection, `${change} of ${directory.nameOf(ref)}`),
    changed: () => deps.refreshKey(ref),
  });
  const served = serveKeyPage(channel, session, {
    run: (command) => run(ref, command),
    keep,
    explain: (text) => void vscode.commands.executeCommand('kms.access.explainError', text, ref),
    log: (doing, error) => deps.log.failure(doing, error),
  });
  return {
    ref,
    reload: () => session.reload(),
    checkNames: () => session.checkNames(),
    dispose() {
      served.dispose();
      session.dispose();
    },
  };
}

function run(ref: KeyRef, { id, alias }: KeyPageMethods['run']['in']): void {
  void vscode.commands.executeCommand(
    id,
    alias === undefined
      ? ref
      : {
          alias: { name: alias, region: ref.region, targetKeyId: ref.keyId },
          place: { connection: ref.connection, region: ref.region },
        },
  );
}
