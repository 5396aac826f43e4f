import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { Key } from '../../../../src/core/keys/model';
import { policyPath } from '../../../../src/core/policy/file/address';
import { key } from '../../core/keys/builders';
import { account, denied, languageBench, ref, settled } from './languageBench';

const file = 'file:///repo/orders.key-policy.json';
const own = `kms-policy:${encodeURI(policyPath(ref, 'orders'))}`;

/** A language over keys whose description comes when the test says so. */
function slowBench() {
  const reads: { signal: AbortSignal | undefined; answer: () => void; fail: (error: Error) => void }[] = [];
  const bench = languageBench({
    keys: {
      describe: (_, signal) =>
        new Promise<Key>((resolve, reject) => {
          const answer = (): void => resolve({ ...key(), ...ref, accountId: account });
          reads.push({ signal, answer, fail: reject });
        }),
    },
  });
  return { ...bench, reads, owners: bench.language.owners };
}

describe('the key that a policy file belongs to', () => {
  it('is known in part at once, and then with its key and who we are', async () => {
    const { language } = languageBench();
    expect(language.owners.ownerOf(file)).toBeUndefined();
    await language.bindings.bind(file, ref);
    expect(language.owners.ownerOf(file)).toEqual({ ref });
    await settled();
    expect(language.owners.ownerOf(file)).toMatchObject({
      ref,
      key: { accountId: account },
      callerArn: `arn:aws:iam::${account}:user/me`,
    });
  });

  it('is shared by all who wait for it, the first of whom may leave', async () => {
    const { language, owners, reads } = slowBench();
    await language.bindings.bind(file, ref);
    const [first, second] = [new AbortController(), new AbortController()];
    const both = [owners.load(file, first.signal), owners.load(file, second.signal)];
    first.abort();
    await expect(both[0]).rejects.toMatchObject({ reason: 'cancelled' });
    expect(reads[0]?.signal?.aborted).toBe(false);
    reads[0]?.answer();
    expect(await both[1]).toMatchObject({ ref, key: { arn: ref.arn } });
    expect(reads).toHaveLength(1);
  });

  it('is not asked for any more once all who waited have left, and asked for anew by the next', async () => {
    const { language, owners, reads } = slowBench();
    await language.bindings.bind(file, ref);
    const all = [new AbortController(), new AbortController()];
    const waiting = Promise.allSettled(all.map(({ signal }) => owners.load(file, signal)));
    all.forEach((one) => one.abort());
    await waiting;
    expect(reads[0]?.signal?.aborted).toBe(true);
    const next = owners.load(file);
    reads[1]?.answer();
    expect(await next).toMatchObject({ ref });
  });

  it('is asked for again after a failure: by a person at once, by the way after a while', async () => {
    const { language, owners, reads, state, asked } = slowBench();
    await language.bindings.bind(file, ref);
    owners.ownerOf(file);
    reads[0]?.fail(new KmsError('denied', 'no'));
    await settled();
    expect(asked).toContainEqual(expect.stringContaining('find out about the key of a policy'));
    owners.ownerOf(file);
    expect(reads).toHaveLength(1);
    const person = owners.load(file);
    reads[1]?.fail(new KmsError('denied', 'still no'));
    await expect(person).rejects.toThrow('still no');
    state.now += 30_000;
    owners.ownerOf(file);
    expect(reads).toHaveLength(3);
  });

  it('is found out anew when we may be somebody else; who waits meanwhile is not cancelled', async () => {
    const { language, owners, reads, renew } = slowBench();
    await language.bindings.bind(file, ref);
    let told = 0;
    owners.onDidChange(() => told++);
    const waiting = owners.load(file);
    renew();
    expect(told).toBe(1);
    reads[0]?.answer();
    expect(await waiting).toMatchObject({ ref });
    expect(owners.ownerOf(file)).toEqual({ ref });
    expect(reads).toHaveLength(2);
  });

  it('is not asked for in a workspace that is not trusted', async () => {
    const { language, asked } = languageBench({ mayAsk: () => false });
    await language.bindings.bind(file, ref);
    expect(language.owners.ownerOf(file)).toEqual({ ref });
    await settled();
    expect(asked).toEqual([]);
  });

  it('follows from the address of a key’s own policy, in the caller’s account and partition', async () => {
    const { language } = languageBench();
    expect(await language.owners.load(own)).toMatchObject({ ref: { arn: ref.arn, region: ref.region } });
    await expect(language.owners.load('kms-policy:/nowhere')).rejects.toMatchObject({ reason: 'not-found' });
    await expect(language.owners.load(file)).rejects.toMatchObject({ reason: 'not-possible' });
  });

  it('is the key that was opened, which may be of another account', async () => {
    const { language } = languageBench();
    await language.owners.load(own);
    const other = { ...ref, arn: ref.arn.replace(account, '444455556666') };
    language.owners.remember(own, other);
    expect(language.owners.ownerOf(own)).toEqual({ ref: other });
    expect(await language.owners.load(own)).toMatchObject({ ref: other });
  });
});

