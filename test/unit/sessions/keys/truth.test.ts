import fc from '../../properties';
import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import type { KeyFilter } from '../../../../src/core/keys/filter';
import type { Alias, Key, KeyRef } from '../../../../src/core/keys/model';
import { groupNode, regionNode, type Node } from '../../../../src/core/keys/nodes';
import { searchable } from '../../../../src/core/keys/search';
import { childrenOf } from '../../../../src/core/keys/tree';
import type { KeyPort, Page } from '../../../../src/core/ports';
import { KeyDirectory } from '../../../../src/sessions/keys/directory';
import { alias, id, key, model, place, ref } from '../../core/keys/builders';

/** What may happen next; what nobody waits for does not. */
const steps = [
  ...['keys', 'keys-fail', 'aliases', 'aliases-fail', 'describe', 'describe-fail', 'tags', 'tags-fail'],
  ...['refresh', 'cancel', 'renew', 'retry'],
] as const;
type Step = (typeof steps)[number];

const filters: readonly KeyFilter[] = [{}, { states: ['Disabled'] }, { tag: 'Env' }, { text: 'zzz' }];

/** An account's keys, every second of AWS, every third disabled and tagged, of which answers come when the test says. */
class Account implements Partial<KeyPort> {
  readonly refs: KeyRef[];
  readonly aliases: Alias[];
  private readonly waiting = new Map<string, ((failure?: KmsError) => void)[]>();

  constructor(count: number) {
    this.refs = Array.from({ length: count }, (_, at) => ref(id(at)));
    this.aliases = this.refs.map(({ keyId }, at) => alias(at % 2 === 0 ? `k${at}` : `aws/k${at}`, keyId));
  }

  isDisabled({ keyId }: KeyRef): boolean {
    return Number(keyId.slice(0, 8)) % 3 === 0;
  }

  listKeys(_: unknown, signal?: AbortSignal): AsyncIterable<Page<KeyRef>> {
    return this.pages('keys', this.refs, signal);
  }

  listAliases(_: unknown, signal?: AbortSignal): AsyncIterable<Page<Alias>> {
    return this.pages('aliases', this.aliases, signal);
  }

  async describe(one: KeyRef, signal?: AbortSignal): Promise<Key> {
    await this.answer('describe', signal);
    const manager = Number(one.keyId.slice(0, 8)) % 2 === 0 ? 'CUSTOMER' : 'AWS';
    const usage = 'SIGN_VERIFY';
    return key({ keyId: one.keyId, manager, usage, state: this.isDisabled(one) ? 'Disabled' : 'Enabled' });
  }

  async listTags(one: KeyRef, signal?: AbortSignal) {
    await this.answer('tags', signal);
    return this.isDisabled(one) ? [{ key: 'Env', value: 'prod' }] : [];
  }

  /** The next answer of a kind arrives, or fails. */
  release(kind: string, failure?: KmsError): void {
    this.waiting.get(kind)?.shift()?.(failure);
  }

  private async *pages<T>(kind: string, items: readonly T[], signal?: AbortSignal): AsyncGenerator<Page<T>> {
    for (let at = 0; at === 0 || at < items.length; at += 2) {
      await this.answer(kind, signal);
      yield { items: items.slice(at, at + 2), last: at + 2 >= items.length };
    }
  }

  private answer(kind: string, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancelled = new KmsError('cancelled', 'Cancelled');
      if (signal?.aborted) return reject(cancelled);
      signal?.addEventListener('abort', () => reject(cancelled));
      const waiting = this.waiting.get(kind) ?? [];
      this.waiting.set(kind, waiting);
      waiting.push((failure) => (failure ? reject(failure) : resolve()));
    });
  }
}

describe('what the tree says there is none of', () => {
  it('is not there, however answers, failures and cancels come', async () => {
    const scripts = fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 5 }), scripts, async (count, script) => {
        const account = new Account(count);
        const later: (() => void)[] = [];
        let epoch = 0;
        const directory = new KeyDirectory({
          keys: account as Partial<KeyPort> as KeyPort,
          epoch: () => epoch,
          after: (_, callback) => void later.push(callback),
        });
        let controller = new AbortController();
        void directory.load(place);
        for (const step of script) {
          if (step === 'refresh') void directory.refresh(place);
          else if (step === 'retry') directory.forgetFailures();
          else if (step === 'renew') {
            epoch++;
            directory.renew();
          } else if (step === 'cancel') {
            controller.abort();
            controller = new AbortController();
          } else release(account, step);
          later.splice(0).forEach((callback) => callback());
          read(directory, controller.signal);
          await settled();
          check(directory, account);
        }
      }),
      { numRuns: 300 },
    );
  }, 20_000);
});

function release(account: Account, step: Step): void {
  const [kind = '', fails] = step.split('-');
  account.release(kind, fails === undefined ? undefined : new KmsError('throttled', 'Rate exceeded'));
}

/** As a tree with a filter does: rows are described, and what the filter asks for is read. */
function read(directory: KeyDirectory, signal: AbortSignal): void {
  const refs = directory
    .all()
    .flatMap((index) => [...index.idsOf('customer'), ...index.idsOf('aws')].map((one) => index.refOf(one)));
  void directory.describeShown(refs.slice(0, 1));
  void directory.describe(refs, signal);
  directory
    .readTags(refs, signal)
    .catch((error: unknown) => expect(error).toMatchObject({ reason: 'cancelled' }));
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

function check(directory: KeyDirectory, account: Account): void {
  const index = directory.region(place);
  for (const filter of filters) {
    const drawn = model(index, { filter, limit: () => 100 });
    for (const node of childrenOf(regionNode(place), drawn).flatMap((one) => [
      one,
      ...childrenOf(one, drawn),
    ]))
      if (node.kind === 'empty') expect(thereIs(node, account, filter), JSON.stringify(node)).toBe(false);
    for (const group of ['customer', 'aws', 'aliases'] as const)
      for (const node of childrenOf(groupNode(place, group), drawn))
        if (node.kind === 'empty') expect(thereIs(node, account, filter), JSON.stringify(node)).toBe(false);
  }
  const { keys, loading, failed } = searchable([place], (one) => directory.region(one));
  if (loading.length + failed.length === 0) expect(keys).toBe(account.refs.length);
}

/** Whether the account holds what the row says there is none of. */
function thereIs(node: Node & { kind: 'empty' }, account: Account, filter: KeyFilter): boolean {
  const group = node.parent.split('|').at(-1);
  // What could not be judged stands in a row of its own.
  if (node.what === 'filtered-rest') return false;
  return account.refs.some((one, at) => {
    const isHere = group === 'aliases' || (at % 2 === 0 ? 'customer' : 'aws') === group;
    const fits = filter.text === undefined && (!(filter.states || filter.tag) || account.isDisabled(one));
    return isHere && fits;
  });
}
