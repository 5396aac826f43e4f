import * as vscode from 'vscode';
import { commands, type CommandId } from '../../core/commands/table';
import { filterInWords, filtersNothing, passes } from '../../core/keys/filter';
import { descriptionOf, exactTime, plural } from '../../core/keys/labels';
import type { KeyRef } from '../../core/keys/model';
import type { Clock } from '../../core/ports';
import { runCommand } from '../../host/commandList';
import { notify } from '../../host/notices';
import { chooseRow, chooseRows } from '../../host/quickPick';
import type { KeyDirectory } from '../../sessions/keys/directory';
import type { KeysTree } from './keysTree';

interface Deps {
  tree: KeysTree;
  directory: KeyDirectory;
  clock: Clock;
}

/** What can be done to several keys at once. */
const changes = [
  'kms.key.enable',
  'kms.key.disable',
  'kms.key.editTags',
  'kms.key.rotation',
  'kms.key.scheduleDeletion',
  'kms.key.cancelDeletion',
] as const satisfies readonly CommandId[];

/** Lets a person choose several of the keys that the filter leaves, and what is done to them. */
export async function changeSeveral(deps: Deps): Promise<void> {
  const rows = rowsOf(deps);
  if (rows.length === 0) return notify(vscode.l10n.t('The filter of the tree leaves no key of your own.'));
  const isFiltered = !filtersNothing(deps.tree.filter);
  const chosen = await chooseRows(rows, {
    title: isFiltered
      ? vscode.l10n.t('{0} that fit {1}', plural(rows.length, 'key'), filterInWords(deps.tree.filter))
      : vscode.l10n.t('Change which of {0}?', plural(rows.length, 'key')),
    placeHolder: vscode.l10n.t('The box at the top ticks all'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const refs = (chosen ?? []).map(({ ref }) => ref);
  const [first] = refs;
  if (first === undefined) return;
  const change = await chooseRow(
    changes.map((id) => ({ label: vscode.l10n.t(commands[id].title), id })),
    { title: vscode.l10n.t('What is to be done to {0}?', plural(refs.length, 'key')) },
  );
  if (change) await runCommand(change.id, first, refs);
}

function rowsOf({ tree, directory, clock }: Deps) {
  return directory.all().flatMap((index) =>
    index
      .idsOf('customer')
      .filter((keyId) => passes(tree.filter, index, keyId))
      .map((keyId) => {
        const ref: KeyRef = index.refOf(keyId);
        const key = index.described.get(keyId);
        return {
          label: directory.nameOf(ref),
          description: [ref.region, key && descriptionOf(key, undefined, clock(ref.connection))]
            .filter(Boolean)
            .join(' · '),
          detail:
            key?.created === undefined
              ? keyId
              : `${keyId} · ${vscode.l10n.t('created {0}', exactTime(key.created))}`,
          ref,
        };
      }),
  );
}
