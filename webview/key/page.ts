import type { KeyPageMethods } from '../../src/protocol/keyPage';
import type { Client } from '../../src/protocol/client';
import type { PageEvent, PageState } from './state';

/** What the views of the page's parts are given. */
export interface Page {
  state: PageState;
  dispatch: (event: PageEvent) => void;
  call: Client<KeyPageMethods>['call'];
  /** Runs a command of the host on the key, or on one of its aliases. */
  run: (id: KeyPageMethods['run']['in']['id'], alias?: string) => void;
  /** What the Access tab shows. */
  access: () => HTMLElement;
  /** Shows the Access tab with the text of a refusal explained. */
  explain: (text: string) => void;
  /** Tells of a request that came to nothing. */
  fail: (error: unknown) => void;
  /** Reads again what the chosen tab shows and could not be read. */
  retry: () => void;
}
