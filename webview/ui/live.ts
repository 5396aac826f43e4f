import { h } from './h';

let region: HTMLElement | undefined;

/** Says something to screen readers without moving the focus. The same text twice is said twice. */
export function announce(text: string): void {
  if (!region) {
    region = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
    document.body.append(region);
  }
  // A new node makes a change of the region even where the words are the same.
  region.replaceChildren(h('span', {}, text));
}
