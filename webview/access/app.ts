import type { Place } from '../../src/core/access/model';
import type { AccessEvents, AccessMethods, AccessView, AnyStatement } from '../../src/protocol/access';
import { isAccessView } from '../../src/protocol/access';
import { client } from '../../src/protocol/client';
import { listen } from '../../src/protocol/events';
import { isString } from '../../src/protocol/shape';
import { callout } from '../ui/callout';
import { button } from '../ui/controls';
import { identifier } from '../ui/copyButton';
import { h, replaceChildren, setText } from '../ui/h';
import { announce } from '../ui/live';
import type { Page } from '../ui/page';
import { errorSection } from './errorSection';
import { accessTable } from './table';
import { trySection } from './trySection';

/** What the parts of the page can ask for. */
export interface Access {
  call: ReturnType<typeof client<AccessMethods>>['call'];
  reveal(place: Place): void;
  add(statement: AnyStatement): void;
  /** Puts a request to "Try a request". */
  ask(principal: string, action: string): void;
  fail(error: unknown): void;
  /** Absent before the first answer. */
  view(): AccessView | undefined;
}

/** The page: draws the host's view, and sends what the person asks. */
export function startAccess(root: HTMLElement, page: Page): void {
  const host = client<AccessMethods>(page);
  let view: AccessView | undefined;

  const access: Access = {
    call: (method, input, signal) => host.call(method, input, signal),
    reveal: (place) => void host.call('reveal', place).catch(fail),
    add: (statement) => void host.call('addStatement', { ...statement }).catch(fail),
    ask: (principal, action) => tried.ask(principal, action),
    fail,
    view: () => view,
  };
  const heading = h('h1', { tabindex: -1 });
  const place = h('p', { class: 'help' });
  const arn = h('div', {});
  const failure = h('div', {});
  const notes = h('div', { class: 'stack notes' });
  const ring = h('vscode-progress-ring', { class: 'small-ring', 'aria-label': 'Loading' });
  const table = accessTable(access);
  const tried = trySection(access);
  const explained = errorSection(access);
  const refresh = button('Refresh', () => void host.call('reload', undefined).then(draw).catch(fail));
  root.replaceChildren(
    h(
      'div',
      { class: 'access stack' },
      h('header', { class: 'access-head' }, h('div', { class: 'row' }, heading, ring, refresh), place, arn),
      failure,
      notes,
      table.element,
      tried.element,
      explained.element,
    ),
  );

  function draw(next: AccessView): void {
    const first = view === undefined;
    view = next;
    if (next.ref) page.keep(next.ref);
    setText(heading, `Who can use ${next.name}`);
    setText(place, next.place ?? '');
    place.hidden = next.place === undefined;
    if (arn.dataset['arn'] !== next.ref?.arn) {
      arn.dataset['arn'] = next.ref?.arn ?? '';
      replaceChildren(arn, next.ref && identifier('the ARN', next.ref.arn));
    }
    ring.hidden = !next.loading;
    replaceChildren(
      notes,
      next.problem !== undefined && callout('error', next.problem),
      ...next.notes.map(({ severity, text }) => callout(severity, text)),
    );
    table.update(next);
    tried.update(next);
    if (first) heading.focus({ preventScroll: true });
  }

  function fail(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    announce(text);
    replaceChildren(failure, callout('error', text));
  }

  listen<AccessEvents>(page, {
    changed: {
      accepts: isAccessView,
      on(next) {
        failure.replaceChildren();
        draw(next);
      },
    },
    explain: { accepts: isString, on: (text) => explained.explain(text) },
  });
  host.call('start', undefined).then(draw).catch(fail);
  page.ready();
}
