import type { EventHandlers } from '../../src/protocol/events';
import {
  isKeyPageView,
  type KeyPageEvents,
  type KeyPageMethods,
  type KeyPageView,
} from '../../src/protocol/keyPage';
import { render } from '../ui/lit';
import type { PageParts } from '../ui/startPage';
import { createStore } from '../ui/store';
import type { Page } from './page';
import { chosenTab, keptOf, nextState, startState, type PageEvent, type PageState } from './state';
import { pageView } from './view';

/** Draws the page of a key, and sends what the person does. */
export function startKeyPage({
  root,
  call,
  kept,
  keep,
  fail,
  clearFailure,
}: PageParts<KeyPageMethods>): EventHandlers<KeyPageEvents> {
  const open = (): void => void call('open', chosenTab(store.state)).catch(fail);
  const run: Page['run'] = (id, alias) =>
    void call('run', { id, ...(alias !== undefined && { alias }) }).catch(fail);

  function dispatch(event: PageEvent): void {
    const before = chosenTab(store.state);
    store.dispatch(event);
    if (chosenTab(store.state) !== before) open();
  }

  function draw(state: PageState): void {
    render(pageView({ state, dispatch, call, run, retry: open }), root);
    if (state.view) keep({ ...state.view.ref, ...keptOf(state) });
  }

  const store = createStore(startState(kept), nextState, draw);

  function show(view: KeyPageView): void {
    dispatch({ kind: 'viewed', view });
  }

  call('start', chosenTab(store.state)).then(show).catch(fail);
  return {
    changed: {
      accepts: isKeyPageView,
      on(view) {
        clearFailure();
        show(view);
      },
    },
  };
}
