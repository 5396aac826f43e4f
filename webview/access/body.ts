import type { AccessEvents, AccessMethods, AccessView } from '../../src/protocol/access';
import { isAccessView } from '../../src/protocol/access';
import type { EventHandlers } from '../../src/protocol/events';
import { isString } from '../../src/protocol/shape';
import { callout } from '../ui/callout';
import { button } from '../ui/controls';
import { h, replaceChildren } from '../ui/h';
import type { PageParts } from '../ui/startPage';
import type { Access } from './access';
import { errorSection } from './errorSection';
import { accessTable } from './table';
import { trySection } from './trySection';

/** All that is said of who can use a key, without the heading of a page: the access page shows it, and a tab does. */
export interface AccessBody {
  /** What cannot be said, the table, "Try a request" and "Explain an error". */
  elements: readonly HTMLElement[];
  /** Shown while the host reads. */
  ring: HTMLElement;
  refresh: HTMLElement;
  /** Asks the host for what it knows. */
  start: () => void;
  explain: (text: string) => void;
  handlers: EventHandlers<AccessEvents>;
}

/** What the parts need of the page that they are on. */
export interface BodyParts extends Pick<PageParts<AccessMethods>, 'call' | 'fail' | 'clearFailure'> {
  /** The host has told something new. */
  drawn: (view: AccessView) => void;
}

export function accessBody({ call, fail, clearFailure, drawn }: BodyParts): AccessBody {
  let view: AccessView | undefined;
  const access: Access = {
    call,
    reveal: (place) => void call('reveal', place).catch(fail),
    add: (statement) => void call('addStatement', { ...statement }).catch(fail),
    ask: (principal, action) => tried.ask(principal, action),
    fail,
    view: () => view,
  };
  const notes = h('div', { class: 'stack notes' });
  const ring = h('vscode-progress-ring', { class: 'small-ring', 'aria-label': 'Loading' });
  const table = accessTable(access);
  const tried = trySection(access);
  const explained = errorSection(access);
  const refresh = button('Refresh', () => void call('reload', undefined).then(draw).catch(fail));

  function draw(next: AccessView): void {
    view = next;
    ring.hidden = !next.loading;
    replaceChildren(
      notes,
      next.problem !== undefined && callout('error', next.problem),
      ...next.notes.map(({ severity, text }) => callout(severity, text)),
    );
    table.update(next);
    tried.update(next);
    drawn(next);
  }

  return {
    elements: [notes, table.element, tried.element, explained.element],
    ring,
    refresh,
    start: () => void call('start', undefined).then(draw).catch(fail),
    explain: (text) => explained.explain(text),
    handlers: {
      changed: {
        accepts: isAccessView,
        on(next) {
          clearFailure();
          draw(next);
        },
      },
      explain: { accepts: isString, on: (text) => explained.explain(text) },
    },
  };
}
