import type { KeyDraft } from '../../src/core/wizard/draft';
import type { Problem } from '../../src/core/wizard/problem';
import type { StepId } from '../../src/core/wizard/steps';
import type { WizardView } from '../../src/protocol/wizard';
import type { FieldMessage } from '../ui/field';

/** What is drawn: the host's view, and what only the page knows. */
export interface Model {
  view: WizardView;
  /** Steps that the person tried to leave: all their errors are shown. */
  attempted: ReadonlySet<StepId>;
  visited: ReadonlySet<StepId>;
  /** Fields that the person has left once. */
  touched: ReadonlySet<string>;
}

/** What a step can ask for. */
export interface Wizard {
  edit(change: (draft: KeyDraft) => KeyDraft): void;
  touch(field: string): void;
  go(step: StepId, field?: string): void;
  /** Asks the host for something that has no answer to draw. */
  ask(method: 'listPrincipals' | 'openPolicy' | 'showKey' | 'close' | 'stopRetrying'): void;
  run(method: 'create' | 'retry' | 'undo'): void;
  reload(method: 'reconnect' | 'startOver'): void;
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
