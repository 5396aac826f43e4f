import { h, replaceChildren } from './h';
import { icon } from './icons';

export interface ProgressItem {
  title: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** The failure's text, or what is being waited for. */
  message?: string;
}

export interface ProgressList {
  element: HTMLElement;
  update(items: readonly ProgressItem[]): void;
}

const words: Record<ProgressItem['state'], string> = {
  waiting: 'waiting',
  running: 'under way',
  done: 'done',
  failed: 'failed',
};

/** Calls in their order, each with a tick, a ring or a cross; changes are read out. */
export function progressList(label: string): ProgressList {
  const list = h('ul', { class: 'progress-list', 'aria-label': label, 'aria-live': 'polite' });
  let drawn = '';
  return {
    element: list,
    update(items) {
      const next = JSON.stringify(items);
      if (next === drawn) return;
      drawn = next;
      replaceChildren(list, ...items.map(draw));
    },
  };
}

function draw({ title, state, message }: ProgressItem): HTMLElement {
  return h(
    'li',
    { class: `progress-item progress-${state}` },
    mark(state),
    h(
      'div',
      {},
      h('span', {}, title),
      h('span', { class: 'visually-hidden' }, `, ${words[state]}`),
      message !== undefined && h('p', { class: state === 'failed' ? 'progress-failure' : 'help' }, message),
    ),
  );
}

function mark(state: ProgressItem['state']): Node {
  if (state === 'running') return h('vscode-progress-ring', { class: 'small-ring', 'aria-hidden': 'true' });
  return icon(state === 'done' ? 'check' : state === 'failed' ? 'error' : 'circle');
}
