import { describe, expect, it } from 'vitest';
import type { PrincipalPort } from '../../../../src/core/ports';
import { IamPolicies } from '../../../../src/sessions/access/iamPolicies';

const alice = 'arn:aws:iam::111122223333:user/alice';

/** Reads that end when the test says so. */
function slowPort() {
  const reads: { signal: AbortSignal | undefined; answer: (name: string) => void }[] = [];
  const port: PrincipalPort = {
    list: () => {
      throw new Error('not asked here');
    },
    policies: (_connection, _arn, signal) =>
      new Promise((resolve) => {
        reads.push({ signal, answer: (name) => resolve([{ name, document: '{}' }]) });
      }),
  };
  return { port, reads };
}

describe('IAM policies', () => {
  it('are read once for all pages that show the same user, and stay when the page that asked first is closed', async () => {
    const { port, reads } = slowPort();
    const iam = new IamPolicies(port);
    const firstPage = new AbortController();
    const first = iam.of('profile:a', alice, firstPage.signal);
    const second = iam.of('profile:a', alice, new AbortController().signal);
    firstPage.abort();
    await expect(first).rejects.toMatchObject({ reason: 'cancelled' });
    expect(reads[0]?.signal?.aborted).toBe(false);
    reads[0]?.answer('Admin');
    expect(await second).toEqual([{ name: 'Admin', document: '{}' }]);
    expect(await iam.of('profile:a', alice)).toEqual([{ name: 'Admin', document: '{}' }]);
    expect(reads).toHaveLength(1);
  });

  it('are not asked for any more once every page that wanted them is closed', async () => {
    const { port, reads } = slowPort();
    const page = new AbortController();
    const asked = new IamPolicies(port).of('profile:a', alice, page.signal);
    page.abort();
    await expect(asked).rejects.toMatchObject({ reason: 'cancelled' });
    expect(reads[0]?.signal?.aborted).toBe(true);
  });

  it('are read again for another connection, and after they were forgotten', async () => {
    const { port, reads } = slowPort();
    const iam = new IamPolicies(port);
    const all = [iam.of('profile:a', alice), iam.of('profile:b', alice)];
    iam.forget();
    all.push(iam.of('profile:a', alice));
    reads.forEach(({ answer }, index) => answer(String(index)));
    expect((await Promise.all(all)).map(([policy]) => policy?.name)).toEqual(['0', '1', '2']);
  });
});
