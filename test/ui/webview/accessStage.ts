import type { Browser } from 'playwright-core';
import type { AccessEvents } from '../../../src/protocol/access';
import { emit } from '../../../src/protocol/events';
import { serveAccess } from '../../../src/sessions/access/serve';
import type { AccessSession } from '../../../src/sessions/access/session';
import { openStage, type Stage } from './stage';

export interface AccessStage extends Stage {
  /** What the page asked the editor for. */
  asked: string[];
  explain(text: string): void;
}

/** The access page with the given session. */
export async function openAccessStage(browser: Browser, session: AccessSession): Promise<AccessStage> {
  const asked: string[] = [];
  const stage = await openStage(browser, 'access', (channel) =>
    serveAccess(channel, session, {
      reveal: (place) => (asked.push(`reveal ${String(place.statement)}`), Promise.resolve()),
      addStatement: (statement) => (asked.push(`add ${String(statement.Sid)}`), Promise.resolve()),
      log: (doing) => void asked.push(`failed to ${doing}`),
    }),
  );
  return { ...stage, asked, explain: (text) => emit<AccessEvents>(stage.channel, 'explain', text) };
}
