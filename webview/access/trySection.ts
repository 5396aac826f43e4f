import type { Missing } from '../../src/core/access/missing';
import type { AccessView, TryResult, TriedStep, TypedProblem } from '../../src/protocol/access';
import { callout } from '../ui/callout';
import { button, linkButton } from '../ui/controls';
import { showMessage } from '../ui/field';
import { h, replaceChildren } from '../ui/h';
import { icon } from '../ui/icons';
import { announce } from '../ui/live';
import type { Access } from './access';
import { statementBlock } from './statementBlock';

export interface TrySection {
  element: HTMLElement;
  update(view: AccessView): void;
  /** Tries what somebody was refused. */
  ask(principal: string, action: string): void;
}

/** "Try a request": somebody, an action, a context → the verdict and each step of the reasoning. */
export function trySection(access: Access): TrySection {
  const lists = {
    principals: options('principals'),
    actions: options('actions'),
    keys: options('condition-keys'),
  };
  const principal = input('Principal', 'ARN of a user, role or session, or a service', 'principals');
  const action = input('Action', 'kms:Decrypt', 'actions');
  const rows = h('div', { class: 'stack-tight' });
  const result = h('div', { class: 'stack-tight', role: 'region', 'aria-label': 'Verdict' });
  const fields = { principal, action, rows, lines: { principal: messageLine(), action: messageLine() } };
  const run = (): void => {
    const empty = emptyFields(fields);
    if (empty.length > 0) return showProblems(empty);
    access
      .call('tryRequest', {
        principal: principal.value.trim(),
        action: action.value.trim(),
        context: contextOf(rows),
      })
      .then((verdict) => {
        if (verdict.problems) return showProblems(verdict.problems);
        drawProblems(fields, []);
        replaceChildren(result, ...verdictOf(verdict, access));
        announce(headlines[verdict.decision]);
      })
      .catch((error: unknown) => access.fail(error));
  };
  const showProblems = (problems: readonly TypedProblem[]): void => {
    replaceChildren(result);
    drawProblems(fields, problems)?.focus();
  };
  const element = h(
    'details',
    { class: 'section' },
    h('summary', {}, icon('chevron'), h('h2', {}, 'Try a request')),
    h('div', { class: 'section-body stack-tight' }, formOf(fields, run), result, ...Object.values(lists)),
  );
  return {
    element,
    update({ suggestions }) {
      fill(lists.principals, suggestions.principals);
      fill(lists.actions, suggestions.actions);
      fill(lists.keys, suggestions.conditionKeys);
      if (principal.value === '') principal.value = suggestions.principals[0] ?? '';
      if (action.value === '') action.value = 'kms:Decrypt';
    },
    ask(who, what) {
      principal.value = who;
      action.value = what;
      rows.replaceChildren();
      drawProblems(fields, []);
      element.open = true;
      run();
      element.scrollIntoView({ block: 'start' });
      action.focus({ preventScroll: true });
    },
  };
}

interface Fields {
  principal: HTMLInputElement;
  action: HTMLInputElement;
  rows: HTMLElement;
  /** Where the messages of the first two stand; those of a condition key stand in its row. */
  lines: { principal: HTMLElement; action: HTMLElement };
}

function messageLine(): HTMLElement {
  return h('p', { class: 'field-message', hidden: true });
}

function emptyFields({ principal, action }: Fields): TypedProblem[] {
  const wanted = { principal: 'Say who asks.', action: 'Say for which action.' };
  return (['principal', 'action'] as const)
    .filter((field) => {
      const control = { principal, action }[field];
      return control.value.trim() === '';
    })
    .map((field) => ({ field, text: wanted[field] }));
}

/** Shows each message at its field, and takes the others away; answers the first field that has one. */
function drawProblems(
  { principal, action, rows, lines }: Fields,
  problems: readonly TypedProblem[],
): HTMLElement | undefined {
  const controls = new Map<TypedProblem['field'], { control: HTMLElement; line: HTMLElement }>([
    ['principal', { control: principal, line: lines.principal }],
    ['action', { control: action, line: lines.action }],
  ]);
  filledRows(rows).forEach(({ key, line }, index) => controls.set(index, { control: key, line }));
  let first: HTMLElement | undefined;
  for (const [field, { control, line }] of controls) {
    const problem = problems.find((each) => each.field === field);
    showMessage(control, line, problem && { severity: 'error', message: problem.text });
    if (problem) first ??= control;
  }
  return first;
}

