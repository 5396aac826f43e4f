import * as vscode from 'vscode';
import type { KeyRef } from '../../core/keys/model';
import type { Disposable } from '../../async/emitter';
import { runCommand } from '../../host/commandList';
import type { OpenPage } from '../../host/page';
import { emit } from '../../protocol/events';
import type { KeyPageEvents, KeyPageMethods } from '../../protocol/keyPage';
import { GrantsSession } from '../../sessions/grants/session';
import { commandSetting } from '../../sessions/keys/commandSetting';
import { serveKeyPage } from '../../sessions/keyPage/serve';
import { editStore } from '../../sessions/keyPage/editStore';
import { KeyPageSession } from '../../sessions/keyPage/session';
import { accessPart } from './accessPart';
import type { KeyPageDeps } from './deps';

/** An open page, for the changes that reach it. */
export interface KeyPage extends Disposable {
  readonly ref: KeyRef;
  /** Other credentials may read other things. */
  reload(): void;
  /** The key was changed. */
  keyChanged(): void;
  /** Its aliases may have changed. */
  checkNames(): void;
  /** Shows the form for a new grant. */
  newGrant(): void;
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
    savePolicy: (change) => deps.savePolicy(ref, change),
    changed: () => deps.refreshKey(ref),
  });
  const grants = new GrantsSession(ref, {
    ...{ keys: deps.keys, grants: deps.grants, principals: deps.principals },
    setting: () => commandSetting(deps, ref),
    now: () => deps.clock(ref.connection),
    allow: (change) => deps.guard.allow(ref.connection, `${change} on ${directory.nameOf(ref)}`),
    changed: () => deps.refreshKey(ref),
  });
  const access = accessPart(deps, ref, channel);
  const served = serveKeyPage(
    access.own,
    { page: session, grants },
    {
      run: (command) => run(ref, command),
      keep,
      endGrant: ({ id, ending }) => void runCommand(`kms.grant.${ending}`, { ref, grantId: id }),
      log: (doing, error) => deps.log.failure(doing, error),
    },
  );
  return {
    ref,
    reload() {
      session.reload();
      grants.reload();
    },
    keyChanged() {
      session.reload();
      grants.reload();
      access.reload();
    },
    checkNames: () => session.checkNames(),
    newGrant: () => emit<KeyPageEvents>(access.own, 'newGrant', undefined),
    dispose() {
      served.dispose();
      access.dispose();
      session.dispose();
      grants.dispose();
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
