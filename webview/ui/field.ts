import { h, setAttribute, setText, uniqueId } from './h';
import { icon } from './icons';

export interface FieldMessage {
  severity: 'error' | 'warning' | 'info';
  message: string;
}

export interface Field {
  element: HTMLElement;
  /** Shows the message under the control, and tells assistive technology about it. */
  update(message: FieldMessage | undefined): void;
}

/**
 * A control with its label, help and message. The ids of the page do not reach into the shadow root of a
 * toolkit control, so name and description are set on the input inside it as texts.
 */
export function field(options: {
  control: HTMLElement;
  label: string;
  optional?: boolean;
  help?: string;
  /** Stands at the right of the control: a prefix button, a counter. */
  aside?: HTMLElement;
}): Field {
  const { control, label, help, aside } = options;
  control.id ||= uniqueId('field');
  nameControl(control, label);
  const message = h('p', { class: 'field-message', hidden: true });
  const element = h(
    'div',
    { class: 'field' },
    h(
      'label',
      { class: 'field-label', for: control.id },
      label,
      options.optional === true && h('span', { class: 'quiet' }, ' optional'),
    ),
    help !== undefined && h('p', { class: 'help' }, help),
    aside ? h('div', { class: 'field-row' }, control, aside) : control,
    message,
  );
  return { element, update: (problem) => showMessage(control, message, problem, help) };
}

/**
 * Gives a toolkit control its accessible name: on connecting it takes its text for one, and overwrites any
 * `aria-label`. The text itself is hidden by the style sheet.
 */
export function nameControl(control: HTMLElement, name: string): void {
  control.textContent = name;
}

/** Draws the message line of a control; also for controls that stand in a table and have no field around them. */
export function showMessage(
  control: HTMLElement,
  line: HTMLElement,
  problem: FieldMessage | undefined,
  help?: string,
): void {
  drawMessage(line, problem);
  const invalid = problem?.severity === 'error';
  control.classList.toggle('invalid', invalid);
  const inner = control.shadowRoot?.querySelector('input, textarea') ?? control;
  setAttribute(inner, 'aria-invalid', invalid && 'true');
  setAttribute(inner, 'aria-description', [help, problem?.message].filter(Boolean).join(' ') || undefined);
}

/** The line alone, for messages that belong to no single control. */
export function drawMessage(line: HTMLElement, problem: FieldMessage | undefined): void {
  line.hidden = !problem;
  line.className = `field-message field-${problem?.severity ?? 'info'}`;
  if (problem && line.textContent !== problem.message) {
    const text = h('span', {});
    setText(text, problem.message);
    line.replaceChildren(icon(problem.severity), text);
  } else if (!problem) {
    line.replaceChildren();
  }
}