function formOf({ principal, action, rows, lines }: Fields, run: () => void): HTMLElement {
  return h(
    'form',
    {
      class: 'stack-tight',
      onsubmit: (event) => {
        event.preventDefault();
        run();
      },
    },
    labelled('Principal', principal, lines.principal),
    labelled('Action', action, lines.action),
    h(
      'span',
      { class: 'field-label' },
      'Condition keys of the request ',
      h('span', { class: 'quiet' }, 'optional'),
    ),
    rows,
    h(
      'div',
      { class: 'row' },
      linkButton('Add a condition key', () => addRow(rows)),
    ),
    h('div', { class: 'row' }, button('Try', run, 'primary')),
  );
}

const headlines: Readonly<Record<TryResult['decision'], string>> = {
  Allowed: 'Allowed',
  ExplicitlyDenied: 'Denied by a statement',
  ImplicitlyDenied: 'Not allowed',
  CannotTell: 'Cannot tell',
};

const tones: Readonly<Record<TryResult['decision'], 'success' | 'warning' | 'error'>> = {
  Allowed: 'success',
  ExplicitlyDenied: 'error',
  ImplicitlyDenied: 'error',
  CannotTell: 'warning',
};

function verdictOf(verdict: TryResult, access: Access): (Node | false)[] {
  const editable = access.view()?.editable === true;
  return [
    callout(
      tones[verdict.decision],
      h('strong', {}, headlines[verdict.decision]),
      ...verdict.reasons.map(({ text }) => h('p', {}, text)),
    ),
    ...verdict.notes.map((note) => callout('info', note)),
    ...verdict.obstacles.map((obstacle) => h('p', {}, obstacle.text)),
    verdict.remedies.length > 0 && h('h3', {}, 'What is missing'),
    ...verdict.remedies.map(({ changes }, index) =>
      h(
        'div',
        { class: 'stack-tight' },
        index > 0 && h('p', { class: 'quiet' }, 'or'),
        ...changes.map((change) => changeOf(change, access, editable)),
      ),
    ),
    h('h3', {}, 'Step by step'),
    h('ol', { class: 'steps' }, ...verdict.steps.map((step) => stepOf(step, access))),
  ];
}

function changeOf({ layer, text, statement }: Missing, access: Access, editable: boolean): HTMLElement {
  return h(
    'div',
    { class: 'stack-tight' },
    h('p', {}, text),
    statement && statementBlock(access, statement, editable && layer === 'key-policy'),
  );
}

function stepOf({ text, place, mark }: TriedStep, access: Access): HTMLElement {
  const shown = place.layer === 'key-policy' && place.statement !== undefined;
  return h(
    'li',
    { class: `trace trace-${mark}` },
    shown
      ? linkButton(text, () => access.reveal({ layer: place.layer, statement: place.statement ?? 0 }))
      : text,
  );
}

function input(label: string, placeholder: string, list: string): HTMLInputElement {
  return h('input', {
    class: 'native-input',
    'aria-label': label,
    placeholder,
    list,
    spellcheck: 'false',
    autocomplete: 'off',
  });
}

function labelled(label: string, control: HTMLElement, line: HTMLElement): HTMLElement {
  return h(
    'div',
    { class: 'field' },
    h('span', { class: 'field-label', 'aria-hidden': 'true' }, label),
    control,
    line,
  );
}

function addRow(rows: HTMLElement): void {
  const key = input('Condition key', 'kms:EncryptionContext:app', 'condition-keys');
  const value = input('Value', 'value', '');
  const row: HTMLElement = h(
    'div',
    { class: 'context-row' },
    key,
    value,
    linkButton('Remove', () => row.remove()),
    messageLine(),
  );
  rows.append(row);
  key.focus();
}

function contextOf(rows: HTMLElement): { key: string; value: string }[] {
  return filledRows(rows).map(({ key, value }) => ({ key: key.value.trim(), value: value.value }));
}

/** The rows that name a condition key, in their order. */
function filledRows(
  rows: HTMLElement,
): { key: HTMLInputElement; value: HTMLInputElement; line: HTMLElement }[] {
  return [...rows.children].flatMap((row) => {
    const [key, value] = row.querySelectorAll('input');
    const line = row.querySelector<HTMLElement>('.field-message');
    return key && value && line && key.value.trim() !== '' ? [{ key, value, line }] : [];
  });
}

function options(id: string): HTMLElement {
  return h('datalist', { id });
}

function fill(list: HTMLElement, values: readonly string[]): void {
  const wanted = [...new Set(values)];
  if (list.childElementCount === wanted.length) return;
  replaceChildren(list, ...wanted.map((value) => h('option', { value })));
}
