import { h } from '../../ui/h';

/** The frame of a step: the heading takes the focus when the step is entered. */
export function stepPage(title: string, intro: string, ...parts: (HTMLElement | false)[]): HTMLElement {
  return h(
    'section',
    { class: 'stack step-page', 'aria-label': title },
    h('header', { class: 'step-header' }, h('h1', { tabindex: -1 }, title), h('p', { class: 'help' }, intro)),
    ...parts,
  );
}
