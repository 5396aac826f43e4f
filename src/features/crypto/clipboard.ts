import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { setting } from '../../host/settings';

/**
 * Copies secrets, and takes them out of the clipboard again after a while and at the end of the session where they are
 * still there: as far as the clipboard can be read.
 */
export class SecretClipboard {
  #held: { digest: string; timer?: NodeJS.Timeout } | undefined;

  async copy(text: string, secret: boolean): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    clearTimeout(this.#held?.timer);
    this.#held = undefined;
    const seconds = setting('crypto.clearClipboardSeconds');
    if (!secret || seconds <= 0) return;
    // The digest tells it again without keeping it.
    const timer = setTimeout(() => void this.clear(), seconds * 1000);
    timer.unref();
    this.#held = { digest: digestOf(text), timer };
  }

  /** Empties the clipboard where it still holds the secret. */
  async clear(): Promise<void> {
    const held = this.#held;
    if (held === undefined) return;
    clearTimeout(held.timer);
    this.#held = undefined;
    if (digestOf(await vscode.env.clipboard.readText()) === held.digest)
      await vscode.env.clipboard.writeText('');
  }

  dispose(): void {
    void this.clear();
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
