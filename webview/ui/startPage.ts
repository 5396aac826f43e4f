import type { Channel, Methods } from '../../src/protocol/channel';
import { client } from '../../src/protocol/client';
import { listen, type EventHandlers } from '../../src/protocol/events';
import { partOf } from '../../src/protocol/parts';
import { callout } from './callout';
import { h, replaceChildren } from './h';
import { announce } from './live';
import { connectPage } from './page';
import { registerToolkit } from './toolkit';

/** What every page has: its element, the host's methods, a memory over reloads, a place for failures. */
export interface PageParts<M extends Methods<M>> {
  root: HTMLElement;
  call: <K extends keyof M & string>(
    method: K,
    input: M[K]['in'],
    signal?: AbortSignal,
  ) => Promise<M[K]['out']>;
  /** The way to what serves a part of the page by itself. */
  part: (name: string) => Channel;
  /** What was kept last, unchecked: an older version of the extension may have written it. */
  kept: unknown;
  /** Keeps a state for the page that VS Code makes again after the panel was hidden or the window reloaded. */
  keep: (state: unknown) => void;
  /** Shows a failure above the page, and says it to screen readers. */
  fail: (error: unknown) => void;
  /** Takes the failure away again: the page knows better by now. */
  clearFailure: () => void;
}

/**
 * Starts a page: registers the toolkit's components that it names, and connects it with the host. `begin` draws
 * into the root and returns what to do at the host's events; what waited there comes after it has returned.
 */
export function startPage<M extends Methods<M>, E>(
  components: Parameters<typeof registerToolkit>,
  begin: (parts: PageParts<M>) => EventHandlers<E>,
): void {
  const main = document.getElementById('root');
  if (!main) return;
  registerToolkit(...components);
  const page = connectPage();
  const host = client<M>(page);
  const banner = h('div', { class: 'page-failure' });
  const root = h('div', { class: 'page-root' });
  main.replaceChildren(banner, root);
  const parts: PageParts<M> = {
    root,
    call: (method, input, signal) => host.call(method, input, signal),
    part: (name) => partOf(page, name),
    kept: page.state,
    keep: (state) => page.keep(state),
    fail(error) {
      const text = error instanceof Error ? error.message : String(error);
      announce(text);
      replaceChildren(banner, callout('error', text));
    },
    clearFailure: () => banner.replaceChildren(),
  };
  listen<E>(page, begin(parts));
  page.ready();
}
