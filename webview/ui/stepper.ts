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
  const items = new Map<string, ReturnType<typeof makeItem>>();

  function itemOf(step: Step, index: number) {
    const found = items.get(step.id);
    if (found) return found;
    const made = makeItem(step, index, go);
    items.set(step.id, made);
    list.append(h('li', {}, made.button));
    return made;
  }

  return {
    element: h('nav', { class: 'stepper', 'aria-label': label }, list, short),
    update(steps, current) {
      steps.forEach((step, index) => {
        itemOf(step, index).draw(step.state, step.id === current);
        if (step.id === current) setText(short, `Step ${index + 1} of ${steps.length} · ${step.title}`);
      });
    },
  };
}

/** The button's parts stay while it is drawn anew: one that goes between press and release takes the click along. */
function makeItem({ id, title }: Step, index: number, go: (id: string) => void) {
  const mark = h('span', { class: 'step-mark' });
  const said = h('span', { class: 'visually-hidden' });
  const button = h(
    'button',
    { type: 'button', onclick: () => go(id) },
    mark,
    h('span', { class: 'step-number' }, String(index + 1)),
    h('span', { class: 'step-title' }, title),
    said,
  );
  return {
    button,
    draw(state: Step['state'], current: boolean) {
      setAttribute(button, 'aria-current', current && 'step');
      setText(said, words[state]);
      if (button.className === `step step-${state}`) return;
      button.className = `step step-${state}`;
      mark.replaceChildren(icon(icons[state]));
    },
  };
}
