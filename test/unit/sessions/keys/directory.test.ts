import { describe, expect, it, vi } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import {
  KeyDirectory,
  type DirectoryChange,
  type DirectoryOptions,
} from '../../../../src/sessions/keys/directory';
import type { Alias, Key, KeyRef } from '../../../../src/core/keys/model';
import { search } from '../../../../src/core/keys/search';
import type { KeyPort, Page } from '../../../../src/core/ports';
import { alias, id, key, place, ref } from '../../core/keys/builders';

describe('the directory of keys', () => {
  it('lists both lists at the same time, and draws when both first pages are there', async () => {
    const gate = deferred();
    const { directory } = directoryOf({
      listKeys: () => pages([[ref(id(1))]]),
      async *listAliases() {
        await gate.promise;
        yield { items: [alias('late', id(1))], last: true };
      },
    });
    const loaded = directory.load(place);
    expect(directory.region(place)?.begun).toBe(false);
    gate.resolve();
    const index = await loaded;
    expect(index.labelOf(id(1))).toBe('late');
    expect(index.idsOf('customer')).toEqual([id(1)]);
  });

  it('keeps rows in their place while later pages arrive, and sorts all of them at the end', async () => {
    const gate = deferred();
    const { directory } = directoryOf({
      listKeys: () => pages([[ref(id(5)), ref(id(6))]]),
      async *listAliases() {
        yield { items: [alias('m', id(5)), alias('n', id(6))], last: false };
        await gate.promise;
        yield { items: [alias('b', id(8)), alias('a', id(7))], last: true };
      },
    });
    const index = await directory.load(place);
    expect(index.idsOf('customer')).toEqual([id(5), id(6)]);
    gate.resolve();
    await directory.loadAll(place);
    expect(index.idsOf('customer')).toEqual([id(7), id(8), id(5), id(6)]);
  });

  it('lists a region once, however many ask', async () => {
    let asked = 0;
    const { directory } = directoryOf({
      listKeys: () => {
        asked++;
        return pages([[ref(id(1))]]);
      },
    });
    await Promise.all([directory.load(place), directory.load(place), directory.loadAll(place)]);
    expect(asked).toBe(1);
  });

  it('reads tags again after the person cancelled, rather than taking those keys for untagged', async () => {
    const controller = new AbortController();
    let cancelling = true;
    const { directory } = directoryOf({
      listKeys: () => pages([[ref(id(1)), ref(id(2)), ref(id(3))]]),
      listTags: ({ keyId }, signal) => {
        if (!cancelling) return Promise.resolve([{ key: 'of', value: keyId }]);
        controller.abort();
        return signal?.aborted === true
          ? Promise.reject(new KmsError('cancelled', 'Cancelled'))
          : Promise.resolve([]);
      },
    });
    const index = await directory.loadAll(place);
    const refs = [1, 2, 3].map((n) => ref(id(n)));
    await expect(directory.readTags(refs, controller.signal)).rejects.toMatchObject({ reason: 'cancelled' });
    expect([...index.tags.keys()]).toEqual([]);
    cancelling = false;
    await directory.readTags(refs);
    expect([...index.tags]).toEqual([1, 2, 3].map((n) => [id(n), [{ key: 'of', value: id(n) }]]));
  });

  it('keeps what came before a failure, and tells the failure', async () => {
    const failure = new KmsError('throttled', 'Rate exceeded');
    const { directory } = directoryOf({
      async *listKeys() {
        yield await Promise.resolve({ items: [ref(id(1))], last: false });
        throw failure;
      },
    });
    const index = await directory.loadAll(place);
    expect(index.idsOf('customer')).toEqual([id(1)]);
    expect(index.keys).toBe(failure);
    expect(index.aliasList).toBe('done');
  });

  it('describes each key once, tells each row, and keeps a denial apart', async () => {
    const asked: string[] = [];
    const { directory, changes } = directoryOf({
      listKeys: () => pages([[ref(id(1)), ref(id(2))]]),
      describe: (one) => {
        asked.push(one.keyId);
        return one.keyId === id(2)
          ? Promise.reject(new KmsError('denied', 'no'))
          : Promise.resolve(key({ keyId: one.keyId }));
      },
    });
    const index = await directory.loadAll(place);
    await Promise.all([directory.describe([ref(id(1)), ref(id(2))]), directory.describe([ref(id(1))])]);
    expect(asked.sort()).toEqual([id(1), id(2)]);
    expect(index.described.get(id(1))?.state).toBe('Enabled');
    expect(index.denied.get(id(2))?.reason).toBe('denied');
    expect(changes.flatMap((change) => change.keys ?? [])).toContain(id(2));
  });

  it('drops the answers of an older epoch', async () => {
    const gate = deferred();
    const { directory, nextEpoch, changes } = directoryOf({
      listKeys: () => pages([[ref(id(1))]]),
      describe: async (one) => {
        await gate.promise;
        return key({ keyId: one.keyId });
      },
    });
    const index = await directory.loadAll(place);
    const describing = directory.describe([ref(id(1))]);
    nextEpoch();
    const told = changes.length;
    gate.resolve();
    await describing;
    expect(index.described.size).toBe(0);
    expect(changes).toHaveLength(told);
  });

  it('shows the old rows while it refreshes, then the new ones with what is still known of them', async () => {
    let listed = [ref(id(1)), ref(id(2))];
    const gate = deferred();
    let first = true;
    const { directory } = directoryOf({
      async *listKeys() {
        if (!first) await gate.promise;
        first = false;
        yield { items: listed, last: true };
      },
    });
    await directory.loadAll(place);
    await directory.describe([ref(id(2))]);
    listed = [ref(id(2)), ref(id(3))];
    const refreshing = directory.refresh(place);
    expect(directory.region(place)?.idsOf('customer')).toEqual([id(1), id(2)]);
    gate.resolve();
    await refreshing;
    expect(directory.region(place)?.idsOf('customer')).toEqual([id(2), id(3)]);
    expect(directory.region(place)?.described.has(id(2))).toBe(true);
  });

  it('keeps the rows for a new epoch until they are listed again, and nothing of what was known of them', async () => {
    const gate = deferred();
    let first = true;
    const { directory, nextEpoch, changes } = directoryOf({
      async *listKeys() {
        if (!first) await gate.promise;
        first = false;
        yield { items: [ref(id(1)), ref(id(2))], last: true };
      },
    });
    await directory.loadAll(place);
    await directory.describe([ref(id(1))]);
    nextEpoch();
    directory.renew();
    // The tree asks while the old rows are still shown: what comes of it is not the new list's.
    await directory.describe([ref(id(1))]);
    expect(directory.region(place)?.idsOf('customer')).toEqual([id(1), id(2)]);
    gate.resolve();
    await directory.loadAll(place);
    await Promise.resolve();
    expect(changes.at(-1)).toEqual({ place });
    expect(directory.region(place)?.described.size).toBe(0);
    await directory.describe([ref(id(1))]);
    expect(directory.region(place)?.described.has(id(1))).toBe(true);
  });

  it('gives the rows of an older epoch up where the new list is long in coming', async () => {
    vi.useFakeTimers();
    try {
      let first = true;
      const { directory, nextEpoch } = directoryOf({
        async *listKeys() {
          if (!first) await new Promise(() => undefined);
          first = false;
          yield { items: [ref(id(1))], last: true };
        },
      });
      await directory.loadAll(place);
      nextEpoch();
      directory.renew();
      expect(directory.region(place)?.size).toBe(1);
      await vi.runAllTimersAsync();
      expect(directory.region(place)).toMatchObject({ keys: 'loading', size: 0 });
    } finally {
      vi.useRealTimers();
    }
  });

  it('forgets the regions of connections that were closed, and tells it', async () => {
    const { directory, changes } = directoryOf({ listKeys: () => pages([[ref(id(1))]]) });
    await directory.loadAll(place);
    directory.keepOnly([place.connection]);
    expect(directory.all()).toHaveLength(1);
    directory.keepOnly(['profile:other']);
    expect(directory.all()).toEqual([]);
    expect(changes.at(-1)).toEqual({ place });
  });

  it('knows nothing more of a key that may not be described any more', async () => {
    let allowed = true;
    const { directory } = directoryOf({
      listKeys: () => pages([[ref(id(1))]]),
      describe: (one) =>
        allowed ? Promise.resolve(key({ keyId: one.keyId })) : Promise.reject(new KmsError('denied', 'no')),
    });
    await directory.loadAll(place);
    await directory.describe([ref(id(1))]);
    allowed = false;
    await directory.refresh(place);
    await directory.describe([ref(id(1))]);
    const index = directory.region(place);
    expect(index?.described.has(id(1))).toBe(false);
    expect(index?.denied.get(id(1))?.reason).toBe('denied');
  });

  it('reads the tags of each key once, and goes on after one that may not be read', async () => {
    const asked: string[] = [];
    const { directory } = directoryOf({
      listKeys: () => pages([[ref(id(1)), ref(id(2))]]),
      listTags: (one) => {
        asked.push(one.keyId);
        return one.keyId === id(1)
          ? Promise.reject(new KmsError('denied', 'no'))
          : Promise.resolve([{ key: 'Env', value: 'prod' }]);
      },
    });
    const index = await directory.loadAll(place);
    await directory.readTags([ref(id(1)), ref(id(2))]);
    await directory.readTags([ref(id(1)), ref(id(2))]);
    expect(asked).toEqual([id(1), id(2)]);
    expect(search([index], 'env=prod', 10).map((found) => found.ref.keyId)).toEqual([id(2)]);
  });

  it('asks for tags again after a failure that may pass, never taking them for none meanwhile', async () => {
    const later: (() => void)[] = [];
    let failing = true;
    const { directory } = directoryOf(
      {
        listKeys: () => pages([[ref(id(1)), ref(id(2))]]),
        listTags: () =>
          failing
            ? Promise.reject(new KmsError('throttled', 'Rate exceeded'))
            : Promise.resolve([{ key: 'Env', value: 'prod' }]),
      },
      (_, callback) => void later.push(callback),
    );
    const index = await directory.loadAll(place);
    const refs = [ref(id(1)), ref(id(2))];
    await directory.readTags(refs);
    expect([index.tags.size, index.unreadTags.size]).toEqual([0, 2]);
    failing = false;
    await directory.readTags(refs);
    expect(index.tags.size).toBe(0);
    later.splice(0).forEach((callback) => callback());
    await directory.readTags(refs);
    expect([index.tags.size, index.unreadTags.size]).toEqual([2, 0]);
  });

  it('asks a second time for a description or a rotation that failed and may not the next time', async () => {
    const later: (() => void)[] = [];
    let left = 3;
    const failing = (): boolean => left-- > 0;
    const { directory } = directoryOf(
      {
        listKeys: () => pages([[ref(id(1)), ref(id(2))]]),
        describe: (one) =>
          one.keyId === id(1) && failing()
            ? Promise.reject(new KmsError('throttled', 'Rate exceeded'))
            : Promise.resolve(key({ keyId: one.keyId })),
        rotationStatus: () =>
          failing()
            ? Promise.reject(new KmsError('network', 'ECONNRESET'))
            : Promise.resolve({ enabled: true }),
      },
      (_, callback) => void later.push(callback),
    );
    const index = await directory.loadAll(place);
    const refs = [ref(id(1)), ref(id(2))];
    await directory.describeShown(refs);
    expect(index.denied.get(id(1))?.reason).toBe('throttled');
    expect(index.rotation.get(id(2))).toMatchObject({ reason: 'network' });
    for (let round = 0; round < 3; round++) {
      later.splice(0).forEach((callback) => callback());
      await directory.describeShown(refs);
    }
    expect(index.denied.size).toBe(0);
    expect([...index.rotation.values()]).toEqual([{ enabled: true }, { enabled: true }]);
  });

  it('describes the rows that a person looks at before all others, and each once', async () => {
    const asked: string[] = [];
    const gate = deferred();
    const { directory } = directoryOf({
      listKeys: () => pages([Array.from({ length: 50 }, (_, at) => ref(id(at)))]),
      describe: async (one) => {
        asked.push(one.keyId);
        await gate.promise;
        return key({ keyId: one.keyId });
      },
    });
    const index = await directory.loadAll(place);
    const all = directory.describe(index.idsOf('customer').map((one) => index.refOf(one)));
    const shown = directory.describeShown([40, 41, 2].map((at) => ref(id(at))));
    gate.resolve();
    await Promise.all([all, shown]);
    expect(asked.slice(5, 7)).toEqual([id(40), id(41)]);
    expect(asked).toHaveLength(50);
  });

  it('goes on describing a row when a filter that wanted it, too, is given up', async () => {
    const gate = deferred();
    let asked = 0;
    const { directory } = directoryOf({
      listKeys: () => pages([[ref(id(1))]]),
      describe: async (one) => {
        asked++;
        await gate.promise;
        return key({ keyId: one.keyId });
      },
    });
    const index = await directory.loadAll(place);
    const controller = new AbortController();
    const filtering = directory.describe([ref(id(1))], controller.signal);
    const shown = directory.describeShown([ref(id(1))]);
    controller.abort();
    await filtering;
    gate.resolve();
    await shown;
    expect([asked, index.described.size]).toEqual([1, 1]);
  });

  it('moves a key to those of AWS when only its description tells that', async () => {
    const { directory } = directoryOf({
      listKeys: () => pages([[ref(id(1)), ref(id(2))]]),
      listAliases: () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new KmsError('denied', 'no')) }),
      }),
      describe: (one) =>
        Promise.resolve(key({ keyId: one.keyId, manager: one.keyId === id(1) ? 'AWS' : 'CUSTOMER' })),
    });
    const index = await directory.loadAll(place);
    await directory.describeShown([ref(id(1)), ref(id(2))]);
    expect([index.idsOf('customer'), index.idsOf('aws')]).toEqual([[id(2)], [id(1)]]);
  });

  it('follows aliases that are made, moved and deleted', async () => {
    const { directory } = directoryOf({
      listKeys: () => pages([[ref(id(1)), ref(id(2))]]),
      listAliases: () => pages([[alias('a', id(1))]]),
    });
    await directory.loadAll(place);
    directory.aliasSet(place, 'alias/b', id(2));
    expect(directory.nameOf(ref(id(2)))).toBe('b');
    directory.aliasSet(place, 'alias/a', id(2));
    expect(directory.nameOf(ref(id(1)))).toBe('00000001');
    // As the next listing will call it, in the order of AWS.
    expect(directory.nameOf(ref(id(2)))).toBe('a');
    directory.aliasRemoved(place, 'alias/b');
    expect(directory.nameOf(ref(id(2)))).toBe('a');
    expect(directory.region(place)?.aliases.map((one) => one.name)).toEqual(['alias/a']);
  });
});

