import { h } from './h';
import { icon } from './icons';
import { announce } from './live';

/** A small button that copies `text()` and confirms in place. `what` completes "Copy …". */
export function copyButton(what: string, text: () => string): HTMLButtonElement {
  const button = h('button', {
    type: 'button',
    class: 'icon-button copy-button',
    'aria-label': `Copy ${what}`,
    title: `Copy ${what}`,
  });
  button.append(icon('copy'));
  let reset: ReturnType<typeof setTimeout> | undefined;

  function show(done: boolean): void {
    button.replaceChildren(icon(done ? 'check' : 'error'));
    const words = done ? `Copied ${what}` : `Could not copy ${what}`;
    button.title = words;
    announce(words);
    clearTimeout(reset);
    reset = setTimeout(() => {
      button.replaceChildren(icon('copy'));
      button.title = `Copy ${what}`;
    }, 2000);
  }

  button.addEventListener('click', () => {
    navigator.clipboard.writeText(text()).then(
      () => show(true),
      () => show(false),
    );
  });
  return button;
}

/** An identifier in the editor font with its copy button; cut in the middle where there is no room. */
export function identifier(what: string, value: string): HTMLElement {
  const cut = Math.max(value.length - 12, 0);
  const text = h(
    'span',
    { class: 'identifier-text', title: value },
    h('span', { class: 'visually-hidden' }, value),
    h('span', { class: 'identifier-head', 'aria-hidden': 'true' }, value.slice(0, cut)),
    h('span', { class: 'identifier-tail', 'aria-hidden': 'true' }, value.slice(cut)),
  );
  return h(
    'span',
    { class: 'identifier' },
    text,
    copyButton(what, () => value),
  );
}
