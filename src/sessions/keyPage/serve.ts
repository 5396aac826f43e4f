import type { Disposable } from '../../async/emitter';
import type { Channel } from '../../protocol/channel';
import { emit } from '../../protocol/events';
import {
  isActivityWish,
  isKeyTab,
  isRun,
  isTagChange,
  type KeyPageEvents,
  type KeyPageMethods,
} from '../../protocol/keyPage';
import { isPageEdits, isUnedited } from '../../protocol/keyPageEdits';
import { serve } from '../../protocol/serve';
import { isNothing, isString } from '../../protocol/shape';
import type { KeyPageSession } from './session';

/** What only the editor can do for the page. */
export interface KeyPageHost {
  run(command: KeyPageMethods['run']['in']): void;
  /** The page has become one that somebody works on. */
  keep(): void;
  /** Explains the text of a refusal. */
  explain(text: string): void;
  log(doing: string, error: unknown): void;
}

/** Connects a session with its page, until this is disposed of. */
export function serveKeyPage(channel: Channel, session: KeyPageSession, host: KeyPageHost): Disposable {
  const handlers = serve<KeyPageMethods>(
    channel,
    {
      start: {
        accepts: isKeyTab,
        run: (tab) => (session.open(tab), { view: session.view, edits: session.edits }),
      },
      open: { accepts: isKeyTab, run: (tab) => (session.open(tab), undefined) },
      reload: { accepts: isNothing, run: () => (session.reload(), undefined) },
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
      explain: { accepts: isString, run: (text) => (host.explain(text), undefined) },
      setDescription: {
        accepts: isString,
        run: async (text) => (await session.setDescription(text), undefined),
      },
      setTags: {
        accepts: isTagChange,
        run: async (change) => (await session.setTags(change), undefined),
      },
    },
    (method, error) => host.log(`answer ${method}`, error),
  );
  const changes = session.onDidChange(() => emit<KeyPageEvents>(channel, 'changed', session.view));
  return {
    dispose() {
      handlers.dispose();
      changes.dispose();
    },
  };
}