describe('a region of 100,000 keys', () => {
  const many = Array.from({ length: 100_000 }, (_, at) => ref(id(at)));
  const aliases = many.map((one, at) => alias(`key-${String(99_999 - at).padStart(6, '0')}`, one.keyId));
  const chunks = <T>(items: readonly T[], size: number): T[][] =>
    Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
      items.slice(at * size, (at + 1) * size),
    );

  it('is listed, put in order and searched in seconds', async () => {
    const { directory, changes } = directoryOf({
      listKeys: () => pages(chunks(many, 1000)),
      listAliases: () => pages(chunks(aliases, 100)),
    });
    const index = await directory.loadAll(place);
    expect(index.size).toBe(100_000);
    expect(changes.length).toBeLessThan(60);
    const found = search([index], 'key-004242', 10);
    expect(found.map((one) => one.label)).toEqual(['key-004242']);
    expect(search([index], found[0]?.ref.arn ?? '', 10)).toHaveLength(1);
    expect(search([index], '', 100)).toHaveLength(100);
  }, 20_000);
});

interface Parts {
  directory: KeyDirectory;
  changes: DirectoryChange[];
  nextEpoch: () => void;
}

/** A directory over a port that answers what the test needs; anything else fails the test. */
function directoryOf(port: Partial<KeyPort>, after?: DirectoryOptions['after']): Parts {
  let epoch = 0;
  const keys = {
    listKeys: () => pages<KeyRef>([[]]),
    listAliases: () => pages<Alias>([[]]),
    describe: (one: KeyRef): Promise<Key> => Promise.resolve(key({ keyId: one.keyId })),
    rotationStatus: () => Promise.resolve({ enabled: false }),
    ...port,
  } as KeyPort;
  const directory = new KeyDirectory({ keys, epoch: () => epoch, ...(after ? { after } : {}) });
  const changes: DirectoryChange[] = [];
  directory.onDidChange((change) => changes.push(change));
  return { directory, changes, nextEpoch: () => epoch++ };
}

async function* pages<T>(all: readonly T[][]): AsyncGenerator<Page<T>> {
  for (const [at, items] of all.entries()) {
    await Promise.resolve();
    yield { items, last: at === all.length - 1 };
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
