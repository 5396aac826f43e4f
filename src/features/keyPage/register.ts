import * as vscode from 'vscode';
import { Memo } from '../../async/memo';
import { parseArn } from '../../core/arn';
import type { KeyRef } from '../../core/keys/model';
import { keyRefOf } from '../../core/commands/given';
import { definePage } from '../../host/page';
import type { KeyPageDeps } from './deps';
import type { KeyPage } from './page';

/** Everything about a key on one page. */
export function registerKeyPage(deps: KeyPageDeps): vscode.Disposable {
  const { commands, connections, directory } = deps;
  // What serves the pages is loaded when somebody first opens one.
  const loaded = new Memo(async () => (await import('./page')).keyPages(deps));
  const pages = definePage<KeyRef, KeyPage>(deps.extensionUri, {
    kind: 'key',
    idOf: (ref) => `${ref.connection} ${ref.arn}`,
    subjectOf: (kept) => {
      const ref = keyRefOf(kept);
      return ref === undefined || parseArn(ref.arn) === undefined ? undefined : ref;
    },
    replaces: 'not-kept',
    title: (ref) => directory.nameOf(ref),
    open: async (ref, page) => (await loaded.get()).open(ref, page),
  });
  return vscode.Disposable.from(
    pages,
    connections.onDidChange(() => {
      for (const page of pages.opened()) page.reload();
    }),
    directory.onDidChange(() => {
      pages.retitle();
      for (const page of pages.opened()) page.checkNames();
    }),
    deps.onDidRefreshKey((changed) => {
      for (const page of pages.opened()) if (page.ref.arn === changed.arn) page.keyChanged();
    }),
    commands.keyCommand('kms.openKey', 'open {key}', (ref) => pages.show(ref)),
    commands.keyCommand('kms.openKeyToSide', 'open {key} to the side', (ref) => pages.show(ref, 'side')),
    commands.keyCommand('kms.grant.create', 'create a grant on {key}', async (ref) =>
      (await pages.show(ref)).newGrant(),
    ),
  );
}
