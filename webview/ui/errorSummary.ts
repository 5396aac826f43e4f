import { h, replaceChildren } from './h';
import { icon } from './icons';

export interface SummaryEntry {
  message: string;
  /** Moves the focus to the field in question. */
  go: () => void;
}

export interface ErrorSummary {
  element: HTMLElement;
  /** Draws the list; an empty one hides it. */
  update(entries: readonly SummaryEntry[]): void;
  focus(): void;
}

/** What keeps a person from going on, each line a way to its field. Read out when it appears. */
export function errorSummary(): ErrorSummary {
  const title = h('p', { class: 'summary-title' });
  const list = h('ul', {});
  const element = h(
    'div',
    { class: 'callout callout-error error-summary', role: 'alert', tabindex: -1, hidden: true },
    icon('error'),
    h('div', { class: 'callout-body' }, title, list),
  );
  let drawn = '';
  return {
    element,
    update(entries) {
      // What is drawn anew under the pointer loses the click; what says the same stays.
      const next = JSON.stringify(entries.map(({ message }) => message));
      if (next === drawn) return;
      drawn = next;
      element.hidden = entries.length === 0;
      title.textContent =
        entries.length === 1 ? 'One thing to mend first' : `${entries.length} things to mend first`;
      replaceChildren(
        list,
        ...entries.map(({ message, go }) =>
          h('li', {}, h('button', { type: 'button', class: 'link', onclick: go }, message)),
        ),
      );
    },
    focus: () => element.focus(),
  };
}