describe('users and roles', () => {
  const list = (language: ReturnType<typeof languageBench>['language']) =>
    language.contextOf(file).principals?.length;

  it('are listed by the way, once they are asked for, and count for the checks when all are there', async () => {
    const { language, asked } = languageBench();
    await language.bindings.bind(file, ref);
    expect(language.knownOf(file).principals).toBeUndefined();
    await settled();
    expect([...(language.knownOf(file).principals?.get(account) ?? [])]).toEqual([
      `arn:aws:iam::${account}:role/App`,
    ]);
    language.contextOf(file);
    expect(asked.filter((one) => one === 'list principals')).toHaveLength(1);
  });

  it('that may not be listed are asked for again after a while only', async () => {
    let lists = 0;
    const { language, state } = languageBench({
      principals: {
        async *list() {
          lists++;
          await denied();
          yield { items: [], last: true };
        },
      },
    });
    await language.bindings.bind(file, ref);
    list(language);
    await settled();
    list(language);
    expect(lists).toBe(1);
    state.now += 5 * 60_000;
    expect(list(language)).toBe(0);
    expect(lists).toBe(2);
  });

  it('beyond 5,000 are not read, and then nobody is said to be unknown', async () => {
    let pages = 0;
    const { language } = languageBench({
      principals: {
        async *list() {
          for (; pages < 100; pages++) {
            const items = Array.from({ length: 1_000 }, (_, index) => ({
              ...{ kind: 'role' as const, path: '/', name: `r${index}` },
              arn: `arn:aws:iam::${account}:role/r${pages}-${index}`,
            }));
            yield await Promise.resolve({ items, last: false });
          }
        },
      },
    });
    await language.bindings.bind(file, ref);
    list(language);
    await settled();
    expect(pages).toBeLessThan(6);
    expect(list(language)).toBe(5_000);
    expect(language.knownOf(file).principals).toBeUndefined();
  });
});

describe('what is remembered of files', () => {
  it('goes along when a file is renamed', async () => {
    const { bindings } = languageBench().language;
    await bindings.bind(file, ref);
    await bindings.treat(file, true);
    const changed: string[] = [];
    bindings.onDidChange((uri) => changed.push(uri));
    const renamed = 'file:///repo/other.json';
    await bindings.rename(file, renamed);
    expect([bindings.keyOf(file), bindings.isTreated(file)]).toEqual([undefined, false]);
    expect([bindings.keyOf(renamed), bindings.isTreated(renamed)]).toEqual([ref, true]);
    expect(new Set(changed)).toEqual(new Set([file, renamed]));
  });

  it.each([
    ['a text', 'text', 'text'],
    ['null', null, null],
    ['other shapes', { [file]: { arn: 1 } }, [1, file]],
    ['names of every object', {}, []],
  ])('counts as nothing where another version stored %s', (_, bound, treated) => {
    const stored: Record<string, unknown> = { 'kms.policy.bindings': bound, 'kms.policy.treated': treated };
    const store = { get: (name: string) => stored[name], update: () => Promise.resolve() };
    const { bindings } = languageBench({ store }).language;
    expect(bindings.keyOf(file)).toBeUndefined();
    expect(bindings.keyOf('constructor')).toBeUndefined();
    expect(bindings.isTreated(file)).toBe(Array.isArray(treated) && treated.includes(file as never));
  });
});
