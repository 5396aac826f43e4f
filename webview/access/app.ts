import type { AccessEvents, AccessMethods, AccessView } from '../../src/protocol/access';
import { isAccessView } from '../../src/protocol/access';
import type { EventHandlers } from '../../src/protocol/events';
import { isString } from '../../src/protocol/shape';
import { callout } from '../ui/callout';
import { button } from '../ui/controls';
import { identifier } from '../ui/copyButton';
import { h, replaceChildren, setText } from '../ui/h';
import type { PageParts } from '../ui/startPage';
import type { Access } from './access';
import { errorSection } from './errorSection';
import { accessTable } from './table';
import { trySection } from './trySection';

/** The page: draws the host's view, and sends what the person asks. */
export function startAccess({
  root,
  call,
  keep,
  fail,
  clearFailure,
}: PageParts<AccessMethods>): EventHandlers<AccessEvents> {
  let view: AccessView | undefined;

  const access: Access = {
    call,
    reveal: (place) => void call('reveal', place).catch(fail),
    add: (statement) => void call('addStatement', { ...statement }).catch(fail),
    ask: (principal, action) => tried.ask(principal, action),
    fail,
    view: () => view,
  };
  const heading = h('h1', { tabindex: -1 });
  const place = h('p', { class: 'help' });
  const arn = h('div', {});
  const notes = h('div', { class: 'stack notes' });
  const ring = h('vscode-progress-ring', { class: 'small-ring', 'aria-label': 'Loading' });
  const table = accessTable(access);
  const tried = trySection(access);
  const explained = errorSection(access);
  const refresh = button('Refresh', () => void call('reload', undefined).then(draw).catch(fail));
  root.replaceChildren(
    h(
      'div',
      { class: 'access stack' },
      h('header', { class: 'access-head' }, h('div', { class: 'row' }, heading, ring, refresh), place, arn),
      notes,
      table.element,
      tried.element,
      explained.element,
    ),
  );

  function draw(next: AccessView): void {
    const first = view === undefined;
    view = next;
    if (next.ref) keep(next.ref);
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

  call('start', undefined).then(draw).catch(fail);
  return {
    changed: {
      accepts: isAccessView,
      on(next) {
        clearFailure();
        draw(next);
      },
    },
    explain: { accepts: isString, on: (text) => explained.explain(text) },
  };
}
