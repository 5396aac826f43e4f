import type { Disposable } from '../../async/emitter';
import type { Channel } from '../../protocol/channel';
import type { KeyTab } from '../../core/keyPage/view';
import { emit } from '../../protocol/events';
import {
  isActivityWish,
  isKeyTab,
  isRun,
  isFormChange,
  isTagChange,
  type KeyPageEvents,
  type KeyPageMethods,
} from '../../protocol/keyPage';
import { isPageEdits, isUnedited } from '../../protocol/keyPageEdits';
import { serve } from '../../protocol/serve';
import { isNothing, isString } from '../../protocol/shape';
import { grantHandlers } from '../grants/serve';
import type { GrantsSession } from '../grants/session';
import type { KeyPageSession } from './session';

/** What a page shows, and what reads it. */
export interface KeyPageSessions {
  page: KeyPageSession;
  grants: GrantsSession;
}

/** What only the editor can do for the page. */
export interface KeyPageHost {
  run(command: KeyPageMethods['run']['in']): void;
  /** The page has become one that somebody works on. */
  keep(): void;
  endGrant(asked: KeyPageMethods['endGrant']['in']): void;
  log(doing: string, error: unknown): void;
}

/** Connects the sessions with their page, until this is disposed of. */
export function serveKeyPage(
  channel: Channel,
  { page: session, grants }: KeyPageSessions,
  host: KeyPageHost,
): Disposable {
  const open = (tab: KeyTab): void => {
    session.open(tab);
    if (tab === 'grants') grants.open();
  };
  const handlers = serve<KeyPageMethods>(
    channel,
    {
      start: {
        accepts: isKeyTab,
        run: (tab) => (open(tab), { view: session.view, edits: session.edits }),
      },
      open: { accepts: isKeyTab, run: (tab) => (open(tab), undefined) },
      reload: { accepts: isNothing, run: () => (session.reload(), grants.reload(), undefined) },
      run: { accepts: isRun, run: (command) => (host.run(command), undefined) },
      edit: {
        accepts: isPageEdits,
        run: (edits) => {
          session.edits = edits;
          if (!isUnedited(edits)) host.keep();
          return undefined;
        },
      },
      readActivity: { accepts: isActivityWish, run: (wish) => (session.readActivity(wish), undefined) },
      setDescription: {
        accepts: isString,
        run: async (text) => (await session.setDescription(text), undefined),
      },
      setTags: {
        accepts: isTagChange,
        run: async (change) => (await session.setTags(change), undefined),
      },
      ...grantHandlers(grants, (asked) => host.endGrant(asked)),
      setPolicyForm: { accepts: isFormChange, run: (change) => session.setPolicyForm(change) },
    },
    (method, error) => host.log(`answer ${method}`, error),
  );
  const changes = session.onDidChange(() => emit<KeyPageEvents>(channel, 'changed', session.view));
  const grantChanges = grants.onDidChange(() => emit<KeyPageEvents>(channel, 'grantsChanged', grants.view));
  return {
    dispose() {
      handlers.dispose();
      changes.dispose();
      grantChanges.dispose();
    },
  };
}
