import { h, setAttribute } from './h';

export interface JsonEditor {
  element: HTMLElement;
  /** Sets the text unless it is already there; the caret stays where the person types. */
  update(text: string, problemLines: readonly number[]): void;
  /** Puts the caret on a place of the text (1-based line and column). */
  reveal(line: number, column: number): void;
}

/** A plain text area in the editor font with line numbers; lines with problems are marked in the margin. */
export function jsonEditor(label: string, change: (text: string) => void): JsonEditor {
  const numbers = h('div', { class: 'json-numbers', 'aria-hidden': 'true' });
  const area = h('textarea', {
    class: 'json-text',
    'aria-label': label,
    spellcheck: false,
    autocapitalize: 'off',
    autocomplete: 'off',
    wrap: 'off',
    rows: 18,
  });
  let marked: readonly number[] = [];

  function drawNumbers(): void {
    const count = area.value.split('\n').length;
    const lines = Array.from({ length: count }, (_, at) =>
      h(
        'div',
        { class: marked.includes(at + 1) ? 'json-number json-number-marked' : 'json-number' },
        String(at + 1),
      ),
    );
    numbers.replaceChildren(...lines);
    numbers.scrollTop = area.scrollTop;
  }

  area.addEventListener('scroll', () => (numbers.scrollTop = area.scrollTop));
  area.addEventListener('input', () => {
    drawNumbers();
    change(area.value);
  });

  return {
    element: h('div', { class: 'json-editor' }, numbers, area),
    update(text, problemLines) {
      marked = problemLines;
      if (area.value !== text) {
        const { selectionStart, selectionEnd } = area;
        area.value = text;
        if (document.activeElement === area) area.setSelectionRange(selectionStart, selectionEnd);
      }
      setAttribute(area, 'aria-invalid', problemLines.length > 0 && 'true');
      drawNumbers();
    },
    reveal(line, column) {
      const before = area.value.split('\n').slice(0, line - 1);
      const offset = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
      area.focus();
      area.setSelectionRange(offset, offset);
      const height = area.scrollHeight / Math.max(area.value.split('\n').length, 1);
      area.scrollTop = Math.max(0, (line - 4) * height);
    },
  };
}
