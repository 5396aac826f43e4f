import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { KeyRef } from '../../../../src/core/keys/model';
import type { Grant } from '../../../../src/core/keys/model';
import type { Page } from '../../../../src/core/ports';
import { deletionCandidates, type CandidatePorts } from '../../../../src/sessions/keys/deletionCandidates';
import { id, key, ref } from '../../core/keys/builders';

const refs = [1, 2, 3, 4, 5, 6].map((number) => ref(id(number)));
const denied = new KmsError('denied', 'No.');

function ports(changes: Partial<CandidatePorts['keys']> = {}): CandidatePorts {
  return {
    keys: {
      describe: ({ keyId }) => Promise.resolve(key({ keyId })),
      lastUsage: () => Promise.resolve({ trackingStart: 0 }),
      ...changes,
    },
    grants: {
      pages: async function* (): AsyncGenerator<Page<Grant>> {
        await Promise.resolve();
        yield { items: [{ id: 'g', grantee: 'a', operations: [] }], last: false };
        throw new Error('One page is enough.');
      },
    },
    aliasesOf: () => ['alias/a'],
    clock: () => 0,
  };
}

describe('what is read of keys that are to be deleted together', () => {
  it('is told of each, in their order, with the first page of its grants', async () => {
    const started: KeyRef[] = [];
    const found = await deletionCandidates(ports(), refs, new AbortController().signal, (one) =>
      started.push(one),
    );
    expect([...found.keys()]).toEqual(refs);
    expect(started).toEqual(refs);
    expect(found.get(ref(id(1))) ?? [...found.values()][0]).toMatchObject({
      ...{ aliases: ['alias/a'], grants: { count: 1, isPart: true }, lastUsage: { trackingStart: 0 } },
    });
  });

  it('lacks what may not be read, and nothing else', async () => {
    const refused = ports({ lastUsage: () => Promise.reject(denied) });
    const [first] = [...(await deletionCandidates(refused, refs, new AbortController().signal)).values()];
    expect(first).toMatchObject({ key: { keyId: id(1) }, grants: { count: 1 } });
    expect(first?.lastUsage).toBeUndefined();
  });

  it('ends where the person cancels', async () => {
    const controller = new AbortController();
    const cancelling = ports({
      describe: () => {
        controller.abort();
        return Promise.reject(new KmsError('cancelled', 'Cancelled'));
      },
    });
    await expect(deletionCandidates(cancelling, refs, controller.signal)).rejects.toThrow();
  });
});
