import * as vscode from 'vscode';
import { descriptionProblem, tagListProblem, tagOf, tagProblem, tagsIn } from '../../core/keys/inputs';
import type { KeyRef, Tag } from '../../core/keys/model';
import { notify } from '../../host/notices';
import { chooseRow } from '../../host/quickPick';
import type { Row } from '../../host/quickPickRow';
import { changeKeys, demand } from './change';
import type { KeysDeps } from './deps';

/** Description and tags. */
export function registerLabels(deps: KeysDeps): vscode.Disposable[] {
  const { commands } = deps;
  return [
    commands.keyCommand('kms.key.editDescription', 'change the description of {key}', (ref) =>
      editDescription(deps, ref),
    ),
    commands.keysCommand('kms.key.editTags', 'change the tags of {key}', (refs) =>
      refs.length > 1 ? tagMany(deps, refs) : editTags(deps, refs[0]),
    ),
  ];
}

async function editDescription(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  const key = await demand(deps, 'editDescription', ref);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Description of {0}', name),
    prompt: vscode.l10n.t('Nothing secret or personal: it shows up in logs.'),
    value: key.description,
    ignoreFocusOut: true,
    validateInput: (typed) => descriptionProblem(typed),
  });
  if (text === undefined || text === key.description) return;
  await deps.guard.allow(ref.connection, vscode.l10n.t('Change the description of {0}', name));
  await deps.keys.updateDescription(ref, text);
  await deps.refreshKey(ref);
  notify(vscode.l10n.t('Changed the description of {0} in {1}.', name, ref.region));
}

interface TagItem extends Row {
  tag?: Tag;
}

/** Shows the tags until Escape; each change is made at once, so that none can be lost. */
async function editTags(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  await demand(deps, 'editTags', ref);
  for (;;) {
    const tags = await deps.keys.listTags(ref);
    const items: TagItem[] = [
      { icon: 'add', label: vscode.l10n.t('Add a tag…') },
      ...tags.map((tag) => ({ label: tag.key, description: tag.value, tag })),
    ];
    const chosen = await chooseRow(items, {
      title: vscode.l10n.t('Tags of {0}', name),
      placeHolder: vscode.l10n.t('Choose a tag to change or remove it; Escape when done'),
      matchOnDescription: true,
    });
    if (chosen === undefined) return;
    if (await changeTag(deps, ref, name, tags, chosen.tag)) await deps.refreshKey(ref);
  }
}

/** Sets the same tags on several keys; their other tags stay. */
async function tagMany(deps: KeysDeps, refs: readonly [KeyRef, ...KeyRef[]]): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Tags to set on {0} keys', String(refs.length)),
    prompt: vscode.l10n.t('name=value, name=value. Other tags of the keys stay as they are.'),
    placeHolder: 'Team=billing, Stage=prod',
    ignoreFocusOut: true,
    validateInput: (text) => tagListProblem(text),
  });
  if (typed === undefined) return;
  const tags = tagsIn(typed);
  await changeKeys(deps, refs, {
    action: 'editTags',
    verb: vscode.l10n.t('Set {0} on', tags.map(({ key }) => key).join(', ')),
    done: 'Set the tags of {0} in {1}.',
    doneMany: 'Set the tags of {0} keys.',
    run: (ref, signal) => deps.keys.tag(ref, tags, signal),
  });
}

async function changeTag(
  deps: KeysDeps,
  ref: KeyRef,
  name: string,
  tags: readonly Tag[],
  chosen: Tag | undefined,
): Promise<boolean> {
  const remove = chosen && (await askRemove(chosen));
  if (chosen && remove === undefined) return false;
  if (chosen && remove) {
    await deps.guard.allow(ref.connection, vscode.l10n.t('Remove the tag {0} of {1}', chosen.key, name));
    await deps.keys.untag(ref, [chosen.key]);
    return true;
  }
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Tag of {0}', name),
    prompt: vscode.l10n.t('name=value. Case matters.'),
    value: chosen ? `${chosen.key}=${chosen.value}` : '',
    ignoreFocusOut: true,
    validateInput: (text) => tagProblem(text, tags),
  });
  if (typed === undefined) return false;
  const tag = tagOf(typed);
  await deps.guard.allow(ref.connection, vscode.l10n.t('Set the tag {0} of {1}', tag.key, name));
  await deps.keys.tag(ref, [tag]);
  // A changed name is a new tag; the old one goes after the new one is there.
  if (chosen && chosen.key !== tag.key) await deps.keys.untag(ref, [chosen.key]);
  return true;
}

async function askRemove(tag: Tag): Promise<boolean | undefined> {
  const chosen = await chooseRow(
    [
      { icon: 'edit', label: vscode.l10n.t('Change…'), remove: false },
      { icon: 'trash', label: vscode.l10n.t('Remove'), remove: true },
    ],
    { title: `${tag.key} = ${tag.value}` },
  );
  return chosen?.remove;
}
