import type { WizardMethods, WizardView } from '../../src/protocol/wizard';
import { onceReleased } from '../ui/pointer';
import type { PageParts } from '../ui/startPage';
import type { Store } from '../ui/store';
import type { Frame } from './frame';
import type { Wizard } from './model';
import type { DraftSender } from './sending';
import { hasView, hindrances, neighbour, type WizardEvent, type WizardState } from './state';

interface Page {
  store: Store<WizardState, WizardEvent>;
  drafts: DraftSender;
  parts: PageParts<WizardMethods>;
  frame: () => Frame;
}

/** What the wizard's parts can ask for: each an event of the page, and a request to the host where there is one. */
export function wizardActions({ store, drafts, parts, frame }: Page): Wizard {
  const { call, fail, clearFailure } = parts;
  const dispatch = (event: WizardEvent) => store.dispatch(event);

  async function tryTo(what: 'leave' | 'create', then: () => void): Promise<void> {
    await drafts.settled();
    dispatch({ kind: 'tried', to: what });
    const { state } = store;
    if (!hasView(state)) return;
    if (hindrances(state, what).length > 0) frame().focusSummary();
    else then();
  }

  const wizard: Wizard = {
    edit(change) {
      dispatch({ kind: 'edited', change });
      drafts.send();
    },
    touch: (field) => onceReleased(() => dispatch({ kind: 'touched', field })),
    go(step, field) {
      if (!hasView(store.state)) return;
      clearFailure();
      dispatch({ kind: 'went', step });
      drafts.send();
      frame().enter(step, field);
    },
    next: () => void tryTo('leave', () => wizard.move(1)).catch(fail),
    create: () => void tryTo('create', () => wizard.run('create')).catch(fail),
    move(by) {
      const step = hasView(store.state) ? neighbour(store.state, by) : undefined;
      if (step) wizard.go(step);
    },
    dismiss() {
      dispatch({ kind: 'dismissed' });
      if (hasView(store.state)) frame().enter(store.state.view.step);
    },
    ask: (method) => void call(method, undefined).catch(fail),
    run: (method) =>
      void drafts
        .settled()
        .then(() => call(method, undefined))
        .then((run) => dispatch({ kind: 'run', run }))
        .catch(fail),
    reload: (method) =>
      void call(method, undefined)
        .then((view) => wizard.restart(view))
        .catch(fail),
    restart(view: WizardView) {
      drafts.known(view.revision);
      dispatch({ kind: 'restarted', view });
      frame().enter(view.step);
    },
  };
  return wizard;
}
