import { parseArn } from '../../../src/core/arn';
import type { WizardView } from '../../../src/protocol/wizard';
import { button, checkBox, setChecked, setValue, textField, type TextControl } from '../../ui/controls';
import { chips } from '../../ui/chips';
import { drawMessage, nameControl, showMessage } from '../../ui/field';
import { h } from '../../ui/h';
import { icon } from '../../ui/icons';
import { principalList } from '../../ui/principalList';
import type { PrincipalOption } from '../../ui/principalListState';
import { messageFor, shownProblems, type StepPart, type Wizard } from '../model';
import type { Model } from '../state';
import { stepPage } from './stepPage';

type Role = 'administrators' | 'users';

export function administratorsStep(wizard: Wizard): StepPart {
  const chooser = principalChooser('administrators', 'Key administrators', wizard);
  const deletion = checkBox('Allow key administrators to delete this key', (checked) =>
    wizard.edit((draft) => ({ ...draft, administratorsMayDelete: checked })),
  );
  return {
    element: stepPage(
      'Define key administrative permissions',
      'Key administrators manage the key: enable it, rotate it, change who may use it, delete it. That alone does not let them encrypt or decrypt with it.',
      chooser.element,
      h('fieldset', { class: 'field' }, h('legend', {}, 'Key deletion'), deletion),
    ),
    update(model) {
      chooser.update(model);
      setChecked(deletion, model.view.draft.administratorsMayDelete);
    },
    focus: () => (chooser.focus(), true),
  };
}

export function usersStep(wizard: Wizard): StepPart {
  const chooser = principalChooser('users', 'Key users', wizard);
  const accounts = otherAccounts(wizard);
  return {
    element: stepPage(
      'Define key usage permissions',
      'Key users work with the key itself, and let AWS services work with it for them.',
      chooser.element,
      accounts.element,
    ),
    update(model) {
      chooser.update(model);
      accounts.update(model);
    },
    focus(name) {
      const control = name.startsWith('otherAccounts.') ? accounts.control(name) : chooser;
      control?.focus();
      return control !== undefined;
    },
  };
}

function principalChooser(role: Role, label: string, wizard: Wizard) {
  const toggle = (arn: string, chosen: boolean) =>
    wizard.edit((draft) => {
      const others = draft[role].filter((one) => one !== arn);
      return { ...draft, [role]: chosen ? [...others, arn] : others };
    });
  const list = principalList({ label, toggle, retry: () => wizard.ask('listPrincipals') });
  const chosen = chips(`Chosen ${label.toLowerCase()}`, (arn) => toggle(arn, false));
  const messages = h('ul', { class: 'messages' });
  const options = memoised(optionsOf);
  return {
    focus: list.focus,
    element: h(
      'fieldset',
      { class: 'field' },
      h('legend', {}, label, h('span', { class: 'quiet' }, ' optional')),
      list.element,
      chosen.element,
      messages,
    ),
    update(model: Model) {
      const { draft, principals } = model.view;
      const problems = shownProblems(model, role).filter(({ field }) => field.startsWith(`${role}.`));
      const { items, loading, failure } = principals;
      list.update(
        { options: options(items), loading, ...(failure !== undefined && { failure }) },
        draft[role],
      );
      chosen.update(
        draft[role].map((arn, index) => ({
          value: arn,
          label: chipLabel(arn, model.view.place?.accountId),
          invalid: problems.some(({ field }) => field === `${role}.${index}`),
        })),
      );
      messages.replaceChildren(
        ...problems.map((problem) => {
          const line = h('p', {});
          drawMessage(line, problem);
          return h('li', {}, line);
        }),
      );
    },
  };
}

function optionsOf(items: WizardView['principals']['items']): PrincipalOption[] {
  return items.map(({ arn, name, kind, path }) => ({
    value: arn,
    name,
    path,
    kind: kind === 'user' ? 'User' : 'Role',
  }));
}

/** The last answer again for the very same value. */
function memoised<In, Out>(compute: (value: In) => Out): (value: In) => Out {
  let last: { value: In; result: Out } | undefined;
  return (value) => {
    if (last?.value !== value) last = { value, result: compute(value) };
    return last.result;
  };
}

/** Short where it is of the key's own account, else with the account in front. */
function chipLabel(text: string, account: string | undefined): string {
  const arn = parseArn(text);
  if (!arn) return text;
  return arn.account === account ? arn.resource : `${arn.account}: ${arn.resource}`;
}

interface AccountRow {
  element: HTMLElement;
  input: TextControl;
  message: HTMLElement;
}

function otherAccounts(wizard: Wizard) {
  const list = h('div', { class: 'account-rows' });
  let rows: AccountRow[] = [];
  const add = button('Add another AWS account', () => {
    wizard.edit((draft) => ({ ...draft, otherAccounts: [...draft.otherAccounts, ''] }));
    rows.at(-1)?.input.focus();
  });
  const remove = (index: number) => {
    wizard.edit((draft) => ({
      ...draft,
      otherAccounts: draft.otherAccounts.filter((_, at) => at !== index),
    }));
    (rows[Math.min(index, rows.length - 1)]?.input ?? add).focus();
  };
  return {
    element: h(
      'fieldset',
      { class: 'field' },
      h('legend', {}, 'Other AWS accounts', h('span', { class: 'quiet' }, ' optional')),
      h(
        'p',
        { class: 'help' },
        'Accounts that may use this key. Their administrators must still allow it to their own users and roles with IAM policies.',
      ),
      list,
      h('div', { class: 'row' }, add),
    ),
    control: (name: string) => rows[Number(name.split('.')[1])]?.input,
    update(model: Model) {
      const accounts = model.view.draft.otherAccounts;
      while (rows.length > accounts.length) rows.pop()?.element.remove();
      while (rows.length < accounts.length) {
        const row = accountRow(wizard, rows.length, remove);
        rows = [...rows, row];
        list.append(row.element);
      }
      rows.forEach(({ input, message }, index) => {
        setValue(input, accounts[index] ?? '');
        showMessage(input, message, messageFor(model, 'users', `otherAccounts.${index}`));
      });
    },
  };
}

function accountRow(wizard: Wizard, index: number, remove: (index: number) => void): AccountRow {
  const input = textField(
    (value) =>
      wizard.edit((draft) => ({
        ...draft,
        // Pasted from the console, an id may have dashes or spaces.
        otherAccounts: draft.otherAccounts.map((one, at) =>
          at === index ? value.replace(/[\s-]/g, '') : one,
        ),
      })),
    { placeholder: '111122223333', inputmode: 'numeric' },
  );
  nameControl(input, `Account id ${index + 1}`);
  input.addEventListener('blur', () => wizard.touch(`otherAccounts.${index}`));
  const away = h('button', {
    type: 'button',
    class: 'icon-button',
    'aria-label': `Remove account ${index + 1}`,
    title: 'Remove this account',
    onclick: () => remove(index),
  });
  away.append(icon('close'));
  const message = h('p', {});
  return {
    element: h('div', { class: 'field' }, h('div', { class: 'field-row account-row' }, input, away), message),
    input,
    message,
  };
}
