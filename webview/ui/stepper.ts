import { h, setAttribute, setText } from './h';
import { icon, type IconName } from './icons';

export interface Step {
  id: string;
  title: string;
  state: 'open' | 'done' | 'error';
}

export interface Stepper {
  element: HTMLElement;
  update(steps: readonly Step[], current: string): void;
}

const icons: Record<Step['state'], IconName> = { open: 'circle', done: 'check', error: 'warning' };
const words: Record<Step['state'], string> = { open: '', done: ', done', error: ', needs attention' };

/** The steps of a wizard as a list of buttons; narrow pages show "Step 2 of 6 · Labels" in its place. */
export function stepper(label: string, go: (id: string) => void): Stepper {
  const list = h('ol', { class: 'stepper-list' });
  const short = h('p', { class: 'stepper-short', 'aria-hidden': 'true' });
  const buttons = new Map<string, HTMLButtonElement>();

  function buttonOf(step: Step): HTMLButtonElement {
    const found = buttons.get(step.id);
    if (found) return found;
    const made = h('button', { type: 'button', class: 'step', onclick: () => go(step.id) });
    buttons.set(step.id, made);
    list.append(h('li', {}, made));
    return made;
  }

  return {
    element: h('nav', { class: 'stepper', 'aria-label': label }, list, short),
    update(steps, current) {
      steps.forEach((step, index) => {
        const button = buttonOf(step);
        setAttribute(button, 'aria-current', step.id === current && 'step');
        button.className = `step step-${step.state}`;
        button.replaceChildren(
          icon(icons[step.state]),
          h('span', { class: 'step-number' }, String(index + 1)),
          h('span', { class: 'step-title' }, step.title),
          h('span', { class: 'visually-hidden' }, words[step.state]),
        );
        if (step.id === current) setText(short, `Step ${index + 1} of ${steps.length} · ${step.title}`);
      });
    },
  };
}
