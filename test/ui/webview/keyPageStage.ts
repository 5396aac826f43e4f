import type { Browser } from 'playwright-core';
import type { KeyRef } from '../../../src/core/keys/model';
import type { GrantPort, KeyPort } from '../../../src/core/ports';
import { GrantsSession } from '../../../src/sessions/grants/session';
import { serveKeyPage } from '../../../src/sessions/keyPage/serve';
import { editStore } from '../../../src/sessions/keyPage/editStore';
import { KeyPageSession } from '../../../src/sessions/keyPage/session';
import type { Store } from '../../../src/sessions/store';
import type { Ports } from '../../unit/aws/ports';
import { memoryStore } from '../../unit/sessions/memoryStore';
import { openStage, type Stage } from './stage';

export interface KeyPageStage extends Stage {
  session: KeyPageSession;
  grants: GrantsSession;
  /** The commands that the page asked the editor for. */
  asked: string[];
}

/** The page of a key over real ports, of which some may be replaced to fail. */
export async function openKeyPage(
  browser: Browser,
  { keys, activity, connections, grants: grantPort, principals }: Ports,
  ref: KeyRef,
  replaced: Partial<KeyPort> = {},
  memory: Store = memoryStore(),
  replacedGrants: Partial<GrantPort> = {},
): Promise<KeyPageStage> {
  const asked: string[] = [];
  const session: KeyPageSession = new KeyPageSession(ref, {
    ...{ keys: { ...keys, ...replaced }, activity, connections },
    nameOf: () => 'payments',
    aliasesOf: () => ['alias/payments'],
    isPinned: () => false,
    edits: editStore(memory),
    now: () => Date.now(),
    allow: () => Promise.resolve(),
    changed: () => Promise.resolve(session.reload()),
  });
  const grants: GrantsSession = new GrantsSession(ref, {
    ...{ keys: { ...keys, ...replaced }, grants: { ...grantPort, ...replacedGrants }, principals },
    setting: () => Promise.resolve({ region: ref.region }),
    now: () => Date.now(),
    allow: () => Promise.resolve(),
    changed: () => Promise.resolve(grants.reload()),
  });
  const stage = await openStage(browser, 'key', (channel) =>
    serveKeyPage(
      channel,
      { page: session, grants },
      {
        endGrant: ({ id, ending }) => void asked.push(`${ending} ${id}`),
        run: ({ id, alias }) => void asked.push([id, alias].filter(Boolean).join(' ')),
        keep: () => void asked.push('keep'),
        explain: (text) => void asked.push(`explain ${text}`),
        log: (doing) => void asked.push(`failed to ${doing}`),
      },
    ),
  );
  return { ...stage, session, grants, asked };
}
