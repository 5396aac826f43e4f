import type { Browser } from 'playwright-core';
// The session loads them with the first policy: compiled here, they are no part of what a test waits for.
import '../../../src/core/policy/lint';
import '../../../src/core/policy/editConsolePolicy';
import type { KeyRef } from '../../../src/core/keys/model';
import type { GrantPort, KeyPort } from '../../../src/core/ports';
import type { Channel } from '../../../src/protocol/channel';
import { splitChannel } from '../../../src/protocol/parts';
import { IamPolicies } from '../../../src/sessions/access/iamPolicies';
import { serveAccess } from '../../../src/sessions/access/serve';
import { AccessSession } from '../../../src/sessions/access/session';
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
  { keys: real, activity, connections, grants: grantPort, principals }: Ports,
  ref: KeyRef,
  replaced: Partial<KeyPort> = {},
  memory: Store = memoryStore(),
  replacedGrants: Partial<GrantPort> = {},
): Promise<KeyPageStage> {
  const asked: string[] = [];
  const keys = { ...real, ...replaced };
  const session: KeyPageSession = new KeyPageSession(ref, {
    ...{ keys, activity, connections },
    nameOf: () => 'payments',
    aliasesOf: () => ['alias/payments'],
    isPinned: () => false,
    edits: editStore(memory),
    now: () => Date.now(),
    allow: () => Promise.resolve(),
    savePolicy: async ({ text }) => {
      await (replaced.putPolicy ?? keys.putPolicy)(ref, text);
      session.reload();
      return true;
    },
    changed: () => Promise.resolve(session.reload()),
  });
  const grants: GrantsSession = new GrantsSession(ref, {
    ...{ keys, grants: { ...grantPort, ...replacedGrants }, principals },
    setting: () => Promise.resolve({ region: ref.region }),
    now: () => Date.now(),
    allow: () => Promise.resolve(),
    changed: () => Promise.resolve(grants.reload()),
  });
  const log = (doing: string) => void asked.push(`failed to ${doing}`);
  const access = new AccessSession(
    { kind: 'key', ref },
    {
      ...{ keys, principals, connections, iam: new IamPolicies(principals) },
      nameOf: () => 'payments',
      editedPolicy: () => undefined,
      now: () => Date.now(),
    },
  );
  const serveTab = (channel: Channel): void => {
    serveAccess(channel, access, {
      reveal: ({ statement }) => Promise.resolve(void asked.push(`reveal ${String(statement)}`)),
      addStatement: ({ Sid }) => Promise.resolve(void asked.push(`add ${String(Sid)}`)),
      log,
    });
    void access.load();
  };
  const stage = await openStage(browser, 'key', (channel) => {
    const split = splitChannel(channel, 'access', () => serveTab(split.part));
    const served = serveKeyPage(
      split.own,
      { page: session, grants },
      {
        endGrant: ({ id, ending }) => void asked.push(`${ending} ${id}`),
        run: ({ id, alias }) => void asked.push([id, alias].filter(Boolean).join(' ')),
        keep: () => void asked.push('keep'),
        log,
      },
    );
    return {
      dispose() {
        served.dispose();
        split.dispose();
        access.dispose();
      },
    };
  });
  return { ...stage, session, grants, asked };
}
