import { h, replaceChildren } from './h';
import { icon } from './icons';

export interface Chip {
  value: string;
  label: string;
  invalid?: boolean;
}

export interface Chips {
  element: HTMLElement;
  update(chips: readonly Chip[]): void;
}

/** Chosen things, each with a button that takes it away. The focus moves on to the next one. */
export function chips(label: string, remove: (value: string) => void): Chips {
  const list = h('ul', { class: 'chips', 'aria-label': label });

  function takeAway(value: string, index: number): void {
    const hadFocus = list.contains(document.activeElement);
    remove(value);
    if (!hadFocus) return;
    const buttons = list.querySelectorAll('button');
    buttons[Math.min(index, buttons.length - 1)]?.focus();
  }

  let drawn = '';
  return {
    element: list,
    update(items) {
      const next = JSON.stringify(items);
      if (next === drawn) return;
      drawn = next;
      list.hidden = items.length === 0;
      replaceChildren(
        list,
        ...items.map((chip, index) =>
          h(
            'li',
            { class: chip.invalid ? 'chip chip-invalid' : 'chip', title: chip.value },
            chip.invalid && icon('error'),
            h('span', { class: 'chip-label' }, chip.label),
            removeButton(chip, () => takeAway(chip.value, index)),
          ),
        ),
      );
    },
  };
}

function removeButton(chip: Chip, onclick: () => void): HTMLButtonElement {
  const button = h('button', {
    type: 'button',
    class: 'icon-button',
    'aria-label': `Remove ${chip.label}`,
    onclick,
  });
  button.append(icon('close'));
  return button;
}
