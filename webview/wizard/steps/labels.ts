import type { KeyDraft } from '../../../src/core/wizard/draft';
import { quotas } from '../../../src/core/kms/quotas';
import { button, setValue, textArea, textField, type TextControl } from '../../ui/controls';
import { field, nameControl, showMessage } from '../../ui/field';
import { h, setText } from '../../ui/h';
import { icon } from '../../ui/icons';
import { messageFor, type StepPart, type Wizard } from '../model';
import type { Model } from '../state';
import { stepPage } from './stepPage';
import { ownValue } from '../../../src/core/ownValue';

export function labelsStep(wizard: Wizard): StepPart {
  const alias = textField((value) => wizard.edit((draft) => ({ ...draft, alias: value })), {
    placeholder: 'my-app',
  });
  alias.addEventListener('blur', () => wizard.touch('alias'));
  const aliasField = field({
    control: alias,
    label: 'Alias',
    help: 'The name by which people and programs find the key: letters, digits, slashes, dashes and underscores.',
  });
  const description = textArea((value) => wizard.edit((draft) => ({ ...draft, description: value })), 3);
  const descriptionField = field({
    control: description,
    label: 'Description',
    optional: true,
    help: 'What the key protects, and who to ask about it.',
  });
  const tags = tagTable(wizard);
  return {
    element: stepPage(
      'Add labels',
      'Do not put secrets into alias, description or tags: CloudTrail shows them in plain text.',
      aliasField.element,
      descriptionField.element,
      tags.element,
    ),
    update(model) {
      setValue(alias, model.view.draft.alias);
      setValue(description, model.view.draft.description);
      aliasField.update(messageFor(model, 'labels', 'alias'));
      descriptionField.update(messageFor(model, 'labels', 'description'));
      tags.update(model);
    },
    focus(name) {
      const control = ownValue({ alias, description }, name) ?? tags.control(name);
      control?.focus();
      return control !== undefined;
    },
  };
}

interface TagRow {
  element: HTMLElement;
  key: TextControl;
  value: TextControl;
  keyMessage: HTMLElement;
  valueMessage: HTMLElement;
}

function tagTable(wizard: Wizard) {
  const list = h('div', { class: 'tag-rows' });
  const count = h('span', { class: 'quiet' });
  const message = h('p', {});
  let rows: TagRow[] = [];
  const add = button('Add tag', () => {
    wizard.edit((draft) => ({ ...draft, tags: [...draft.tags, { key: '', value: '' }] }));
    rows.at(-1)?.key.focus();
  });
  const remove = (index: number) => {
    wizard.edit((draft) => ({ ...draft, tags: draft.tags.filter((_, at) => at !== index) }));
    (rows[Math.min(index, rows.length - 1)]?.key ?? add).focus();
  };
  return {
    element: h(
      'fieldset',
      { class: 'field' },
      h('legend', {}, 'Tags', h('span', { class: 'quiet' }, ' optional')),
      h(
        'p',
        { class: 'help' },
        'For cost allocation and access control. Adding or changing a tag can give or take permissions (ABAC).',
      ),
      list,
      message,
      h('div', { class: 'row' }, add, count),
    ),
    control(name: string): HTMLElement | undefined {
      const [, index, part] = /^tags\.(\d+)\.(key|value)$/.exec(name) ?? [];
      if (part === undefined) return name === 'tags' ? add : undefined;
      return part === 'key' || part === 'value' ? rows[Number(index)]?.[part] : undefined;
    },
    update(model: Model) {
      const { tags } = model.view.draft;
      while (rows.length > tags.length) rows.pop()?.element.remove();
      while (rows.length < tags.length) {
        const row = tagRow(wizard, rows.length, remove);
        rows = [...rows, row];
        list.append(row.element);
      }
      rows.forEach((row, index) => drawTag(row, model, index));
      setText(count, tags.length === 0 ? '' : `${tags.length} of ${quotas.tagsPerKey}`);
      showMessage(add, message, messageFor(model, 'labels', 'tags'));
    },
  };
}

function drawTag(row: TagRow, model: Model, index: number): void {
  const tag = model.view.draft.tags[index];
  if (!tag) return;
  setValue(row.key, tag.key);
  setValue(row.value, tag.value);
  showMessage(row.key, row.keyMessage, messageFor(model, 'labels', `tags.${index}.key`));
  showMessage(row.value, row.valueMessage, messageFor(model, 'labels', `tags.${index}.value`));
}

function tagRow(wizard: Wizard, index: number, remove: (index: number) => void): TagRow {
  const set = (part: Partial<KeyDraft['tags'][number]>) =>
    wizard.edit((draft) => ({
      ...draft,
      tags: draft.tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)),
    }));
  const key = textField((value) => set({ key: value }), { placeholder: 'Key' });
  const value = textField((text) => set({ value: text }), { placeholder: 'Value' });
  nameControl(key, `Key of tag ${index + 1}`);
  nameControl(value, `Value of tag ${index + 1}`);
  key.addEventListener('blur', () => wizard.touch(`tags.${index}.key`));
  const away = h('button', {
    type: 'button',
    class: 'icon-button',
    'aria-label': `Remove tag ${index + 1}`,
    title: 'Remove this tag',
    onclick: () => remove(index),
  });
  away.append(icon('close'));
  const keyMessage = h('p', {});
  const valueMessage = h('p', {});
  const cell = (control: HTMLElement, line: HTMLElement) =>
    h('div', { class: 'field tag-cell' }, control, line);
  return {
    element: h('div', { class: 'tag-row' }, cell(key, keyMessage), cell(value, valueMessage), away),
    key,
    value,
    keyMessage,
    valueMessage,
  };
}
