import type * as vscode from 'vscode';
import type { Disposable } from '../../async/emitter';
import type { ResultPart } from '../../core/crypto/outputForms';
import type { Log } from '../../host/log';
import { definePage } from '../../host/page';
import { serveSecret } from '../../sessions/crypto/serveSecret';
import type { SecretClipboard } from './clipboard';

/** Pages that show secrets. */
export interface SecretPages extends Disposable {
  show(title: string, parts: readonly ResultPart[]): Promise<void>;
}

interface Shown {
  id: number;
  title: string;
  parts: readonly ResultPart[];
}

/** What a page needs beside its panel. */
export interface SecretPageDeps {
  extensionUri: vscode.Uri;
  log: Log;
  clipboard: SecretClipboard;
  /** Writes a part to a file, once the person has confirmed that. */
  save(part: ResultPart): Promise<void>;
}

/**
 * Secrets are shown on pages of our own, not in documents: those are read by every other extension, and by whatever
 * service it sends them to. A page keeps no state and is not restored, so that nothing of it reaches the disk.
 */
export function secretPages(deps: SecretPageDeps): SecretPages {
  let shown = 0;
  const pages = definePage<Shown, Disposable>(deps.extensionUri, {
    kind: 'secret',
    idOf: ({ id }) => String(id),
    title: ({ title }) => title,
    open: ({ title, parts }, { channel }) =>
      serveSecret(
        channel,
        { title, parts },
        {
          copy: (text, secret) => deps.clipboard.copy(text, secret),
          save: (part) => deps.save(part),
          log: (doing, error) => deps.log.failure(doing, error),
        },
      ),
  });
  return {
    async show(title, parts) {
      await pages.show({ id: shown++, title, parts });
    },
    dispose: () => pages.dispose(),
  };
}
