import type { Run } from '../../src/core/wizard/run';
import { callout } from '../ui/callout';
import { button, setValue, textField } from '../ui/controls';
import { identifier } from '../ui/copyButton';
import { field } from '../ui/field';
import { h, replaceChildren, setText } from '../ui/h';
import { progressList } from '../ui/progressList';
import { messageFor, type Wizard } from './model';
import type { Model } from './state';

export interface Finish {
  element: HTMLElement;
  /** Draws the model's run; without one there is nothing to draw. */
  update(model: Model): void;
}

/** What is shown in place of the steps once the key is being created. */
export function finishPart(wizard: Wizard, back: () => void): Finish {
  const heading = h('h1', { tabindex: -1 });
  const list = progressList('Calls to KMS');
  const outcome = h('div', { class: 'stack' });
  const alias = otherAlias(wizard);
  const actions = h('div', { class: 'row' });
  let drawn = '';
  return {
    element: h(
      'section',
      { class: 'stack step-page finish' },
      heading,
      list.element,
      outcome,
      alias.element,
      actions,
    ),
    update(model) {
      const { run } = model.view;
      if (!run) return;
      setText(heading, headingOf(run));
      list.update(run.calls);
      alias.update(model, run);
      const next = JSON.stringify([run.status, run.key]);
      if (next === drawn) return;
      drawn = next;
      replaceChildren(outcome, ...outcomeOf(run));
      replaceChildren(actions, ...actionsOf(run, wizard, back));
      if (run.status === 'failed' || run.status === 'done' || run.status === 'undone') heading.focus();
    },
  };
}

/** A key that was made can get another alias, here and at once; its other choices cannot be taken back. */
function otherAlias(wizard: Wizard) {
  const control = textField((value) => wizard.edit((draft) => ({ ...draft, alias: value })));
  const shown = field({ control, label: 'Alias' });
  return {
    element: shown.element,
    update(model: Model, { status, key, calls }: Run) {
      const missing = calls.some(({ operation, state }) => operation === 'CreateAlias' && state !== 'done');
      shown.element.hidden = status !== 'failed' || key === undefined || !missing;
      setValue(control, model.view.draft.alias);
      shown.update(messageFor(model, 'labels', 'alias'));
    },
  };
}

function runTitle(run: Run): string {
  return run.alias?.replace(/^alias\//, '') ?? 'the key';
}

function headingOf(run: Run): string {
  const name = runTitle(run);
  switch (run.status) {
    case 'running':
      return `Creating ${name}…`;
    case 'retrying':
      return `Creating ${name}: waiting for IAM…`;
    case 'failed':
      return run.key ? 'The key was created, but not everything worked' : `${name} was not created`;
    case 'done':
      return run.alias ? `Key ${name} was created` : 'The key was created without an alias';
    case 'undoing':
      return `Scheduling the deletion of ${name}…`;
    case 'undone':
      return `The deletion of ${name} is scheduled in 7 days`;
  }
}

function outcomeOf(run: Run): HTMLElement[] {
  if (!run.key) {
    return run.status === 'failed'
      ? [callout('info', 'Nothing that you entered is lost. Correct it in the steps, or try again.')]
      : [];
  }
  const ids = h(
    'dl',
    { class: 'review-list' },
    h('dt', {}, 'Key ID'),
    h('dd', {}, identifier('key id', run.key.keyId)),
    h('dt', {}, 'ARN'),
    h('dd', {}, identifier('ARN', run.key.arn)),
  );
  if (run.status === 'failed') {
    return [
      ids,
      callout('warning', 'The key exists and is charged. Do the rest again, or schedule its deletion.'),
    ];
  }
  if (run.status === 'done' && run.awaitsMaterial === true) {
    return [
      ids,
      callout(
        'info',
        'The key waits for its material: import it before the key can be used. It can also be imported later, from the menu of the key.',
      ),
    ];
  }
  return [ids];
}

function actionsOf(run: Run, wizard: Wizard, back: () => void): HTMLElement[] {
  switch (run.status) {
    case 'retrying':
      return [button('Stop waiting', () => wizard.ask('stopRetrying'))];
    case 'failed':
      return run.key
        ? [
            button('Retry the rest', () => wizard.run('retry'), 'primary'),
            button('Schedule deletion of the key', () => wizard.run('undo')),
          ]
        : [button('Retry', () => wizard.run('retry'), 'primary'), button('Back to the steps', back)];
    case 'done':
      return [
        ...(run.awaitsMaterial === true
          ? [
              button('Import key material…', () => wizard.ask('importMaterial'), 'primary'),
              button('Open key', () => wizard.ask('openKey')),
            ]
          : [button('Open key', () => wizard.ask('openKey'), 'primary')]),
        button('Show in tree', () => wizard.ask('showKey')),
        button('Create another', () => wizard.reload('startOver')),
        button('Close', () => wizard.ask('close')),
      ];
    case 'undone':
      return [button('Back to the steps', back, 'primary'), button('Close', () => wizard.ask('close'))];
    default:
      return [];
  }
}
