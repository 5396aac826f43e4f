import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RegionIndex } from '../../src/sessions/keys/regionIndex';
import { search } from '../../src/core/keys/search';
import type { Figure } from './main';

/** The quota of keys in an account and Region (Developer Guide, resource quotas). */
const MANY_KEYS = 100_000;
const place = { connection: 'bench', region: 'us-east-1' };

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What a Region with as many keys as AWS allows, each with an alias, takes in memory, and how fast it is searched. */
export function run(): Figure[] {
  const before = heap();
  const started = performance.now();
  const index = fullRegion();
  index.arrange();
  const arranged = performance.now() - started;
  const memory = (heap() - before) / 1024 / 1024;
  const begin = performance.now();
  const found = search([index], 'service-4711', 100);
  const searched = performance.now() - begin;
  if (found.length === 0) throw new Error('The key was not found.');
  return [
    { name: `memory of ${MANY_KEYS} keys with aliases`, value: memory, unit: 'MB', limit: 150 },
    { name: `list and put ${MANY_KEYS} keys in order`, value: arranged, unit: 'ms' },
    { name: `search ${MANY_KEYS} keys by name`, value: searched, unit: 'ms' },
  ];
}

function fullRegion(): RegionIndex {
  const index = new RegionIndex(place);
  const arn = `arn:aws:kms:${place.region}:111122223333:`;
  for (let at = 0; at < MANY_KEYS; at++) {
    const keyId = randomUUID();
    const name = `alias/service-${String(at)}`;
    index.addKeys([{ ...place, keyId, arn: `${arn}key/${keyId}` }]);
    index.addAliases([{ name, arn: arn + name, region: place.region, targetKeyId: keyId }]);
  }
  return index;
}

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
