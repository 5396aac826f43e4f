import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { search } from '../../src/core/keys/search';
import type { Alias, KeyRef } from '../../src/core/keys/model';
import type { KeyPort, Page } from '../../src/core/ports';
import { KeyDirectory } from '../../src/sessions/keys/directory';
import type { RegionIndex } from '../../src/sessions/keys/regionIndex';
import type { Figure } from './main';

/** The quota of keys in an account and Region (Developer Guide, resource quotas). */
const MANY_KEYS = 100_000;
const place = { connection: 'bench', region: 'us-east-1' };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What a Region with as many keys as AWS allows, each with an alias, takes to index, to keep and to search. */
export async function run(): Promise<Figure[]> {
  const few = await indexed(10_000);
  const before = heap();
  const many = await indexed(MANY_KEYS);
  const memory = (heap() - before) / 1024 / 1024;
  return [
    { name: 'index 10,000 keys with aliases, our own CPU', value: few.cpuMs, unit: 'ms', limit: 1000 },
    {
      name: `index ${String(MANY_KEYS)} keys with aliases, our own CPU`,
      value: many.cpuMs,
      unit: 'ms',
      limit: 10_000,
    },
    {
      name: 'longest turn of the event loop meanwhile, its own CPU',
      value: many.turnMs,
      unit: 'ms',
      limit: 50,
    },
    { name: `memory of ${String(MANY_KEYS)} keys with aliases`, value: memory, unit: 'MB', limit: 150 },
    {
      name: `search ${String(MANY_KEYS)} keys by name, CPU`,
      value: searchMs(many.index, 'service-4711'),
      unit: 'ms',
      limit: 50,
    },
    {
      name: `search ${String(MANY_KEYS)} keys for what none has, CPU`,
      value: searchMs(many.index, 'nowhere'),
      unit: 'ms',
      limit: 50,
    },
  ];
}

interface Indexed {
  index: RegionIndex;
  cpuMs: number;
  /** The longest that one turn of the event loop computed: a person waits that long for everything else. */
  turnMs: number;
}

/** Pages as AWS sizes them, in no order, each in a turn of its own as from the network. */
async function indexed(count: number): Promise<Indexed> {
  const arn = `arn:aws:kms:${place.region}:111122223333:`;
  const refs: KeyRef[] = [];
  const aliases: Alias[] = [];
  for (let at = 0; at < count; at++) {
    const keyId = randomUUID();
    const name = `alias/service-${String((at * 7919) % count)}`;
    refs.push({ ...place, keyId, arn: `${arn}key/${keyId}` });
    aliases.push({ name, arn: arn + name, region: place.region, targetKeyId: keyId });
  }
  const keys: Pick<KeyPort, 'listKeys' | 'listAliases'> = {
    listKeys: () => pages(refs, 1000),
    listAliases: () => pages(aliases, 100),
  };
  const directory = new KeyDirectory({ keys: keys as KeyPort, epoch: () => 0 });
  const turns = new Turns();
  const begin = process.cpuUsage();
  const index = await directory.loadAll(place);
  const { user, system } = process.cpuUsage(begin);
  turns.end();
  if (index.size !== count) throw new Error('Not every key was indexed.');
  return { index, cpuMs: (user + system) / 1000, turnMs: turns.longestMs };
}

/** Watches what each turn of the event loop computes. A clock would also count what other programs do meanwhile. */
class Turns {
  longestMs = 0;
  #before = threadMs();
  #next = setImmediate(() => this.#turn());

  end(): void {
    this.#note();
    clearImmediate(this.#next);
  }

  #turn(): void {
    this.#note();
    this.#next = setImmediate(() => this.#turn());
  }

  #note(): void {
    const now = threadMs();
    this.longestMs = Math.max(this.longestMs, now - this.#before);
    this.#before = now;
  }
}

/** What the main thread has computed: others collect garbage and compile meanwhile. Without /proc, all of them. */
function threadMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ')[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}

async function* pages<T>(items: readonly T[], size: number): AsyncGenerator<Page<T>> {
  for (let at = 0; at < items.length; at += size) {
    await new Promise((resolve) => setImmediate(resolve));
    yield { items: items.slice(at, at + size), last: at + size >= items.length };
  }
}

function searchMs(index: RegionIndex, query: string): number {
  const rounds = 9;
  const begin = process.cpuUsage();
  for (let round = 0; round < rounds; round++) search([index], query, 100);
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000 / rounds;
}

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
