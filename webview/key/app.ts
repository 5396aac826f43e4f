import type { EventHandlers } from '../../src/protocol/events';
import {
  isKeyPageView,
  type KeyPageEvents,
  type KeyPageMethods,
  type KeyPageView,
} from '../../src/protocol/keyPage';
import { isGrantsView } from '../../src/protocol/grants';
import { isNothing } from '../../src/protocol/shape';
import { render } from '../ui/lit';
import type { PageParts } from '../ui/startPage';
import { createStore } from '../ui/store';
import { accessTab } from './access';
import { openForm } from './grants/form';
import type { Page } from './page';
import { chosenTab, editsOf, nextState, startState, type PageEvent, type PageState } from './state';
import { pageView } from './view';

/** Draws the page of a key, and sends what the person does. */
export function startKeyPage({
  root,
  call,
  part,
  kept,
  keep,
  fail,
  clearFailure,
}: PageParts<KeyPageMethods>): EventHandlers<KeyPageEvents> {
  const open = (): void => void call('open', chosenTab(store.state)).catch(fail);
  const run: Page['run'] = (id, alias) =>
    void call('run', { id, ...(alias !== undefined && { alias }) }).catch(fail);

  const access = accessTab({ part, fail, clearFailure });

  function explain(text: string): void {
    dispatch({ kind: 'tabs', event: { kind: 'chosen', id: 'access' } });
    access.explain(text);
  }

  function dispatch(event: PageEvent): void {
    const before = chosenTab(store.state);
    store.dispatch(event);
    if (chosenTab(store.state) !== before) open();
  }

  function draw(state: PageState): void {
    const page = { state, dispatch, call, run, explain, fail, retry: open };
    render(pageView({ ...page, access: () => access.element() }), root);
    if (state.view) keep({ ...state.view.ref, tab: chosenTab(state) });
    tellEdits(state);
  }

  /** The host keeps what is not saved, as soon as it has told what it kept before. */
  function tellEdits(state: PageState): void {
    const edits = editsOf(state);
    const text = JSON.stringify(edits);
    if (keptEdits === undefined || keptEdits === text) return;
    keptEdits = text;
    call('edit', edits).catch(fail);
  }

  let keptEdits: string | undefined;

  const store = createStore(startState(kept), nextState, draw);

  function show(view: KeyPageView): void {
    dispatch({ kind: 'viewed', view });
  }

  call('start', chosenTab(store.state))
    .then(({ view, edits }) => {
      keptEdits = JSON.stringify(edits);
      dispatch({ kind: 'started', view, edits });
    })
    .catch(fail);
  return {
    changed: {
      accepts: isKeyPageView,
      on(view) {
        clearFailure();
        show(view);
      },
    },
    grantsChanged: {
      accepts: isGrantsView,
      on: (view) => dispatch({ kind: 'grants', event: { kind: 'viewed', view } }),
    },
    newGrant: {
      accepts: isNothing,
      on() {
        dispatch({ kind: 'tabs', event: { kind: 'chosen', id: 'grants' } });
        openForm({ call, dispatch, fail });
      },
    },
  };
}
