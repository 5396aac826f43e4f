import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { keyTextForms } from '../../core/iac/forms';
import type { KeyRef } from '../../core/keys/model';
import { commandSetting } from '../../sessions/keys/commandSetting';
import { readIacKey } from '../../sessions/keys/iacKey';
import { notify } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRow } from '../../host/quickPick';
import type { KeysDeps } from './deps';

/** Copies a key as commands, a template or a reference for another tool. */
export async function copyAsCode(deps: KeysDeps, ref: KeyRef): Promise<void> {
  const name = deps.directory.nameOf(ref);
  const title = vscode.l10n.t('Copy {0} as code', name);
  const described = await withProgress(
    vscode.l10n.t('Reading {0}', name),
    (signal) => readIacKey(deps.keys, ref, signal),
    { quiet: true },
  );
  const setting = await commandSetting(deps, ref);
  const rows = keyTextForms.map((form) => {
    const made = form.text({ ...described, setting });
    const isMade = 'text' in made;
    return {
      label: form.title,
      description: isMade ? '' : vscode.l10n.t('not possible'),
      detail: isMade ? vscode.l10n.t(form.detail) : vscode.l10n.t(made.unavailable),
      form,
      made,
    };
  });
  const chosen = await chooseRow(rows, { title, placeHolder: vscode.l10n.t('Choose a tool') });
  if (chosen === undefined) return;
  const { form, made } = chosen;
  if ('unavailable' in made) throw new KmsError('not-possible', vscode.l10n.t(made.unavailable));
  await vscode.env.clipboard.writeText(made.text);
  notify(
    [
      vscode.l10n.t('Copied {0} for {1}.', name, form.title),
      ...(described.iac.unread === undefined
        ? []
        : [vscode.l10n.t('Parts are missing; the text says which.')]),
    ].join(' '),
    { title: vscode.l10n.t('Open in Editor'), run: () => open(made.text, form.language) },
  );
}

/** In an untitled document, in its language where the editor knows that. */
async function open(content: string, wanted: string): Promise<void> {
  const known = await vscode.languages.getLanguages();
  const language = known.includes(wanted) ? wanted : 'plaintext';
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}
