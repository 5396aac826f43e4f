import { aliasName, type KeyDraft } from '../../../src/core/wizard/draft';
import { entryOf, rotates, typeOf } from '../../../src/core/wizard/options';
import { originWords, regionalityWords, usageWords } from '../../../src/core/wizard/texts';
import { steps, type StepId } from '../../../src/core/wizard/steps';
import type { DraftView } from '../../../src/core/wizard/view';
import { codeBlock, type CodeBlock } from '../../ui/codeBlock';
import { linkButton } from '../../ui/controls';
import { h, setText } from '../../ui/h';
import { icon } from '../../ui/icons';
import type { StepPart, Wizard } from '../model';
import { stepPage } from './stepPage';

type Row = [name: string, ...values: string[]];

export function reviewStep(wizard: Wizard): StepPart {
  const tables = reviewed.map(({ step, rows }) => reviewTable(step, rows, wizard));
  const policy = codeBlock('Key policy');
  const origin = h('span', { class: 'quiet' });
  const equivalent = equivalentPanels();
  const price = h('p', {});
  return {
    element: stepPage(
      'Review',
      'Check your choices. Those of the first step cannot be changed later.',
      ...tables.map(({ element }) => element),
      h(
        'section',
        { class: 'review-part' },
        reviewHeading('policy', wizard),
        h('details', {}, h('summary', {}, icon('chevron'), 'Show the policy', origin), policy.element),
      ),
      h('section', { class: 'review-part' }, h('h2', {}, 'Cost'), price),
      equivalent.element,
    ),
    update(model) {
      const { draft, view } = model.view;
      for (const table of tables) table.update(draft);
      if (!view) return;
      policy.update(view.policy);
      setText(
        origin,
        draft.editedPolicy === undefined ? '(generated from your choices)' : '(edited by hand)',
      );
      setText(price, [`${view.price.monthly} a month.`, ...view.price.details].join(' '));
      equivalent.update(view);
    },
    focus: () => false,
  };
}

const reviewed: readonly { step: StepId; rows: (draft: KeyDraft) => Row[] }[] = [
  { step: 'configure', rows: configurationRows },
  { step: 'labels', rows: labelRows },
  {
    step: 'administrators',
    rows: (draft) => [
      ['Administrators', ...orNone(draft.administrators)],
      ...(draft.administrators.length === 0
        ? []
        : [['May delete the key', draft.administratorsMayDelete ? 'Yes' : 'No'] satisfies Row]),
    ],
  },
  {
    step: 'users',
    rows: (draft) => [
      ['Users', ...orNone(draft.users)],
      ['Other AWS accounts', ...orNone(draft.otherAccounts)],
    ],
  },
];

function configurationRows(draft: KeyDraft): Row[] {
  return [
    ['Key type', typeOf(draft.spec)],
    ['Key usage', usageWords[draft.usage].title],
    ['Key spec', draft.spec],
    ...(draft.spec === 'SYMMETRIC_DEFAULT'
      ? []
      : ([['Algorithms', ...(entryOf(draft)?.algorithms ?? [])]] satisfies Row[])),
    ['Origin', originWords[draft.origin].title],
    ...(draft.origin === 'AWS_CLOUDHSM' || draft.origin === 'EXTERNAL_KEY_STORE'
      ? ([['Custom key store', draft.customKeyStoreId]] satisfies Row[])
      : []),
    ...(draft.origin === 'EXTERNAL_KEY_STORE' ? ([['External key ID', draft.xksKeyId]] satisfies Row[]) : []),
    ['Regionality', regionalityWords[draft.multiRegion ? 'multi' : 'single'].title],
    ...(rotates(draft) ? ([['Automatic rotation', rotationOf(draft)]] satisfies Row[]) : []),
  ];
}

function rotationOf({ rotationPeriodDays }: KeyDraft): string {
  return rotationPeriodDays === undefined ? 'Off' : `Every ${rotationPeriodDays} days`;
}

function labelRows(draft: KeyDraft): Row[] {
  return [
    ['Alias', aliasName(draft) ?? 'None yet'],
    ['Description', draft.description === '' ? 'None' : draft.description],
    ['Tags', ...orNone(draft.tags.map(({ key, value }) => (value === '' ? key : `${key} = ${value}`)))],
  ];
}

function orNone(values: readonly string[]): string[] {
  return values.length === 0 ? ['None'] : [...values];
}

function reviewHeading(step: StepId, wizard: Wizard): HTMLElement {
  const title = steps.find(({ id }) => id === step)?.short ?? '';
  const edit = linkButton('Edit', () => wizard.go(step));
  edit.setAttribute('aria-label', `Edit ${title}`);
  return h('div', { class: 'review-heading' }, h('h2', {}, title), edit);
}

function reviewTable(step: StepId, rows: (draft: KeyDraft) => Row[], wizard: Wizard) {
  const list = h('dl', { class: 'review-list' });
  let drawn = '';
  return {
    element: h('section', { class: 'review-part' }, reviewHeading(step, wizard), list),
    update(draft: KeyDraft) {
      const next = rows(draft);
      if (JSON.stringify(next) === drawn) return;
      drawn = JSON.stringify(next);
      list.replaceChildren(
        ...next.flatMap(([name, ...values]) => [
          h('dt', {}, name),
          h('dd', {}, ...values.map((value) => h('div', {}, value))),
        ]),
      );
    },
  };
}

const tools = [
  { id: 'cli', title: 'AWS CLI' },
  { id: 'cloudFormation', title: 'CloudFormation' },
  { id: 'terraform', title: 'Terraform' },
] as const;

function equivalentPanels() {
  const parts = tools.map(({ id, title }) => {
    const block: CodeBlock = codeBlock(`${title} text`);
    const instead = h('p', { class: 'help' });
    return {
      id,
      block,
      instead,
      tab: h('vscode-panel-tab', { id: `tab-${id}` }, title),
      view: h('vscode-panel-view', { id: `view-${id}` }, block.element, instead),
    };
  });
  const panels = h('vscode-panels', { 'aria-label': 'Equivalent' });
  panels.append(...parts.map(({ tab }) => tab), ...parts.map(({ view }) => view));
  return {
    element: h(
      'section',
      { class: 'review-part' },
      h('h2', {}, 'Equivalent'),
      h('p', { class: 'help' }, 'The same key made by other tools, to copy.'),
      panels,
    ),
    update({ equivalents }: DraftView) {
      for (const { id, block, instead } of parts) {
        const equivalent = equivalents[id];
        const text = 'text' in equivalent ? equivalent.text : '';
        block.element.hidden = text === '';
        block.update(text);
        instead.hidden = 'text' in equivalent;
        setText(instead, 'unavailable' in equivalent ? equivalent.unavailable : '');
      }
    },
  };
}
