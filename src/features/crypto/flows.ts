import * as vscode from 'vscode';
import type { Disposable } from '../../async/emitter';
import { doings, doingsOf, type Doing } from '../../core/crypto/doings';
import { KmsError } from '../../core/errors';
import type { KeyRef } from '../../core/keys/model';
import { reportFailure } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRow } from '../../host/quickPick';
import { begin, carryOut, FailedDraft, type FlowPorts } from '../../sessions/crypto/flow';
import type { HandedDraft } from '../../sessions/crypto/means';
import { CryptoMemory } from '../../sessions/crypto/memory';
import { SecretClipboard } from './clipboard';
import type { CryptoDeps } from './deps';
import { handedBy } from './inputs';
import { editorOutputs, saveFile } from './outputs';
import { quickPickCrypto } from './questions';
import { secretPages } from './secretPages';

/** The flows behind the commands. */
export interface CryptoFlows extends Disposable {
  start(doing: Doing, key: KeyRef | undefined, args: readonly unknown[]): Promise<void>;
  /** Offers what the key can do. */
  use(ref: KeyRef): Promise<void>;
}

export function cryptoFlows(deps: CryptoDeps): CryptoFlows {
  const clipboard = new SecretClipboard();
  const questions = quickPickCrypto(deps);
  const pages = secretPages({
    ...{ extensionUri: deps.extensionUri, log: deps.log, clipboard },
    async save(part) {
      if (!part.secret || (await questions.confirmSecret('file'))) await saveFile(part.name, part);
    },
  });
  const ports: FlowPorts = {
    ...{ crypto: deps.crypto, keys: deps.keys, questions, now: () => Date.now() },
    outputs: editorOutputs(clipboard, pages),
    memory: new CryptoMemory(deps.globalState),
    describe: (ref) => deps.directory.key(ref),
    nameOf: (ref) => deps.directory.nameOf(ref),
    places: () => deps.places(),
    progress: (title, work) => withProgress(title, (signal) => work(signal)),
  };

  async function go(draft: HandedDraft): Promise<void> {
    try {
      await carryOut(draft, ports);
    } catch (error) {
      if (!(error instanceof FailedDraft)) throw error;
      // Whoever tries again finds the draft as it was.
      const doing = doings[error.draft.doing].title.toLowerCase();
      reportFailure(deps.log, doing, error.cause, () => go(error.draft));
    }
  }

  async function start(doing: Doing, key: KeyRef | undefined, args: readonly unknown[]): Promise<void> {
    const row = doings[doing].input;
    const input = row && (await handedBy(args, row.wanted));
    const draft = await begin({ doing, ...(input && { input }), ...(key && { key }) }, ports);
    if (draft) await go(draft);
  }

  return {
    start,
    async use(ref) {
      const possible = doingsOf(await deps.directory.key(ref));
      const rows = possible.map((doing) => ({ doing, label: vscode.l10n.t(doings[doing].title) }));
      if (rows.length === 0)
        throw new KmsError('not-possible', vscode.l10n.t('This key cannot be used now.'), { key: ref });
      const chosen = await chooseRow(rows, {
        title: vscode.l10n.t('Use {0} to…', deps.directory.nameOf(ref)),
      });
      if (chosen) await start(chosen.doing, ref, []);
    },
    dispose() {
      clipboard.dispose();
      pages.dispose();
    },
  };
}
