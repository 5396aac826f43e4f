import type { Capability } from '../../../src/core/access/capabilities';
import type { CellAnswer } from '../../../src/core/access/survey';
import type { AccessRow } from '../../../src/core/wizard/access';
import type { Problem } from '../../../src/core/wizard/problem';
import { button, checkBox, linkButton, setChecked } from '../../ui/controls';
import { drawMessage } from '../../ui/field';
import { h, setText } from '../../ui/h';
import { jsonEditor } from '../../ui/jsonEditor';
import { announce } from '../../ui/live';
import type { StepPart, Wizard } from '../model';
import { stepPage } from './stepPage';

/** The one finding that a person may overrule, as KMS lets them. */
const lockedOut = 'KMS_CALLER_LOCKED_OUT';

export function policyStep(wizard: Wizard): StepPart {
  const editor = jsonEditor('Key policy', (text) =>
    wizard.edit((draft) => ({ ...draft, editedPolicy: text })),
  );
  const origin = h('span', { class: 'quiet' });
  const reset = linkButton('Reset', () => {
    wizard.edit(({ editedPolicy: _text, ...draft }) => draft);
    announce('The policy follows your choices again.');
  });
  const problems = h('ul', { class: 'messages', 'aria-label': 'Problems of the policy' });
  const count = h('p', { class: 'visually-hidden', role: 'status' });
  const bypass = checkBox(
    'Create the key although I could not change its policy afterwards (bypass the lock-out safety check)',
    (checked) => wizard.edit((draft) => ({ ...draft, bypassLockoutCheck: checked })),
  );
  const access = accessTable();
  let drawn = '';
  function drawProblems(found: readonly Problem[]): void {
    const next = JSON.stringify(found);
    if (next === drawn) return;
    drawn = next;
    problems.replaceChildren(
      ...found.map((problem) => problemLine(problem, (line, column) => editor.reveal(line, column))),
    );
  }
  const bar = h(
    'div',
    { class: 'policy-bar' },
    h('span', { class: 'row' }, origin, reset),
    button('Open in editor', () => wizard.ask('openPolicy')),
  );
  return {
    element: stepPage(
      'Edit key policy',
      'Who may do what with the key. Without this policy, nobody can: IAM policies count only where it lets them.',
      h(
        'div',
        { class: 'policy-columns' },
        h('div', { class: 'field policy-editor' }, bar, editor.element, problems, bypass, count),
        access.element,
      ),
    ),
    update(model) {
      const { view, draft } = model.view;
      const found = (view?.problems ?? []).filter(({ step }) => step === 'policy');
      const edited = draft.editedPolicy !== undefined;
      setText(origin, edited ? 'Edited by hand' : 'Generated from your choices');
      reset.hidden = !edited;
      editor.update(
        draft.editedPolicy ?? view?.policy ?? '',
        found.flatMap(({ at, severity }) => (at && severity === 'error' ? [at.line] : [])),
      );
      drawProblems(found);
      bypass.hidden = !draft.bypassLockoutCheck && !found.some(({ code }) => code === lockedOut);
      setChecked(bypass, draft.bypassLockoutCheck);
      setText(count, countOf(found));
      access.update(view?.access ?? []);
    },
    focus() {
      const first = problems.querySelector('button');
      if (first) first.click();
      else editor.reveal(1, 1);
      return true;
    },
  };
}

/** Each kind under its own name: a note is no problem. */
function countOf(found: readonly Problem[]): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((kind) => {
    const { length } = found.filter(({ severity }) => severity === kind);
    const name = kind === 'info' ? 'note' : kind;
    return length === 0 ? [] : [`${length} ${name}${length === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? '' : `In the policy: ${counts.join(', ')}`;
}

function problemLine(problem: Problem, reveal: (line: number, column: number) => void): HTMLElement {
  const line = h('p', {});
  drawMessage(line, problem);
  const { at } = problem;
  if (at) line.append(linkButton(`Line ${at.line}`, () => reveal(at.line, at.column)));
  return h('li', {}, line);
}

const columns: readonly { id: Capability; title: string }[] = [
  { id: 'administer', title: 'Administer' },
  { id: 'use', title: 'Use' },
  { id: 'grant', title: 'Grant' },
  { id: 'delete', title: 'Delete' },
];

const words: Record<CellAnswer, { shown: string; said: string }> = {
  yes: { shown: '✓', said: 'yes' },
  if: { shown: 'if …', said: 'if' },
  iam: { shown: 'by IAM', said: 'as far as IAM policies of the account allow it' },
  denied: { shown: '✗', said: 'denied' },
  no: { shown: '–', said: 'no' },
  unknown: { shown: 'cannot tell', said: 'cannot tell' },
};

function accessTable() {
  const body = h('tbody', {});
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, 'Who'),
    ...columns.map(({ title }) => h('th', { scope: 'col' }, title)),
  );
  const nobody = h('p', { class: 'help' }, 'Fix the JSON to see who will have access.');
  const table = h('table', { class: 'access-table' }, h('thead', {}, head), body);
  let drawn = '';
  return {
    element: h(
      'section',
      { class: 'policy-access', 'aria-label': 'Who will be able to' },
      h('h2', {}, 'Who will be able to'),
      h('div', { class: 'table-frame', tabindex: 0, role: 'region', 'aria-label': 'Access table' }, table),
      nobody,
    ),
    update(rows: readonly AccessRow[]) {
      const next = JSON.stringify(rows);
      if (next === drawn) return;
      drawn = next;
      nobody.hidden = rows.length > 0;
      table.hidden = rows.length === 0;
      body.replaceChildren(...rows.map(accessRow));
    },
  };
}

function accessRow(row: AccessRow): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row', title: row.principal }, row.label),
    ...columns.map(({ id }) => {
      const { answer, partial, conditions, unread } = row.can[id];
      const { shown, said } = words[answer];
      const full = [partial ? `in part: ${said}` : said, ...conditions, ...unread].join(', ');
      return h(
        'td',
        { class: `can-${answer}`, title: full },
        h('span', { 'aria-hidden': 'true' }, partial ? `${shown} partly` : shown),
        h('span', { class: 'visually-hidden' }, full),
      );
    }),
  );
}
