import { errorsOf } from '../../src/core/wizard/problem';
import { steps, type StepId } from '../../src/core/wizard/steps';
import type { WizardView } from '../../src/protocol/wizard';
import { callout } from '../ui/callout';
import { button, linkButton } from '../ui/controls';
import { errorSummary } from '../ui/errorSummary';
import { h, replaceChildren } from '../ui/h';
import { stepper } from '../ui/stepper';
import { banner } from './banner';
import { finishPart } from './finish';
import type { Model, StepPart, Wizard } from './model';
import { configureStep } from './steps/configure';
import { labelsStep } from './steps/labels';
import { policyStep } from './steps/policy';
import { administratorsStep, usersStep } from './steps/administratorsAndUsers';
import { reviewStep } from './steps/review';

export interface Frame {
  element: HTMLElement;
  update(model: Model): void;
  /** Puts the focus on the step's heading, or on one of its fields. */
  enter(step: StepId, field?: string): void;
  /** Shows what keeps the person from going on. */
  summarise(step: StepId): void;
}

const makers: Record<StepId, (wizard: Wizard) => StepPart> = {
  configure: configureStep,
  labels: labelsStep,
  administrators: administratorsStep,
  users: usersStep,
  policy: policyStep,
  review: reviewStep,
};

/** Banner, stepper, the step itself, footer. */
export function wizardFrame(
  wizard: Wizard,
  actions: { next(): Promise<void>; create(): Promise<void> },
): Frame {
  const parts = new Map<StepId, StepPart>();
  const top = banner();
  const navigation = stepper('Steps', (id) => wizard.go(id as StepId));
  const summary = errorSummary();
  const notices = h('div', { class: 'stack notices' });
  const content = h('div', { class: 'content' });
  const footer = wizardFooter(wizard, actions);
  let summarised: StepId | undefined;
  let dismissed = false;
  let drawnNotices = '';
  let last: Model | undefined;
  const finish = finishPart(wizard, () => {
    dismissed = true;
    if (last) update(last);
    enter(last?.view.step ?? 'review');
  });
  const element = h(
    'div',
    { class: 'wizard' },
    top.element,
    h(
      'div',
      { class: 'wizard-body' },
      navigation.element,
      h('div', { class: 'wizard-main' }, notices, summary.element, content),
    ),
    footer.element,
  );

  function partOf(step: StepId): StepPart {
    const part = parts.get(step) ?? makers[step](wizard);
    parts.set(step, part);
    return part;
  }

  function update(model: Model): void {
    if (model.view.step !== last?.view.step) summarised = undefined;
    if (model.view.run?.status === 'running') dismissed = false;
    last = model;
    const { view } = model;
    const finishing = view.run !== undefined && !dismissed;
    top.update(view);
    navigation.update(stepStates(model), finishing ? '' : view.step);
    drawNotices(model);
    if (finishing) finish.update(model);
    else partOf(view.step).update(model);
    show(finishing ? finish.element : partOf(view.step).element);
    footer.update(view.step, finishing);
    navigation.element.toggleAttribute('inert', finishing);
  }

  function show(shown: HTMLElement): void {
    if (content.firstElementChild === shown) return;
    content.replaceChildren(shown);
  }

  function drawNotices({ view }: Model): void {
    const found = summarised
      ? errorsOf(view.view?.problems ?? [], summarised === 'review' ? undefined : summarised)
      : [];
    summary.update(found.map(({ message, step, field }) => ({ message, go: () => wizard.go(step, field) })));
    const old = isRestored(view) ? view.restoredFrom : undefined;
    const next = JSON.stringify([view.placeFailure, old]);
    if (next === drawnNotices) return;
    drawnNotices = next;
    replaceChildren(
      notices,
      view.placeFailure !== undefined &&
        callout(
          'error',
          view.placeFailure,
          ' ',
          linkButton('Retry', () => wizard.reload('reconnect')),
        ),
      old !== undefined && restored(old, wizard),
    );
  }

  function enter(step: StepId, field?: string): void {
    if (field === undefined || !partOf(step).focus(field)) {
      content.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }

  return {
    element,
    update,
    enter,
    summarise(step) {
      summarised = step;
      if (last) update(last);
      summary.focus();
    },
  };
}

/** A draft of an earlier session, to which nothing has been done yet. */
function isRestored({ restoredFrom, revision, run }: WizardView): boolean {
  return restoredFrom !== undefined && revision === 0 && run === undefined;
}

function restored(from: number, wizard: Wizard): HTMLElement {
  const date = new Date(from).toLocaleString();
  return callout(
    'info',
    `Your draft of ${date} is here again. `,
    linkButton('Start over', () => wizard.reload('startOver')),
  );
}

function stepStates({ view, attempted, visited }: Model) {
  const problems = view.view?.problems ?? [];
  return steps.map(({ id, short }) => {
    const failed = errorsOf(problems, id).length > 0;
    const seen = visited.has(id) || attempted.has(id);
    return {
      id,
      title: short,
      state: !seen ? ('open' as const) : failed ? ('error' as const) : ('done' as const),
    };
  });
}

function wizardFooter(wizard: Wizard, actions: { next(): Promise<void>; create(): Promise<void> }) {
  const cancel = button('Cancel', () => wizard.ask('close'));
  const skip = button('Skip to review', () => wizard.go('review'));
  const previous = button('Previous', () => move(-1));
  const next = button('Next', () => void actions.next(), 'primary');
  const create = button('Create key', () => void actions.create(), 'primary');
  let current: StepId = 'configure';

  function move(by: number): void {
    const target = steps[steps.findIndex(({ id }) => id === current) + by];
    if (target) wizard.go(target.id);
  }

  const element = h(
    'div',
    { class: 'footer' },
    cancel,
    h('div', { class: 'row' }, skip, previous, next, create),
  );
  return {
    element,
    update(step: StepId, finishing: boolean) {
      current = step;
      element.hidden = finishing;
      skip.hidden = step === 'review';
      previous.hidden = step === 'configure';
      next.hidden = step === 'review';
      create.hidden = step !== 'review';
    },
  };
}
