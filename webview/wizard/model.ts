import type { KeyDraft } from '../../src/core/wizard/draft';
import type { Problem } from '../../src/core/wizard/problem';
import type { StepId } from '../../src/core/wizard/steps';
import type { WizardView } from '../../src/protocol/wizard';
import type { FieldMessage } from '../ui/field';
import type { Model } from './state';

/** What the page asks the host for without waiting for an answer to draw. */
type PageRequest =
  'listPrincipals' | 'openPolicy' | 'openKey' | 'importMaterial' | 'showKey' | 'close' | 'stopRetrying';

/** What the parts of the page can ask for. */
export interface Wizard {
  edit(change: (draft: KeyDraft) => KeyDraft): void;
  touch(field: string): void;
  go(step: StepId, field?: string): void;
  /** To the step before or after. */
  move(by: -1 | 1): void;
  /** To the following step, unless this one has mistakes. */
  next(): void;
  /** Creates the key, unless the draft has mistakes. */
  create(): void;
  /** From a run that is over back to the steps. */
  dismiss(): void;
  /** Asks the host for something that has no answer to draw. */
  ask(method: PageRequest): void;
  run(method: 'create' | 'retry' | 'undo'): void;
  reload(method: 'reconnect' | 'startOver'): void;
  /** Begins with what the host tells: another draft, or another place. */
  restart(view: WizardView): void;
}

/** One step's part of the page: made once, drawn again with each change. */
export interface StepPart {
  element: HTMLElement;
  update(model: Model): void;
  /** Puts the focus on a field of the step; false where it has none of that name. */
  focus(field: string): boolean;
}

/** Errors that are no use while a person is still typing; shown once the field or step is left. */
const patient = new Set([
  'alias-missing',
  'tag-key-missing',
  'account-id',
  'import-risks',
  'key-store',
  'external-key',
  'rotation-period',
]);

export function shownProblems(model: Model, step: StepId): Problem[] {
  const problems = model.view.view?.problems ?? [];
  return problems.filter(
    (problem) =>
      problem.step === step &&
      (!patient.has(problem.code) || model.attempted.has(step) || model.touched.has(problem.field)),
  );
}

/** What is to be said under a field, the worst first. */
export function messageFor(model: Model, step: StepId, field: string): FieldMessage | undefined {
  const found = shownProblems(model, step).filter((problem) => problem.field === field);
  return found.find(({ severity }) => severity === 'error') ?? found[0];
}
