import { KmsError } from '../../core/errors';
import { explain } from '../../core/messages';
import type { Place } from '../../core/ports';
import { aliasName, isUntouched, newDraft, readDraft, type KeyDraft } from '../../core/wizard/draft';
import { plan } from '../../core/wizard/plan';
import { policyText, withPolicy } from '../../core/wizard/policyText';
import { errorsOf } from '../../core/wizard/problem';
import { interruptedRun, resumedRun, type Run } from '../../core/wizard/run';
import type { StepId } from '../../core/wizard/steps';
import { viewOf, type DraftView } from '../../core/wizard/view';
import { Emitter } from '../../async/emitter';
import type { PageDraft, WizardView } from '../../protocol/wizard';
import type { DraftStore } from './draftStore';
import { runPlan, type RunSupport } from './runPlan';
import { placeFacts, type PlaceFacts, type PlaceFactsPorts } from './placeFacts';
import { ownValue } from '../../core/ownValue';

export interface SessionPorts extends PlaceFactsPorts {
  store: DraftStore;
  /** Asks where a change is to be confirmed; see `Guard`. */
  allow(connection: string, change: string): Promise<void>;
  wait: RunSupport['wait'];
  /** Keeps a failure for whoever looks into the log. */
  log(doing: string, error: unknown): void;
}

/**
 * One draft on its way to a key: what the page, the Quick Pick and the editor of the policy work on. It
 * outlives the page, which VS Code throws away whenever it is hidden.
 */
export class WizardSession {
  readonly #ports: SessionPorts;
  readonly #changes = new Emitter<void>();
  readonly #runs = new Emitter<Run>();
  readonly #policies = new Emitter<string>();
  readonly #around: PlaceFacts;
  readonly #end = new AbortController();
  #impatience = new AbortController();
  #revision = 0;
  #atWork = false;
  #draft: KeyDraft;
  #step: StepId;
  #run: Run | undefined;
  #restoredFrom: number | undefined;

  constructor(
    readonly at: Place,
    ports: SessionPorts,
  ) {
    this.#ports = ports;
    const saved = ports.store.load(at);
    this.#draft = saved?.draft ?? newDraft();
    this.#step = saved?.step ?? 'configure';
    this.#run = saved?.run && interruptedRun(saved.run);
    this.#restoredFrom = saved?.saved;
    this.#around = placeFacts(at, ports, () => this.#changes.fire());
  }

  /** Something changed that the page has not done itself. */
  onDidChange(listener: () => void) {
    return this.#changes.event(listener);
  }

  /** The policy's text is another one now, whoever changed what. */
  onDidChangePolicy(listener: (text: string) => void) {
    return this.#policies.event(listener);
  }

  onDidRun(listener: (run: Run) => void) {
    return this.#runs.event(listener);
  }

  get draft(): KeyDraft {
    return this.#draft;
  }

  get run(): Run | undefined {
    return this.#run;
  }

