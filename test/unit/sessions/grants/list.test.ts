import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { Grant, Principal } from '../../../../src/core/keys/model';
import type { GrantPort, Page } from '../../../../src/core/ports';
import { retirableGrants } from '../../../../src/sessions/grants/retirable';
import { GrantsSession } from '../../../../src/sessions/grants/session';
import { key as keyOf } from '../../core/keys/builders';

const key = keyOf();
const denied = new KmsError('denied', 'No.', { operation: 'ListGrants' });

function grant(at: number): Grant {
  return {
    id: `g${at}`,
    grantee: 'arn:aws:iam::111122223333:role/app',
    operations: ['Decrypt'],
    name: `n${at}`,
  };
}

/** Pages of a hundred grants; `failsAt` is the page that fails. */
function pagesOf(count: number, failsAt?: () => number) {
  let asked = 0;
  const pages = async function* (): AsyncGenerator<Page<Grant>> {
    for (let from = 0; from < Math.max(count, 1); from += 100) {
      asked++;
      await Promise.resolve();
      if (from / 100 === failsAt?.()) throw denied;
      const items = Array.from({ length: Math.min(100, count - from) }, (_, at) => grant(from + at));
      yield { items, last: from + 100 >= count };
    }
  };
  return { pages, asked: () => asked };
}

function sessionOver(pages: GrantPort['pages']) {
  const session = new GrantsSession(key, {
    keys: { describe: () => Promise.resolve(key) },
    grants: { pages } as GrantPort,
    principals: { list: () => empty<Principal>() },
    setting: () => Promise.resolve({ region: 'us-east-1' }),
    now: () => 0,
    allow: () => Promise.resolve(),
    changed: () => Promise.resolve(),
  });
  const becomes = (status: string) => expect.poll(() => session.view.status).toBe(status);
  return { session, becomes };
}

async function* empty<T>(): AsyncGenerator<Page<T>> {
  await Promise.resolve();
  yield { items: [], last: true };
}

describe('a long list of grants', () => {
  it('is read to a thousand unasked, and to its end when asked', async () => {
    const { pages, asked } = pagesOf(2500);
    const { session, becomes } = sessionOver(pages);
    session.open();
    await becomes('ready');
    expect(session.view).toMatchObject({ count: 1000, complete: false, pages: 20 });
    expect(asked()).toBe(10);
    session.readAll();
    await expect.poll(() => session.view.complete).toBe(true);
    expect(session.view.count).toBe(2500);
    expect(asked()).toBe(25);
  });

  it('shows what a filter leaves, as far as it is read', async () => {
    const { session, becomes } = sessionOver(pagesOf(300).pages);
    session.open();
    await becomes('ready');
    expect(session.show({ filter: 'n29', page: 0 })).toMatchObject({ matching: 11, count: 300 });
  });

  it('keeps what was read where a page fails, says so, and begins again when the tab is opened', async () => {
    let fails = 2;
    const { session, becomes } = sessionOver(pagesOf(300, () => fails).pages);
    session.open();
    await becomes('failed');
    expect(session.view).toMatchObject({ count: 200, complete: false, failure: { denied: true } });
    fails = -1;
    session.open();
    await becomes('ready');
    expect(session.view).toMatchObject({ count: 300, complete: true });
    expect(session.view.failure).toBeUndefined();
  });

  it('keeps what is shown while it is read again', async () => {
    const { session, becomes } = sessionOver(pagesOf(150).pages);
    session.open();
    await becomes('ready');
    session.reload();
    expect(session.view).toMatchObject({ status: 'reading', count: 150 });
    await becomes('ready');
    expect(session.view.count).toBe(150);
  });
});

describe('a session of a role', () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/Deploy/ci';
  const asRole = 'arn:aws:iam::111122223333:role/service/Deploy';
  const portsFor = (list: () => AsyncIterable<Page<Principal>>, typed?: string) => {
    const asked: string[] = [];
    const retirable = async function* (_: object, name: string): AsyncGenerator<Page<Grant>> {
      asked.push(name);
      await Promise.resolve();
      yield { items: name === asRole ? [{ ...grant(1), keyArn: key.arn }] : [], last: true };
    };
    return {
      asked,
      ports: {
        grants: { retirable } as unknown as GrantPort,
        connections: {
          identity: () => Promise.resolve({ accountId: '111122223333', arn: session, userId: 'A' }),
        },
        principals: { list },
        askRole: () => Promise.resolve(typed),
      },
    };
  };
  const roles = async function* (): AsyncGenerator<Page<Principal>> {
    await Promise.resolve();
    yield { items: [{ kind: 'role', name: 'Deploy', path: '/service/', arn: asRole }], last: true };
  };
  // eslint-disable-next-line require-yield
  const refused = async function* (): AsyncGenerator<Page<Principal>> {
    await Promise.resolve();
    throw new KmsError('denied', 'No.');
  };

  it('finds the grants of its role by the path that the list of roles tells', async () => {
    const { ports, asked } = portsFor(roles);
    expect(await retirableGrants(ports, key)).toMatchObject([
      { ref: { keyId: key.keyId }, grant: { id: 'g1' } },
    ]);
    expect(asked).toEqual([asRole, session]);
  });

  it('asks for the path where roles may not be listed, and gives up where nobody answers', async () => {
    const typed = portsFor(refused, asRole);
    expect(await retirableGrants(typed.ports, key)).toHaveLength(1);
    expect(typed.asked).toEqual([session, asRole]);
    expect(await retirableGrants(portsFor(refused).ports, key)).toBeUndefined();
  });
});
