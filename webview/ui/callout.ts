import { h } from './h';
import { icon, iconView } from './icons';
import { html, type TemplateResult } from './lit';

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

/** The same in a template. */
export function calloutView(kind: CalloutKind, content: unknown): TemplateResult {
  return html`<div class="callout callout-${kind}">
    ${iconView(kind === 'success' ? 'check' : kind)}
    <span class="visually-hidden">${words[kind]}: </span>
    <div class="callout-body">${content}</div>
  </div>`;
}
