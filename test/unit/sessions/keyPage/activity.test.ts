import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { CallRecord } from '../../../../src/core/keys/callRecord';
import type { ActivityPort, CallPage } from '../../../../src/core/ports';
import { KeyActivity } from '../../../../src/sessions/keyPage/activity';
import { id, now, ref } from '../../core/keys/builders';

const key = ref(id(1));

function call(name: string, time: number, changes: Partial<CallRecord> = {}): CallRecord {
  return {
    ...{ id: name, time, operation: 'Decrypt', contexts: [], keyArns: [key.arn], who: { name: 'alice' } },
    ...changes,
  };
}

const refusal = (name: string, time: number) =>
  call(name, time, { keyArns: [], error: { code: 'AccessDenied', message: `on resource: ${key.arn}` } });

/** Pages of one call each, by way; a way without a page left answers its last one without `next`. */
function pagesOf(calls: readonly CallRecord[]) {
  return (after = '0'): Promise<CallPage> => {
    const at = Number(after);
    const one = calls[at];
    const next = at + 1 < calls.length ? { next: String(at + 1) } : {};
    return Promise.resolve({ calls: one ? [one] : [], ...next });
  };
}

function activityOver(port: Partial<Record<'own' | 'all', (after?: string) => Promise<CallPage>>>) {
  const asked: string[] = [];
  let epoch = 1;
  const none = () => Promise.resolve({ calls: [] });
  const activity: ActivityPort = {
    calls(of, after) {
      const way = 'key' in of ? 'own' : 'all';
      asked.push(`${way} ${after ?? ''}`.trim());
      return (port[way] ?? none)(after);
    },
  };
  const told: string[] = [];
  const one: KeyActivity = new KeyActivity(key, {
    ...{ activity, aliasesOf: () => [], now: () => now },
    changed: () => void told.push(`${shown(one)?.calls.length}: ${shown(one)?.working}`),
    epoch: () => epoch,
  });
  return { one, asked, told, renew: () => (epoch += 1) };
}

const shown = ({ state }: KeyActivity) => (state && 'value' in state ? state.value : undefined);
const idle = (one: KeyActivity) =>
  expect.poll(() => one.state?.status !== 'loading' && shown(one)?.working).toBe(undefined);

describe('the activity of a key', () => {
  it('is not asked for before its tab is opened, and once then', async () => {
    const { one, asked } = activityOver({ own: pagesOf([call('a', 2)]) });
    expect(one.state).toBe(undefined);
    one.checkEpoch();
    expect(asked).toEqual([]);
    one.open();
    expect(one.state).toEqual({ status: 'loading' });
    await idle(one);
    one.open();
    expect(asked).toEqual(['own', 'all']);
    expect(shown(one)?.calls.map((each) => each.id)).toEqual(['a']);
  });

  it('shows the calls on the key while it looks for refused ones, four pages at a time', async () => {
    const all = Array.from({ length: 9 }, (_, at) => refusal(`r${at}`, 100 - at));
    const { one, asked, told } = activityOver({
      own: pagesOf([call('a', 2), call('b', 1)]),
      all: pagesOf(all),
    });
    one.open();
    await idle(one);
    expect(told[1]).toBe('1: Looking for refused calls, page 1 of 4…');
    expect(shown(one)?.calls).toHaveLength(5);
    one.read('older');
    await idle(one);
    expect(shown(one)?.calls).toHaveLength(10);
    expect(asked.slice(5)).toEqual(['own 1', 'all 4', 'all 5', 'all 6', 'all 7']);
    one.read('older');
    await idle(one);
    // The key's own calls are read to the end: only the other way goes on.
    expect(asked.slice(10)).toEqual(['all 8']);
    expect(shown(one)?.more).toBe(false);
  });

  it('keeps the calls where the search for refusals fails, and says why', async () => {
    const { one } = activityOver({
      own: pagesOf([call('a', 2)]),
      all: () => Promise.reject(new KmsError('throttled', 'Rate exceeded')),
    });
    one.open();
    await idle(one);
    expect(shown(one)).toMatchObject({
      problem: expect.stringContaining('look for refused calls') as string,
    });
    expect(shown(one)?.calls).toHaveLength(1);
  });

  it('tells a denial with the permission that is missing, and asks again when the tab is opened', async () => {
    let isAllowed = false;
    const denied = new KmsError('denied', 'No.', { operation: 'cloudtrail:LookupEvents' });
    const { one } = activityOver({
      own: () => (isAllowed ? Promise.resolve({ calls: [] }) : Promise.reject(denied)),
    });
    one.open();
    await expect
      .poll(() => one.state)
      .toMatchObject({
        ...{ status: 'failed', denied: true },
        text: expect.stringContaining('cloudtrail:LookupEvents') as string,
      });
    isAllowed = true;
    one.open();
    await idle(one);
    expect(one.state).toMatchObject({ status: 'ready', value: { calls: [] } });
  });

  it('stops when it is told to, keeps what it has, and says that it is not everything', async () => {
    const never = () => new Promise<CallPage>(() => undefined);
    const { one } = activityOver({ own: pagesOf([call('a', 2)]), all: never });
    one.open();
    await expect.poll(() => shown(one)?.calls.length).toBe(1);
    one.read('stop');
    expect(shown(one)).toMatchObject({ problem: expect.stringMatching(/Stopped/) as string });
    expect(shown(one)).not.toHaveProperty('working');
    const first = activityOver({ own: never }).one;
    first.open();
    first.read('stop');
    expect(shown(first)?.covered).toMatch(/has been read yet/);
  });

  it('is read again by other credentials, and not for a change of the key', async () => {
    const { one, asked, renew } = activityOver({ own: pagesOf([call('a', 2)]) });
    one.open();
    await idle(one);
    one.checkEpoch();
    expect(asked).toHaveLength(2);
    renew();
    one.checkEpoch();
    expect(one.state).toEqual({ status: 'loading' });
    await idle(one);
    expect(asked).toHaveLength(4);
  });
});
