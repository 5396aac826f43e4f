import { copyButton } from './copyButton';
import { h, setText } from './h';

export interface CodeBlock {
  element: HTMLElement;
  update(text: string): void;
}

/** Text in the editor font that scrolls by itself and can be copied whole. */
export function codeBlock(what: string): CodeBlock {
  const code = h('code', {});
  let current = '';
  return {
    element: h(
      'div',
      { class: 'code-block' },
      copyButton(what, () => current),
      h('pre', { tabindex: 0, role: 'region', 'aria-label': what }, code),
    ),
    update(text) {
      current = text;
      setText(code, text);
    },
  };
}
