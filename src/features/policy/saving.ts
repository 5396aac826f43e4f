import * as vscode from 'vscode';
import { firstLines } from '../../core/policy/file/review';
import { tidy } from '../../core/policy/tidy';
import { flash } from '../../host/notices';
import { setting } from '../../host/settings';
import {
  savePolicy,
  type SaveAnswer,
  type SaveComparison,
  type SaveOutcome,
  type SaveQuestion,
  type SavingPorts,
} from '../../sessions/policy/saving';
import type { PolicyDeps } from './deps';
import type { Owner } from '../../sessions/policy/language/owners';
import type { PolicyLanguage } from '../../sessions/policy/language/policyLanguage';
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
  /** The document by which the key is known, where the text stands in another one only to be compared with. */
  knownAs?: vscode.Uri;
}

/** Puts policies to keys: the words, dialogs and diffs around `savePolicy`. */
export class PolicySaver {
  readonly #deps: PolicyDeps;
  readonly #language: PolicyLanguage;
  readonly #versions: Versions;
  /** The person goes on from what the server has now. */
  readonly #accept: (document: vscode.Uri, server: string) => void;

  constructor(
    deps: PolicyDeps,
    language: PolicyLanguage,
    versions: Versions,
    /** The person goes on from what the server has now. */
    accept: (document: vscode.Uri, server: string) => void,
  ) {
    this.#deps = deps;
    this.#language = language;
    this.#versions = versions;
    this.#accept = accept;
  }

  /**
   * Saves after what is due; answers the text that the server has now, undefined where the person decided against
   * it. Throws what KMS or the guard refuses.
   */
  async save(request: SaveRequest): Promise<string | undefined> {
    const { owner, text, base, document, knownAs = document } = request;
    const name = this.#deps.directory.nameOf(owner.ref);
    const known = this.#language.knownOf(knownAs.toString());
    const outcome = await savePolicy(
      { ref: owner.ref, text, known, ...(base !== undefined && { base }) },
      this.#portsFor(request, name),
    );
    flash(wordsFor(outcome, name), 5_000);
    if (outcome.kind === 'not-saved') return undefined;
    if (outcome.kind === 'saved') this.#tellOthers(owner);
    return outcome.server;
  }

  /** Whatever else shows the key shows its new policy. */
  #tellOthers({ ref }: Owner): void {
    this.#deps.refreshKey(ref).catch((error: unknown) => this.#deps.log.failure('read the key again', error));
  }

  /** Opens a diff: what is on the server, and the text that is to replace it. */
  async showDifference(request: Pick<SaveRequest, 'owner' | 'document'>, server: string): Promise<void> {
    const name = this.#deps.directory.nameOf(request.owner.ref);
    const left = this.#versions.document(tidy(server), `${name}.key-policy.json`);
    const title = vscode.l10n.t('{0}: on the key ↔ here', name);
    await vscode.commands.executeCommand('vscode.diff', left, request.document, title);
  }

  #portsFor(request: SaveRequest, name: string): SavingPorts {
    const [deps, versions] = [this.#deps, this.#versions];
    const { ref } = request.owner;
    return {
      keys: deps.keys,
      alwaysConfirm: () => setting('policy.confirmSave') === 'always',
      ask: (question) => this.#ask(question, request.owner, name),
      allow: () => deps.guard.allow(ref.connection, vscode.l10n.t('Change the policy of {0}', name)),
      show: (comparison) => this.#show(comparison, request, name),
      accept: (server) => this.#accept(request.document, server),
      note: (text, origin) =>
        versions.note(ref.arn, {
          text: origin === 'saved' ? text : tidy(text),
          time: Date.now(),
          origin,
        }),
    };
  }

  async #ask(question: SaveQuestion, owner: Owner, name: string): Promise<SaveAnswer | undefined> {
    const hasProblems = question.kind !== 'lockout' && question.problems.length > 0;
    const items = question.choices.map((answer) => ({
      title: titleOf(answer, hasProblems),
      answer,
      ...(answer === 'back' && { isCloseAffordance: true }),
    }));
    const detail = await this.#detail(question, owner);
    const chosen = await vscode.window.showWarningMessage(
      questionFor(question.kind, name),
      { modal: true, detail },
      ...items,
    );
    return chosen?.answer;
  }

  async #show(comparison: SaveComparison, request: SaveRequest, name: string): Promise<void> {
    if (comparison.kind === 'mine') return this.showDifference(request, comparison.server);
    const file = `${name}.key-policy.json`;
    const before = this.#versions.document(tidy(comparison.base), file);
    const after = this.#versions.document(tidy(comparison.server), file);
    const title = vscode.l10n.t('{0}: as you opened it ↔ on the key now', name);
    await vscode.commands.executeCommand('vscode.diff', before, after, title);
  }

  async #detail(question: SaveQuestion, { ref, key }: Owner): Promise<string> {
    if (question.kind === 'lockout')
      return vscode.l10n.t(
        'Add a statement that allows kms:PutKeyPolicy to you or to the account. Without one, only AWS Support can make the key manageable again.',
      );
    const { name } = await this.#deps.connections.get(ref.connection);
    const more = (count: number): string => vscode.l10n.t('and {0} more', count);
    const groups = [
      [[name, key?.accountId, ref.region].filter(Boolean).join(' · ')],
      firstLines(question.problems, mostLines, more).map((line) => `⚠ ${line}`),
      firstLines(question.changes, mostLines, more),
    ];
    return groups
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n');
  }
}

function questionFor(kind: SaveQuestion['kind'], name: string): string {
  switch (kind) {
    case 'confirm':
      return vscode.l10n.t('Change the policy of {0}?', name);
    case 'refused':
      return vscode.l10n.t('KMS does not take this as the policy of {0}.', name);
    case 'conflict':
      return vscode.l10n.t('The policy of {0} was changed on the key since you opened it.', name);
    case 'lockout':
      return vscode.l10n.t('KMS refuses the policy of {0}: you could not change it again.', name);
  }
}

function titleOf(answer: SaveAnswer, hasProblems: boolean): string {
  switch (answer) {
    case 'save':
      return hasProblems ? vscode.l10n.t('Save anyway') : vscode.l10n.t('Save to the key');
    case 'show':
      return vscode.l10n.t('Show the difference');
    case 'compare':
      return vscode.l10n.t('Compare with mine');
    case 'theirs':
      return vscode.l10n.t('What changed there');
    case 'overwrite':
      return vscode.l10n.t('Overwrite');
    case 'back':
      return vscode.l10n.t('Go on editing');
    case 'bypass':
      return vscode.l10n.t('Save without the safety check');
  }
}

function wordsFor(outcome: SaveOutcome, name: string): string {
  switch (outcome.kind) {
    case 'unchanged':
      return vscode.l10n.t('The key has this policy already.');
    case 'saved':
      return outcome.minified
        ? vscode.l10n.t('The policy of {0} is saved, without white space to fit into 32 KB.', name)
        : vscode.l10n.t('The policy of {0} is saved.', name);
    case 'not-saved':
      return vscode.l10n.t('The policy of {0} is not saved.', name);
  }
}
