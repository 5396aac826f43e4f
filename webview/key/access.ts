import type { AccessEvents, AccessMethods } from '../../src/protocol/access';
import { client } from '../../src/protocol/client';
import { listen } from '../../src/protocol/events';
import { accessBody } from '../access/body';
import { h } from '../ui/h';
import type { PageParts } from '../ui/startPage';

/** The access page's parts on a tab. */
export interface AccessTab {
  /** Made when the tab is first opened, and kept as it is while another is shown. */
  element(): HTMLElement;
  /** Explains the text of a refusal. The tab has to be shown. */
  explain(text: string): void;
}

export function accessTab({
  part,
  fail,
  clearFailure,
}: Pick<PageParts<never>, 'part' | 'fail' | 'clearFailure'>): AccessTab {
  let made: ReturnType<typeof begin> | undefined;

  function begin() {
    const channel = part('access');
    const host = client<AccessMethods>(channel);
    let seen: (() => void)[] | undefined = [];
    const body = accessBody({
      call: (method, input, signal) => host.call(method, input, signal),
      ...{ fail, clearFailure },
      drawn({ loading }) {
        element.setAttribute('aria-busy', String(loading));
        for (const then of seen ?? []) then();
        seen = undefined;
      },
    });
    const element = h(
      'section',
      { class: 'stack', 'aria-labelledby': 'access', 'aria-busy': 'true' },
      h(
        'div',
        { class: 'row' },
        h('h2', { id: 'access', tabindex: -1 }, 'Who can use the key'),
        body.ring,
        body.refresh,
      ),
      ...body.elements,
    );
    listen<AccessEvents>(channel, body.handlers);
    body.start();
    /** What an explanation offers depends on the key, which the first view names. */
    const whenSeen = (then: () => void): void => {
      if (seen) seen.push(then);
      else then();
    };
    return { element, explain: (text: string) => whenSeen(() => body.explain(text)) };
  }

  const there = () => (made ??= begin());
  return {
    element: () => there().element,
    explain: (text) => there().explain(text),
  };
}