  /** The policy as it is now; undefined until the account is known. */
  get policy(): string | undefined {
    const { place } = this.#around;
    return place && policyText(this.#draft, place);
  }

  get view(): WizardView {
    const { place, placeFailure, principals } = this.#around;
    const view = this.draftView();
    return {
      revision: this.#revision,
      draft: this.#draft,
      step: this.#step,
      principals,
      ...(place && { place }),
      ...(placeFailure !== undefined && { placeFailure }),
      ...(view && { view }),
      ...(this.#run && { run: this.#run }),
      ...(this.#restoredFrom !== undefined && { restoredFrom: this.#restoredFrom }),
    };
  }

  draftView(): DraftView | undefined {
    const { place, facts } = this.#around;
    if (!place) return undefined;
    const profile = this.at.connection.startsWith('profile:') ? place.connectionName : undefined;
    return viewOf(this.#draft, place, facts, profile);
  }

  connect(): Promise<void> {
    return this.#around.connect();
  }

  listPrincipals(): Promise<void> {
    return this.#around.listPrincipals();
  }

  /** Takes the page's draft unless ours is newer (the policy may have been edited elsewhere meanwhile). */
  update(page: PageDraft): void {
    const draft = readDraft(page.draft);
    if (!draft) throw new KmsError('invalid', 'The draft has not the shape of a key draft.');
    if (page.revision < this.#revision) return;
    const aliasChanged = draft.alias !== this.#draft.alias;
    this.#revision = page.revision;
    this.#step = page.step;
    this.#setDraft(draft);
    if (aliasChanged) void this.#around.refreshAliases();
  }

  /** What a page made again had kept: taken where it is newer, and left where it is no draft of ours. */
  adopt(kept: PageDraft): void {
    if (readDraft(kept.draft) && kept.revision > this.#revision) this.update(kept);
  }

  /** The policy as it was typed into an editor. */
  setPolicy(text: string): void {
    const { place } = this.#around;
    if (!place || text === this.policy) return;
    this.#change(withPolicy(this.#draft, place, text));
  }

  setDraft(draft: KeyDraft): void {
    this.#change(draft);
  }

  /** Begins with an empty draft. Throws while a key is being made: its outcome must not go unseen. */
  startOver(): void {
    if (this.#atWork) throw busy();
    this.#run = undefined;
    this.#restoredFrom = undefined;
    this.#step = 'configure';
    this.#change(newDraft());
    this.#ports.store.forget(this.at);
  }

  /** Makes the key, or what is still missing of it. Refused while the draft has errors. */
  async create(): Promise<Run> {
    const { place } = this.#around;
    const problem = errorsOf(this.draftView()?.problems ?? [])[0];
    if (!place) throw new KmsError('credentials-missing', 'The connection is not there yet.');
    if (problem && !this.#run?.key) throw new KmsError('invalid', problem.message);
    return this.#alone(async () => {
      const calls = plan(this.#draft, policyText(this.#draft, place));
      await this.#ports.allow(this.at.connection, `Create ${aliasName(this.#draft) ?? 'a key'}`);
      this.#impatience = new AbortController();
      const run = await runPlan(calls, resumedRun(this.#run, calls), this.#support());
      if (run.status === 'done') this.#ports.store.forget(this.at);
      // What was free when the draft was checked may have been taken since.
      else void this.#around.refreshAliases({ force: true });
      return run;
    });
  }

  /** Schedules the deletion of a key that has been made only in part. */
  undo(): Promise<Run> {
    return this.#alone(async () => {
      const run = this.#run;
      if (!run?.key) throw new KmsError('conflict', 'There is nothing to undo.');
      await this.#ports.allow(this.at.connection, `Schedule the deletion of ${run.key.keyId}`);
      this.#setRun({ ...run, status: 'undoing' });
      try {
        // Seven days is the shortest that KMS allows.
        await this.#ports.keys.scheduleDeletion(run.key, 7, this.#end.signal);
      } catch (error) {
        this.#setRun({ ...run, status: 'failed' });
        throw error;
      }
      const undone: Run = { ...run, status: 'undone' };
      this.#setRun(undone);
      this.#run = undefined;
      this.#save();
      return undone;
    });
  }

  stopRetrying(): void {
    this.#impatience.abort();
  }

  /** Ends everything that is under way; what was typed stays in the store. */
  dispose(): void {
    this.#end.abort();
    this.#around.dispose();
  }

  #support(): RunSupport {
    return {
      keys: this.#ports.keys,
      wait: (milliseconds, signal) => this.#ports.wait(milliseconds, signal),
      place: this.at,
      signal: this.#end.signal,
      impatience: this.#impatience.signal,
      changed: (run) => this.#setRun(run),
      explain: (error, operation) => {
        this.#ports.log(operation, error);
        return wordsFor(error, operation);
      },
    };
  }

  /** One change of the key at a time, from the question whether it may be made to its outcome. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#atWork) throw busy();
    this.#atWork = true;
    try {
      return await work();
    } finally {
      this.#atWork = false;
    }
  }

  #setRun(run: Run): void {
    this.#run = run;
    this.#save();
    this.#runs.fire(run);
  }

  #change(draft: KeyDraft): void {
    this.#revision += 1;
    this.#setDraft(draft);
    this.#changes.fire();
  }

  #setDraft(draft: KeyDraft): void {
    const before = this.policy;
    this.#draft = draft;
    this.#save();
    const { policy } = this;
    if (policy !== undefined && policy !== before) this.#policies.fire(policy);
  }

  #save(): void {
    // The draft has become a key: there is nothing left to keep.
    if (this.#run?.status === 'done') return;
    if (isUntouched(this.#draft) && !this.#run?.key) {
      this.#ports.store.forget(this.at);
      return;
    }
    const saved = { place: this.at, step: this.#step, draft: this.#draft, saved: this.#ports.now() };
    // A run is kept only for the sake of a key that exists and lacks something.
    const unfinished = this.#run?.key && this.#run.status !== 'undone';
    this.#ports.store.save(unfinished && this.#run ? { ...saved, run: this.#run } : saved);
  }
}

const doing: Record<string, string> = {
  CreateKey: 'create the key',
  CreateAlias: 'create the alias',
  EnableKeyRotation: 'turn on rotation',
};

function busy(): KmsError {
  return new KmsError('conflict', 'The key is being created already.');
}

function wordsFor(error: unknown, operation: string): string {
  const text = explain(error, ownValue(doing, operation) ?? operation)?.text ?? 'Cancelled.';
  const lost = error instanceof KmsError && ['network', 'timeout', 'cancelled'].includes(error.reason);
  if (!lost || operation !== 'CreateKey') return text;
  return `${text} KMS may have created the key all the same: look in the tree before you try again.`;
}
