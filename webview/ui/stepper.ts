import { iconView, type IconName } from './icons';
import { html, ifDefined, repeat, type TemplateResult } from './lit';

export interface Step<Id extends string> {
  id: Id;
  title: string;
  state: 'open' | 'done' | 'error';
}

interface Content<Id extends string> {
  label: string;
  steps: readonly Step<Id>[];
  current: Id;
  /** The steps are over: they can be seen, and none is the current one. */
  inert: boolean;
  go: (id: Id) => void;
}

const icons: Record<Step<string>['state'], IconName> = { open: 'circle', done: 'check', error: 'error' };
const words: Record<Step<string>['state'], string> = { open: '', done: ', done', error: ', needs attention' };

/** The steps of a wizard as a list of buttons; narrow pages show "Step 2 of 6" in its place: the title follows as their heading. */
export function stepperView<Id extends string>(content: Content<Id>): TemplateResult {
  const { label, steps, current, inert } = content;
  const at = steps.findIndex(({ id }) => id === current);
  return html`<nav class="stepper" aria-label=${label} ?inert=${inert}>
    <ol class="stepper-list">
      ${repeat(
        steps,
        ({ id }) => id,
        (step, index) => html`<li>${stepView(step, index, content)}</li>`,
      )}
    </ol>
    <p class="stepper-short" aria-hidden="true">Step ${at + 1} of ${steps.length}</p>
  </nav>`;
}

function stepView<Id extends string>(
  { id, title, state }: Step<Id>,
  index: number,
  { current, inert, go }: Content<Id>,
): TemplateResult {
  const isCurrent = id === current && !inert;
  return html`<button
    type="button"
    class="step step-${state}"
    aria-current=${ifDefined(isCurrent ? 'step' : undefined)}
    @click=${() => go(id)}
  >
    <span class="step-mark">${iconView(icons[state])}</span>
    <span class="step-number">${index + 1}</span>
    <span class="step-title">${title}</span>
    <span class="visually-hidden">${words[state]}</span>
  </button>`;
}
