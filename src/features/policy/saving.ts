import * as vscode from 'vscode';
import { KmsError } from '../../core/errors';
import { parsePolicy } from '../../core/policy/parse';
import type { SaveReview } from '../../core/policy/file/review';
import { firstLines, reviewSave } from '../../core/policy/file/review';
import { setting } from '../../host/settings';
import type { PolicyDeps } from './deps';
import type { Owner, Owners } from './owners';
import { tidy } from '../../core/policy/tidy';
import type { Versions } from './versions';

/** A modal that is longer than this hides its buttons. */
const mostLines = 8;

/** A text that is to become the policy of a key. */
export interface SaveRequest {
  owner: Owner;
  text: string;
  /** The policy that the person set out from; absent where a file comes from elsewhere. */
  base?: string;
  /** The document that holds the text, to compare with. */
  document: vscode.Uri;
}

/** Puts policies to keys, never without having looked at what is there. */
export class PolicySaver {
  constructor(
    private readonly deps: PolicyDeps,
    private readonly owners: Owners,
    private readonly versions: Versions,
    /** The person goes on from what the server has now. */
    private readonly accept: (document: vscode.Uri, server: string) => void,
  ) {}

  /**
   * Saves after what is due: the checks, the comparison with the server, the person's word.
   * Answers the text that the server has now. Throws where nothing was saved.
   */
  async save(request: SaveRequest): Promise<string> {
    const { ref } = request.owner;
    const server = await this.deps.keys.getPolicy(ref);
    const [{ lintPolicy }, { differences }] = await Promise.all([
      import('../../core/policy/lint'),
      import('../../core/policy/compare'),
    ]);
    const review = reviewSave({
      ...request,
      server,
      findings: lintPolicy(parsePolicy(request.text), this.owners.knownOf(request.document)),
      differences,
    });
    if (review.kind === 'unchanged') {
      vscode.window.setStatusBarMessage(vscode.l10n.t('The key has this policy already.'), 5_000);
      return server;
    }
    if (review.kind === 'conflict') await this.settle(request, server, review);
    else if (setting('policy.confirmSave') === 'always' || review.problems.length > 0)
      await this.confirm(request, server, review);
    const name = this.deps.directory.nameOf(ref);
    await this.deps.guard.allow(ref.connection, vscode.l10n.t('Change the policy of {0}', name));
    await this.put(request, name);
    this.versions.note(ref.arn, { text: tidy(server), time: Date.now(), origin: 'changed-elsewhere' });
    this.versions.note(ref.arn, { text: request.text, time: Date.now(), origin: 'saved' });
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The policy of {0} is saved.', name), 5_000);
    return request.text;
  }

  /** Opens a diff: what is on the server, and the text that is to replace it. */
  async showDifference(request: Pick<SaveRequest, 'owner' | 'document'>, server: string): Promise<void> {
    const name = this.deps.directory.nameOf(request.owner.ref);
    const left = this.versions.document(tidy(server), `${name}.key-policy.json`);
    const title = vscode.l10n.t('{0}: on the key ↔ here', name);
    await vscode.commands.executeCommand('vscode.diff', left, request.document, title);
  }

  private async confirm(
    request: SaveRequest,
    server: string,
    review: SaveReview & { kind: 'ready' },
  ): Promise<void> {
    const save = review.problems.length > 0 ? vscode.l10n.t('Save anyway') : vscode.l10n.t('Save to the key');
    const show = vscode.l10n.t('Show the difference');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Change the policy of {0}?', this.deps.directory.nameOf(request.owner.ref)),
      { modal: true, detail: await this.detail(request.owner, review.problems, review.changes) },
      ...(review.problems.length > 0 ? [show, save] : [save, show]),
    );
    if (chosen === save) return;
    if (chosen === show) await this.showDifference(request, server);
    throw notSaved(
      chosen === show
        ? vscode.l10n.t('Not saved yet: look at the difference, then save again.')
        : vscode.l10n.t('Not saved: you chose to go on editing.'),
    );
  }

  /** Somebody else changed the policy since it was opened: the person decides, with both sides at hand. */
  private async settle(
    request: SaveRequest,
    server: string,
    review: SaveReview & { kind: 'conflict' },
  ): Promise<void> {
    const { base = '' } = request;
    const compare = vscode.l10n.t('Compare with mine');
    const theirs = vscode.l10n.t('What changed there');
    const overwrite = vscode.l10n.t('Overwrite');
    const name = this.deps.directory.nameOf(request.owner.ref);
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('The policy of {0} was changed on the key since you opened it.', name),
      { modal: true, detail: await this.detail(request.owner, review.problems, review.changesThere) },
      compare,
      theirs,
      overwrite,
    );
    if (chosen === overwrite) return;
    this.versions.note(request.owner.ref.arn, {
      text: tidy(server),
      time: Date.now(),
      origin: 'changed-elsewhere',
    });
    if (chosen === theirs) await this.showChange(name, base, server);
    if (chosen === compare) {
      await this.showDifference(request, server);
      // What is there has been looked at: the next save is measured against it.
      this.accept(request.document, server);
      throw notSaved(
        vscode.l10n.t('Not saved yet: take over what you need from the key’s policy, then save again.'),
      );
    }
    throw notSaved(vscode.l10n.t('Not saved: the policy of {0} was changed on the key meanwhile.', name));
  }

  private async showChange(name: string, base: string, server: string): Promise<void> {
    const file = `${name}.key-policy.json`;
    const before = this.versions.document(tidy(base), file);
    const after = this.versions.document(tidy(server), file);
    const title = vscode.l10n.t('{0}: as you opened it ↔ on the key now', name);
    await vscode.commands.executeCommand('vscode.diff', before, after, title);
  }

  private async detail(
    { ref, key }: Owner,
    problems: readonly string[],
    changes: readonly string[],
  ): Promise<string> {
    const { name } = await this.deps.connections.get(ref.connection);
    const more = (count: number): string => vscode.l10n.t('and {0} more', count);
    const groups = [
      [[name, key?.accountId, ref.region].filter(Boolean).join(' · ')],
      firstLines(problems, mostLines, more).map((line) => `⚠ ${line}`),
      firstLines(changes, mostLines, more),
    ];
    return groups
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n');
  }

  private async put({ owner, text }: SaveRequest, name: string): Promise<void> {
    try {
      await this.deps.keys.putPolicy(owner.ref, text);
    } catch (error) {
      if (!(error instanceof KmsError) || error.reason !== 'lockout') throw error;
      if (!(await confirmLockout(name))) throw error;
      await this.deps.keys.putPolicy(owner.ref, text, { bypassLockoutCheck: true });
    }
  }
}

/** The way back comes first: Enter must not lock anybody out. */
async function confirmLockout(name: string): Promise<boolean> {
  const back = { title: vscode.l10n.t('Go on editing'), isCloseAffordance: true };
  const bypass = { title: vscode.l10n.t('Save without the safety check') };
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('KMS refuses the policy of {0}: you could not change it again.', name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Add a statement that allows kms:PutKeyPolicy to you or to the account. Without one, only AWS Support can make the key manageable again.',
      ),
    },
    back,
    bypass,
  );
  return chosen === bypass;
}

/** The editor shows this as the reason, and keeps the text dirty. */
function notSaved(message: string): Error {
  return vscode.FileSystemError.Unavailable(message);
}
