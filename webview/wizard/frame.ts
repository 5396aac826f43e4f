import { exactTime } from '../../src/core/keys/labels';
import type { StepId } from '../../src/core/wizard/steps';
import { calloutView } from '../ui/callout';
import { linkView } from '../ui/controls';
import { focusSummary, summaryView } from '../ui/errorSummary';
import { html, nothing, render, type TemplateResult } from '../ui/lit';
import { stepperView } from '../ui/stepper';
import { bannerView } from './banner';
import { finishPart } from './finish';
import type { StepPart, Wizard } from './model';
import { isFinishing, restoredFrom, stepStates, summary, type Model } from './state';
import { configureStep } from './steps/configure';
import { labelsStep } from './steps/labels';
import { policyStep } from './steps/policy';
import { administratorsStep, usersStep } from './steps/administratorsAndUsers';
import { reviewStep } from './steps/review';

/** The page as it is drawn. */
export interface Frame {
  draw(model: Model): void;
  /** Puts the focus on the step's heading, or on one of its fields. */
  enter(step: StepId, field?: string): void;
  focusSummary(): void;
}

const makers: Record<StepId, (wizard: Wizard) => StepPart> = {
  configure: configureStep,
  labels: labelsStep,
  administrators: administratorsStep,
  users: usersStep,
  policy: policyStep,
  review: reviewStep,
};

/** Draws the wizard below `root`. Steps are made when they are first shown, and kept. */
export function wizardFrame(root: HTMLElement, wizard: Wizard): Frame {
  const parts = new Map<StepId, StepPart>();
  const finish = finishPart(wizard, () => wizard.dismiss());

  function partOf(step: StepId): StepPart {
    const part = parts.get(step) ?? makers[step](wizard);
    parts.set(step, part);
    return part;
  }

  return {
    draw(model) {
      const shown = isFinishing(model) ? finish : partOf(model.view.step);
      shown.update(model);
      render(pageView(model, shown.element, wizard), root);
    },
    enter(step, field) {
      if (field !== undefined && partOf(step).focus(field)) return;
      root.querySelector<HTMLElement>('.content h1')?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    },
    focusSummary: () => focusSummary(root),
  };
}

/** Banner, stepper, the step itself, footer. */
function pageView(model: Model, shown: HTMLElement, wizard: Wizard): TemplateResult {
  const finishing = isFinishing(model);
  const steps = stepperView({
    label: 'Steps',
    steps: stepStates(model),
    current: model.view.step,
    inert: finishing,
    go: (step) => wizard.go(step),
  });
  const problems = summary(model).map(({ message, step, field }) => ({
    message,
    go: () => wizard.go(step, field),
  }));
  return html`<div class="wizard">
    ${bannerView(model.view)}
    <div class="wizard-body">
      ${steps}
      <div class="wizard-main">
        <div class="stack notices">${noticesOf(model, wizard)}</div>
        ${summaryView(problems)}
        <div class="content">${shown}</div>
      </div>
    </div>
    ${footerView(model, wizard)}
  </div>`;
}

function noticesOf(model: Model, wizard: Wizard): unknown[] {
  const { placeFailure } = model.view;
  const restored = restoredFrom(model);
  return [
    placeFailure === undefined
      ? nothing
      : calloutView('error', [placeFailure, ' ', linkView('Retry', () => wizard.reload('reconnect'))]),
    restored === undefined
      ? nothing
      : calloutView('info', [
          `Restored your draft of ${exactTime(restored)}. `,
          linkView('Start over', () => wizard.reload('startOver')),
        ]),
  ];
}

function footerView(model: Model, wizard: Wizard): TemplateResult {
  const { step } = model.view;
  const atEnd = step === 'review';
  const button = (label: string, hidden: boolean, run: () => void, appearance = 'secondary') =>
    html`<vscode-button appearance=${appearance} ?hidden=${hidden} @click=${run}>${label}</vscode-button>`;
  return html`<div class="footer" ?hidden=${isFinishing(model)}>
    ${button('Cancel', false, () => wizard.ask('close'))}
    <div class="row">
      ${button('Skip to review', atEnd, () => wizard.go('review'))}
      ${button('Previous', step === 'configure', () => wizard.move(-1))}
      ${button('Next', atEnd, () => wizard.next(), 'primary')}
      ${button('Create key', !atEnd, () => wizard.create(), 'primary')}
    </div>
  </div>`;
}
