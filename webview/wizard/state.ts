import type { KeyDraft } from '../../src/core/wizard/draft';
import { errorsOf, type Problem } from '../../src/core/wizard/problem';
import type { Run } from '../../src/core/wizard/run';
import { steps, type StepId } from '../../src/core/wizard/steps';
import type { DraftView } from '../../src/core/wizard/view';
import type { WizardView } from '../../src/protocol/wizard';

/** What is drawn: the host's view, and what only the page knows. */
export interface WizardState {
  /** Absent before the host's first answer. */
  view?: WizardView;
  /** Steps that the person tried to leave: all their errors are shown. */
  attempted: ReadonlySet<StepId>;
  visited: ReadonlySet<StepId>;
  /** Fields that the person has left once. */
  touched: ReadonlySet<string>;
  /** The step whose errors the summary lists, until the person leaves it; at the review, those of all steps. */
  summarised?: StepId;
  /** The person has gone back to the steps from a run that is over. */
  dismissed: boolean;
}

/** The state once there is something to draw. */
export type Model = WizardState & { view: WizardView };

export type WizardEvent =
  /** The host tells everything: at the start, after "Start over", at another place. */
  | { kind: 'restarted'; view: WizardView }
  /** The host tells that the draft was changed elsewhere, or what is known around it. */
  | { kind: 'told'; view: WizardView }
  /** What follows from the draft of a revision. */
  | { kind: 'answered'; revision: number; view: DraftView }
  | { kind: 'run'; run: Run }
  | { kind: 'edited'; change: (draft: KeyDraft) => KeyDraft }
  | { kind: 'touched'; field: string }
  | { kind: 'went'; step: StepId }
  /** The person has tried to leave the step, or to create the key. */
  | { kind: 'tried'; to: 'leave' | 'create' }
  | { kind: 'dismissed' };

const nobody: ReadonlySet<never> = new Set<never>();

export const startWizardState: WizardState = {
  attempted: nobody,
  visited: nobody,
  touched: nobody,
  dismissed: false,
};

export function hasView(state: WizardState): state is Model {
  return state.view !== undefined;
}

/** The page after an event; the same value where there is nothing to draw yet, or nothing new. */
export function nextWizard(state: WizardState, event: WizardEvent): WizardState {
  if (event.kind === 'restarted') return restart(state, event.view);
  if (event.kind === 'told') return withView(state, merged(state.view, event.view));
  if (event.kind === 'touched') return { ...state, touched: new Set([...state.touched, event.field]) };
  return hasView(state) ? nextModel(state, event) : state;
}

function nextModel(
  state: Model,
  event: Exclude<WizardEvent, { kind: 'restarted' | 'told' | 'touched' }>,
): WizardState {
  const { view, visited } = state;
  switch (event.kind) {
    case 'answered':
      // What belongs to an older draft would flicker; the next answer is on its way.
      return view.revision === event.revision ? withView(state, { ...view, view: event.view }) : state;
    case 'run':
      return withView(state, { ...view, run: event.run });
    case 'edited':
      return withView(state, { ...view, draft: event.change(view.draft), revision: view.revision + 1 });
    case 'went':
      return withView(
        { ...state, visited: new Set([...visited, view.step]) },
        { ...view, step: event.step, revision: view.revision + 1 },
      );
    case 'tried':
      return attempt(state, event.to);
    case 'dismissed':
      return { ...state, dismissed: true };
  }
}

/** Everything again: another draft, or another place. Who comes back to a step has been through those before it. */
function restart({ dismissed }: WizardState, view: WizardView): WizardState {
  const before = steps.slice(0, indexOf(view.step)).map(({ id }) => id);
  return withView({ ...startWizardState, visited: new Set(before), dismissed }, view);
}

/** The person's own draft wins while the host has not heard of it; the step is always the person's. */
function merged(mine: WizardView | undefined, told: WizardView): WizardView {
  if (!mine) return told;
  const { revision, draft, step } = mine;
  return revision > told.revision ? { ...told, revision, draft, step } : { ...told, step };
}

function withView(state: WizardState, view: WizardView): WizardState {
  const { summarised, ...others } = state;
  const stays = summarised !== undefined && state.view?.step === view.step;
  return {
    ...others,
    view,
    ...(stays && { summarised }),
    dismissed: view.run?.status === 'running' ? false : state.dismissed,
  };
}

function attempt(state: Model, to: 'leave' | 'create'): WizardState {
  const { step } = state.view;
  const tried = to === 'create' ? steps.map(({ id }) => id) : [step];
  const next = { ...state, attempted: new Set([...state.attempted, ...tried]) };
  return hindrances(state, to).length > 0 ? { ...next, summarised: to === 'create' ? 'review' : step } : next;
}

/** What keeps the person from leaving the step, or from creating the key. */
export function hindrances({ view }: Model, to: 'leave' | 'create'): Problem[] {
  return errorsOf(view.view?.problems ?? [], to === 'create' ? undefined : view.step);
}

/** What the summary lists. */
export function summary({ view, summarised }: Model): Problem[] {
  if (summarised === undefined) return [];
  return errorsOf(view.view?.problems ?? [], summarised === 'review' ? undefined : summarised);
}

/** The run is shown in place of the steps. */
export function isFinishing({ view, dismissed }: Model): boolean {
  return view.run !== undefined && !dismissed;
}

/** When the draft of an earlier session was last changed, as long as nothing has been done to it. */
export function restoredFrom({ view: { restoredFrom, revision, run } }: Model): number | undefined {
  return revision === 0 && run === undefined ? restoredFrom : undefined;
}

/** The step before (-1) or after (1) the one that is shown. */
export function neighbour({ view }: Model, by: -1 | 1): StepId | undefined {
  return steps[indexOf(view.step) + by]?.id;
}

/** The steps with how far they are. */
export function stepStates({ view, attempted, visited }: Model) {
  const problems = view.view?.problems ?? [];
  return steps.map(({ id, short }) => {
    const failed = errorsOf(problems, id).length > 0;
    // The review is over when the key is there.
    const isPending = id === 'review' && view.run?.status !== 'done';
    const seen = visited.has(id) || attempted.has(id);
    return {
      id,
      title: short,
      state: !seen || isPending ? ('open' as const) : failed ? ('error' as const) : ('done' as const),
    };
  });
}

function indexOf(step: StepId): number {
  return steps.findIndex(({ id }) => id === step);
}
