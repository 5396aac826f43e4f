import type { AccessEvents, AccessMethods, AccessView } from '../../src/protocol/access';
import type { EventHandlers } from '../../src/protocol/events';
import { identifier } from '../ui/copyButton';
import { h, replaceChildren, setText } from '../ui/h';
import type { PageParts } from '../ui/startPage';
import { accessBody } from './body';

/** The page: draws the host's view, and sends what the person asks. */
export function startAccess({
  root,
  call,
  keep,
  fail,
  clearFailure,
}: PageParts<AccessMethods>): EventHandlers<AccessEvents> {
  let isFirst = true;
  const heading = h('h1', { tabindex: -1 });
  const place = h('p', { class: 'help' });
  const arn = h('div', {});
  const { elements, ring, refresh, start, handlers } = accessBody({ call, fail, clearFailure, drawn });
  root.replaceChildren(
    h(
      'div',
      { class: 'access stack' },
      h('header', { class: 'access-head' }, h('div', { class: 'row' }, heading, ring, refresh), place, arn),
      ...elements,
    ),
  );

  function drawn(next: AccessView): void {
    if (next.ref) keep(next.ref);
    setText(heading, `Who can use ${next.name}`);
    setText(place, next.place ?? '');
    place.hidden = next.place === undefined;
    if (arn.dataset['arn'] !== next.ref?.arn) {
      arn.dataset['arn'] = next.ref?.arn ?? '';
      replaceChildren(arn, next.ref && identifier('the ARN', next.ref.arn));
    }
    if (isFirst) heading.focus({ preventScroll: true });
    isFirst = false;
  }

  start();
  return handlers;
}
