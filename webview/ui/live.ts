import { h } from './h';

/** By then every screen reader has taken the text over. */
const saidWithin = 5_000;

let region: HTMLElement | undefined;

/** Says something to screen readers without moving the focus. The same text twice is said twice. */
export function announce(text: string): void {
  if (!region) {
    region = h('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
    document.body.append(region);
  }
  // A new node makes a change of the region even where the words are the same.
  const said = h('span', {}, text);
  region.replaceChildren(said);
  // What has been said must not be found on the page later, as if it were still so.
  setTimeout(() => said.remove(), saidWithin);
}
