import { describe, expect, it } from 'vitest';
import { newDraft } from '../../../src/core/wizard/draft';
import type { Problem } from '../../../src/core/wizard/problem';
import type { Run } from '../../../src/core/wizard/run';
import type { StepId } from '../../../src/core/wizard/steps';
import type { DraftView } from '../../../src/core/wizard/view';
import type { WizardView } from '../../../src/protocol/wizard';
import {
  hasView,
  hindrances,
  isFinishing,
  neighbour,
  nextWizard,
  restoredFrom,
  startWizardState,
  stepStates,
  summary,
  type Model,
  type WizardEvent,
} from '../../../webview/wizard/state';

function view(others: Partial<WizardView> = {}): WizardView {
  return {
    revision: 0,
    draft: newDraft(),
    step: 'configure',
    principals: { items: [], loading: false },
    view: withProblems(),
    ...others,
  };
}

const withProblems = (...problems: Problem[]) => ({ problems }) as unknown as DraftView;
const error = (step: StepId, field: string): Problem => ({
  step,
  field,
  severity: 'error',
  code: 'alias-missing',
  message: 'Enter an alias.',
});
const run = (status: Run['status']): Run => ({ status, calls: [] });

const start = (others?: Partial<WizardView>): WizardEvent => ({ kind: 'restarted', view: view(others) });
const go = (step: StepId): WizardEvent => ({ kind: 'went', step });
const rename = (alias: string): WizardEvent => ({
  kind: 'edited',
  change: (draft) => ({ ...draft, alias }),
});
const leave: WizardEvent = { kind: 'tried', to: 'leave' };
const create: WizardEvent = { kind: 'tried', to: 'create' };

function after(...events: WizardEvent[]): Model {
  const state = events.reduce(nextWizard, startWizardState);
  if (!hasView(state)) throw new Error('There is nothing to draw.');
  return state;
}

/** What the stepper says of each step, in their order. */
const marks = (model: Model) => stepStates(model).map(({ state }) => state);

describe('the draft', () => {
  it('grows by a revision with each edit and each step, so that the newer one wins', () => {
    expect(after(start(), rename('a'), go('labels'), rename('b')).view).toMatchObject({
      revision: 3,
      step: 'labels',
      draft: { alias: 'b' },
    });
  });

  it('takes only the answer to its newest revision', () => {
    const answer = (revision: number): WizardEvent => ({
      kind: 'answered',
      revision,
      view: withProblems(error('labels', 'alias')),
    });
    const model = after(start(), rename('a'), rename('b'));
    expect(nextWizard(model, answer(1))).toBe(model);
    expect(after(start(), rename('a'), answer(1)).view.view?.problems).toHaveLength(1);
  });

  it('of the person wins over what the host tells of an older one; the rest is taken', () => {
    const told: WizardEvent = {
      kind: 'told',
      view: view({ draft: { ...newDraft(), alias: 'host' }, placeFailure: 'No answer.' }),
    };
    expect(after(start(), rename('mine'), told).view).toMatchObject({
      revision: 1,
      draft: { alias: 'mine' },
      placeFailure: 'No answer.',
    });
  });

  it('follows the host where that knows better, but stays at the step of the person', () => {
    const told: WizardEvent = {
      kind: 'told',
      view: view({ revision: 7, draft: { ...newDraft(), alias: 'host' }, step: 'policy' }),
    };
    expect(after(start(), go('labels'), told).view).toMatchObject({
      revision: 7,
      draft: { alias: 'host' },
      step: 'labels',
    });
    // The first that is heard of it has the step as well.
    expect(after(told).view.step).toBe('policy');
  });

  it('of an earlier session is told as long as nothing has been done to it', () => {
    const restored = start({ restoredFrom: 1000 });
    expect(restoredFrom(after(restored))).toBe(1000);
    expect(restoredFrom(after(restored, rename('a')))).toBeUndefined();
    expect(restoredFrom(after(start({ restoredFrom: 1000, run: run('failed') })))).toBeUndefined();
  });
});

