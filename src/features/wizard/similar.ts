import * as vscode from 'vscode';
import type { KeyRef } from '../../core/keys/model';
import { isUntouched } from '../../core/wizard/draft';
import { similarDraft } from '../../core/wizard/similar';
import { warn } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { readIacKey } from '../../sessions/keys/iacKey';
import type { WizardDeps } from './deps';
import type { WizardPage } from './page';

/** Opens the wizard in the key's Region with the key's settings. A draft that is there goes only after a question. */
export async function createSimilar(
  { keys }: WizardDeps,
  ref: KeyRef,
  show: () => Promise<WizardPage>,
): Promise<void> {
  const { iac } = await withProgress(
    vscode.l10n.t('Reading the key'),
    (signal) => readIacKey(keys, ref, signal),
    { quiet: true },
  );
  const { session } = await show();
  const { draft, run } = session;
  const isFree = run?.status === 'done' || (isUntouched(draft) && run?.key === undefined);
  const name = iac.aliases[0]?.replace(/^alias\//, '') ?? ref.keyId;
  if (!isFree && !(await mayReplace(name, run?.key?.keyId))) return;
  session.startOver();
  session.setDraft(similarDraft(iac));
  if (iac.unread) warn(vscode.l10n.t('Not all of {0} could be read: {1}', name, iac.unread.join(' ')));
}

async function mayReplace(name: string, unfinished: string | undefined): Promise<boolean> {
  const replace: vscode.MessageItem = { title: vscode.l10n.t('Replace the draft') };
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Replace the draft that is in the wizard with the settings of {0}?', name),
    {
      modal: true,
      ...(unfinished !== undefined && {
        detail: vscode.l10n.t('Its key {0} exists, but not all that belongs to it.', unfinished),
      }),
    },
    replace,
  );
  return chosen === replace;
}
