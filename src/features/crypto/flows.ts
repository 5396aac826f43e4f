import * as vscode from 'vscode';
import type { Disposable } from '../../async/emitter';
import { doings, doingsOf, type Doing } from '../../core/crypto/doings';
import { bytesOf } from '../../core/crypto/draft';
import { KmsError } from '../../core/errors';
import type { KeyRef } from '../../core/keys/model';
import { reportFailure } from '../../host/notices';
import { withProgress } from '../../host/progress';
import { chooseRow } from '../../host/quickPick';
import { didStep } from '../../host/walkthrough';
import { begin, carryOut, FailedDraft, type FlowPorts } from '../../sessions/crypto/flow';
import type { HandedDraft } from '../../sessions/crypto/means';
import { CryptoMemory } from '../../sessions/crypto/memory';
import { SecretClipboard } from './clipboard';
import type { CryptoDeps } from './deps';
import { handedBy, handOver } from './inputs';
import { editorOutputs, saveFile } from './outputs';
import { quickPickCrypto } from './questions';
import { secretPages } from './secretPages';

/** What a public key alone can do. */
type OfflineDoing = 'verify' | 'encrypt' | 'encapsulate';

/** The flows behind the commands. */
export interface CryptoFlows extends Disposable {
  start(doing: Doing, key: KeyRef | undefined, args: readonly unknown[]): Promise<void>;
  /** The same with a public key in a file, without KMS. */
  startOffline(doing: OfflineDoing, args: readonly unknown[]): Promise<void>;
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
    ...{ crypto: deps.crypto, envelopes: deps.envelopes, keys: deps.keys, questions, now: () => Date.now() },
    outputs: editorOutputs(clipboard, pages),
    memory: new CryptoMemory(deps.globalState),
    describe: (ref) => deps.directory.key(ref),
    nameOf: (ref) => deps.directory.nameOf(ref),
    places: () => deps.places(),
    progress: (title, work) => withProgress(title, (signal) => work(signal)),
  };

  async function go(draft: HandedDraft, ports: FlowPorts): Promise<void> {
    try {
      // Whoever decrypts has something that was encrypted.
      if ((await carryOut(draft, ports)) && draft.doing === 'decrypt') didStep('encrypt');
    } catch (error) {
      if (!(error instanceof FailedDraft)) throw error;
      // Whoever tries again finds the draft as it was.
      const doing = doings[error.draft.doing].title.toLowerCase();
      reportFailure(deps.log, doing, error.cause, () => go(error.draft, ports));
    }
  }

  async function start(doing: Doing, key: KeyRef | undefined, args: readonly unknown[]): Promise<void> {
    const row = doings[doing].input;
    const input = row && (await handedBy(args, row.wanted));
    const draft = await begin({ doing, ...(input && { input }), ...(key && { key }) }, ports);
    if (draft) await go(draft, ports);
  }

  async function startOffline(doing: OfflineDoing, args: readonly unknown[]): Promise<void> {
    const row = doings[doing].input;
    const input = row && (await handedBy(args, row.wanted));
    const file = await handOver({
      name: vscode.l10n.t('Public key (PEM, DER or JSON Web Key)'),
      wanted: 'binary',
    });
    if (file === undefined) return;
    const spki = bytesOf(file);
    if (spki === undefined)
      throw new KmsError(
        'not-possible',
        vscode.l10n.t('This is no public key in PEM, DER or as a JSON Web Key.'),
      );
    const { offlineCrypto, offlineKey } = await import('../../sessions/crypto/offline');
    const [usage] = doings[doing].usages;
    const key = offlineKey(spki, usage ?? 'ENCRYPT_DECRYPT');
    const offline: FlowPorts = {
      ...ports,
      crypto: offlineCrypto(spki),
      keys: { ...ports.keys, publicKey: () => Promise.resolve(spki) },
      // There is no other key here.
      questions: { ...questions, chooseKey: () => Promise.resolve(undefined) },
    };
    const publicKey = { key, name: file.name ?? vscode.l10n.t('the public key') };
    const draft = await begin({ doing, ...(input && { input }), publicKey }, offline);
    if (draft) await go(draft, offline);
  }

  return {
    start,
    startOffline,
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
