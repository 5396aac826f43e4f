import { h } from './h';
import { html, type TemplateResult } from './lit';

/** A toolkit control with a value; the toolkit's own types bring in more than a page needs. */
export interface TextControl extends HTMLElement {
  value: string;
}

/** A one-line toolkit text field; `change` is told of every keystroke. */
export function textField(
  change: (value: string) => void,
  attributes: Record<string, string> = {},
): TextControl {
  return text('vscode-text-field', change, { spellcheck: 'false', autocomplete: 'off', ...attributes });
}

export function textArea(change: (value: string) => void, rows: number): TextControl {
  return text('vscode-text-area', change, { rows: String(rows), resize: 'vertical' });
}

function text(tag: string, change: (value: string) => void, attributes: Record<string, string>): TextControl {
  const control = h(tag, attributes) as TextControl;
  control.addEventListener('input', () => change(control.value));
  return control;
}

/** Writes the value unless it is there already: the caret stays where the person types. */
export function setValue(control: TextControl, value: string): void {
  if (control.value !== value) control.value = value;
}

export interface CheckBox extends HTMLElement {
  checked: boolean;
}

export function checkBox(label: string, change: (checked: boolean) => void): CheckBox {
  const box = h('vscode-checkbox', {}, label) as CheckBox;
  box.addEventListener('change', () => change(box.checked));
  return box;
}

export function setChecked(box: CheckBox, checked: boolean): void {
  if (box.checked !== checked) box.checked = checked;
}

/** At most one primary button a screen; destructive ones are never primary. */
export function button(
  label: string,
  onclick: () => void,
  appearance: 'primary' | 'secondary' = 'secondary',
): HTMLElement {
  return h('vscode-button', { appearance, onclick }, label);
}

export function linkButton(label: string, onclick: () => void): HTMLButtonElement {
  return h('button', { type: 'button', class: 'link', onclick }, label);
}

/** The same in a template. */
export function linkView(label: string, onclick: () => void): TemplateResult {
  return html`<button type="button" class="link" @click=${onclick}>${label}</button>`;
}
