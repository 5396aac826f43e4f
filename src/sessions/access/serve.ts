import type { AccessEvents, AccessMethods } from '../../protocol/access';
import { isCellName, isPlace, isStatement, isTriedRequest } from '../../protocol/access';
import type { Disposable } from '../../async/emitter';
import type { Channel } from '../../protocol/channel';
import { emit } from '../../protocol/events';
import { serve } from '../../protocol/serve';
import { isNothing, isString } from '../../protocol/shape';
import type { Place } from '../../core/access/model';
import type { AccessSession } from './session';

/** What only the editor can do for the page. */
export interface PageHost {
  reveal(place: Place): Promise<void>;
  addStatement(statement: Record<string, unknown>): Promise<void>;
  log(doing: string, error: unknown): void;
}

/** Connects a session with its page, for as long as the channel lives or until this is disposed of. */
export function serveAccess(channel: Channel, session: AccessSession, host: PageHost): Disposable {
  const handlers = serve<AccessMethods>(
    channel,
    {
      start: { accepts: isNothing, run: () => session.view },
      reload: { accepts: isNothing, run: async () => (await session.load(), session.view) },
      addPrincipal: {
        accepts: isString,
        run: async (arn) => (await session.addPrincipal(arn), session.view),
      },
      advise: { accepts: isCellName, run: (cell) => session.advise(cell) },
      tryRequest: { accepts: isTriedRequest, run: (tried) => session.tryRequest(tried) },
      explainError: { accepts: isString, run: (text) => session.explainError(text) },
      reveal: { accepts: isPlace, run: async (place) => (await host.reveal(place), undefined) },
      addStatement: {
        accepts: isStatement,
        run: async (statement) => (await host.addStatement(statement), undefined),
      },
    },
    (method, error) => host.log(`answer ${method}`, error),
  );
  const changes = session.onDidChange(() => emit<AccessEvents>(channel, 'changed', session.view));
  return {
    dispose() {
      handlers.dispose();
      changes.dispose();
    },
  };
}
