import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { Disposable } from '../../async/emitter';
import { Memo } from '../../async/memo';
import { parseArn } from '../../core/arn';
import type { Fit } from '../../core/commands/command';
import { commands as table } from '../../core/commands/table';
import { KmsError } from '../../core/errors';
import type { KeyRef } from '../../core/keys/model';
import { keyRefOf } from '../../core/commands/given';
import { definePage } from '../../host/page';
import type { Channel } from '../../protocol/channel';
import type { AccessDeps } from './deps';
import type { AccessPage } from './page';
import type { PolicyTarget } from './policyEditor';

export interface AccessFeature extends Disposable {
  /** Serves the parts of the page where they stand on the page of another feature. */
  serve(ref: KeyRef, channel: Channel): Promise<AccessPage>;
}

/** "Who can use the key": a page for each key or policy file, and the explanation of refusals. */
export function registerAccess(deps: AccessDeps): AccessFeature {
  const { commands, connections } = deps;
  // The evaluator and what serves the pages are loaded when somebody first asks.
  const loaded = new Memo(async () => (await import('./page')).accessPages(deps));
  const pages = definePage<PolicyTarget, AccessPage>(deps.extensionUri, {
    kind: 'access',
    idOf: (subject) =>
      'ref' in subject ? `${subject.ref.connection} ${subject.ref.arn}` : subject.uri.toString(),
    subjectOf,
    title: (subject) => titleOf(deps, subject),
    open: async (subject, { channel }) => (await loaded.get()).open(subject, channel),
  });
  const guests = new Set<AccessPage>();
  const reload = (): void => {
    loaded.current?.forget();
    for (const page of [...pages.opened(), ...guests]) page.reload();
  };
  const parts = vscode.Disposable.from(
    pages,
    connections.onDidChange(reload),
    commands.command('kms.access.show', 'show who can use the key', async (target) => {
      const subject =
        target instanceof vscode.Uri
          ? { uri: target }
          : await keyOf(deps, target, {
              title: vscode.l10n.t('Choose the key to show who can use it'),
              fits: table['kms.access.show'].fits,
            });
      if (subject !== undefined) await pages.show(subject);
    }),
    commands.command('kms.access.explainError', 'explain the error', async (given, target) => {
      const text = typeof given === 'string' ? given : await askForText();
      if (text === undefined || text === '') return;
      await checkText(text);
      const subject = await keyOf(deps, target, {
        title: vscode.l10n.t('Choose the key that the error is about'),
        fits: table['kms.access.explainError'].fits,
      });
      if (subject !== undefined) (await pages.show(subject)).explain(text);
    }),
  );
  return {
    async serve(ref, channel) {
      const page = (await loaded.get()).open({ ref }, channel);
      guests.add(page);
      return {
        ...page,
        dispose() {
          guests.delete(page);
          page.dispose();
        },
      };
    },
    dispose: () => void parts.dispose(),
  };
}

function titleOf({ nameOf }: AccessDeps, subject: PolicyTarget): string {
  const name = 'ref' in subject ? nameOf(subject.ref) : posix.basename(subject.uri.path);
  return vscode.l10n.t('Who can use {0}', name);
}

/** What the page kept of its key; another version may have written something else. Files are not restored. */
function subjectOf(kept: unknown): PolicyTarget | undefined {
  const ref = keyRefOf(kept);
  return ref === undefined || parseArn(ref.arn) === undefined ? undefined : { ref };
}

async function keyOf(
  deps: AccessDeps,
  target: unknown,
  { title, fits }: { title: string; fits: Fit },
): Promise<{ ref: KeyRef } | undefined> {
  const ref = keyRefOf(target) ?? (await deps.pickKey(title, fits));
  return ref && { ref };
}

function askForText(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Explain an access-denied error'),
    prompt: vscode.l10n.t('Paste the text of the error.'),
    ignoreFocusOut: true,
  });
}

async function checkText(text: string): Promise<void> {
  const { explainError } = await import('../../core/access/explainError');
  if (explainError(text) !== undefined) return;
  throw new KmsError(
    'not-possible',
    vscode.l10n.t(
      'The text is no access-denied error of AWS KMS. It should say who is not authorized to perform what.',
    ),
  );
}
