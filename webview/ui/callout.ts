import { h } from './h';
import { icon } from './icons';

export type CalloutKind = 'info' | 'warning' | 'error' | 'success';

const words: Record<CalloutKind, string> = {
  info: 'Note',
  warning: 'Warning',
  error: 'Error',
  success: 'Done',
};

/** A message with icon and left bar. The kind is also said in words, for those who do not see it. */
export function callout(kind: CalloutKind, ...children: (Node | string)[]): HTMLElement {
  return h(
    'div',
    { class: `callout callout-${kind}` },
    icon(kind === 'success' ? 'check' : kind),
    h('span', { class: 'visually-hidden' }, `${words[kind]}: `),
    h('div', { class: 'callout-body' }, ...children),
  );
}