describe('the steps', () => {
  it('are done or wrong once they have been seen, and open before', () => {
    const problems = withProblems(error('configure', 'spec'), error('policy', 'policy'));
    const model = after(start({ view: problems }), go('labels'), go('users'));
    expect(marks(model)).toEqual(['error', 'done', 'open', 'open', 'open', 'open']);
    expect(marks(after(start({ view: problems }), create))).toEqual([
      'error',
      'done',
      'done',
      'done',
      'error',
      'open',
    ]);
  });

  it('end with a review that is done when the key is there', () => {
    const created = start({ view: withProblems(), run: run('done') });
    expect(marks(after(start({ view: withProblems() }), create)).at(-1)).toBe('open');
    expect(marks(after(created, create)).at(-1)).toBe('done');
  });

  it('before the one that a page comes back to have been seen', () => {
    expect(marks(after(start({ step: 'administrators' })))).toEqual([
      'done',
      'done',
      'open',
      'open',
      'open',
      'open',
    ]);
  });

  it('have neighbours, but at the ends', () => {
    expect(neighbour(after(start()), 1)).toBe('labels');
    expect(neighbour(after(start()), -1)).toBeUndefined();
    expect(neighbour(after(start({ step: 'review' })), 1)).toBeUndefined();
  });
});

describe('the summary of mistakes', () => {
  const wrong = withProblems(error('labels', 'alias'), error('users', 'otherAccounts.0'));

  it('lists those of the step that the person tried to leave, until it is left', () => {
    const tried = [start({ step: 'labels', view: wrong }), leave];
    expect(summary(after(...tried)).map(({ field }) => field)).toEqual(['alias']);
    expect(after(...tried).attempted.has('labels')).toBe(true);
    expect(summary(after(...tried, rename('x')))).toHaveLength(1);
    expect(summary(after(...tried, go('configure'), go('labels')))).toEqual([]);
  });

  it('lists those of all steps when the key is to be created', () => {
    const tried = after(start({ step: 'review', view: wrong }), create);
    expect(summary(tried)).toHaveLength(2);
    expect(hindrances(tried, 'create')).toHaveLength(2);
    expect(hindrances(tried, 'leave')).toEqual([]);
  });

  it('is not there where nothing is wrong, nor before anybody tried, nor after a new start', () => {
    const fine = after(start(), leave);
    expect(fine.summarised).toBeUndefined();
    expect(summary(after(start({ step: 'labels', view: wrong })))).toEqual([]);
    const again = after(
      start({ step: 'labels', view: wrong }),
      leave,
      start({ step: 'labels', view: wrong }),
    );
    expect(summary(again)).toEqual([]);
    expect(again.attempted.size).toBe(0);
  });
});

describe('the run', () => {
  const ran = (status: Run['status']): WizardEvent => ({ kind: 'run', run: run(status) });

  it('takes the place of the steps until it is over and dismissed, and again when it goes on', () => {
    expect(isFinishing(after(start()))).toBe(false);
    expect(isFinishing(after(start(), ran('running'), ran('failed')))).toBe(true);
    const dismissed = [start(), ran('failed'), { kind: 'dismissed' } as const];
    expect(isFinishing(after(...dismissed))).toBe(false);
    expect(isFinishing(after(...dismissed, ran('running')))).toBe(true);
  });
});

it('has nothing to draw before the first answer, and loses nothing by what comes earlier', () => {
  for (const event of [rename('a'), go('labels'), leave, { kind: 'run', run: run('running') }] as const)
    expect(nextWizard(startWizardState, event)).toBe(startWizardState);
  expect(
    after({ kind: 'touched', field: 'alias' }, { kind: 'told', view: view() }).touched.has('alias'),
  ).toBe(true);
});
