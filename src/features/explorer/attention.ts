import * as vscode from 'vscode';
import { attentionBadge, expiryNotice } from '../../core/keys/attention';
import type { Key } from '../../core/keys/model';
import type { Node } from '../../core/keys/nodes';
import { runCommand } from '../../host/commandList';
import { warn } from '../../host/notices';
import { watchExpiry } from '../../sessions/keys/expiryWatch';
import type { ExplorerDeps } from './deps';
import type { KeysTree } from './keysTree';

/** Keys that end by themselves: a badge on the view, and a notice a day about key material that expires. */
export function showAttention(
  { directory, clock, globalState }: ExplorerDeps,
  view: vscode.TreeView<Node>,
  tree: KeysTree,
): vscode.Disposable {
  function* keys(): Iterable<Key> {
    for (const { described } of directory.all()) yield* described.values();
  }
  const showBadge = (): void => {
    const badge = attentionBadge(keys(), clock);
    if (badge?.tooltip !== view.badge?.tooltip) view.badge = badge;
  };
  return vscode.Disposable.from(
    directory.onDidChange(showBadge),
    watchExpiry({
      ...{ store: globalState, keys: () => [...keys()], now: Date.now },
      every: (ms, callback) => {
        const timer = setInterval(callback, ms);
        return () => clearInterval(timer);
      },
      onHour: () => {
        showBadge();
        tree.redraw();
      },
      tell: (expiring) => {
        const notice = expiryNotice(expiring, (key) => directory.nameOf(key), Date.now());
        if (notice === undefined) return;
        warn(notice.text, {
          title: vscode.l10n.t('Open key'),
          run: () => runCommand('kms.openKey', notice.soonest),
        });
      },
    }),
  );
}
