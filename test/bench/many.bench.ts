import { duplicates } from '../../src/core/grants/findings';
import { grantListPage, searchable, type SearchableGrant } from '../../src/core/grants/list';
import { passes, type KeyFilter } from '../../src/core/keys/filter';
import type { Grant, Key } from '../../src/core/keys/model';
import { RegionIndex } from '../../src/sessions/keys/regionIndex';
import type { Figure } from './main';

const manyKeys = 100_000;
const manyGrants = 50_000;
const place = { connection: 'bench', region: 'us-east-1' };
const account = '111122223333';

/** What the quotas allow at most: a Region full of keys under a filter, a key full of grants. */
export function run(): Promise<Figure[]> {
  const index = fullRegion();
  const filters: [string, KeyFilter][] = [
    ['state, spec, tag and alias', everyPart],
    ['a tag', { tag: 'env=prod' }],
    ['a text that few have', { text: 'service-4711' }],
  ];
  const grants = Array.from({ length: manyGrants }, (_, at) => grantAt(at));
  let list: SearchableGrant[] = [];
  const reading = cpuMs(() => (list = grants.map(searchable)));
  const none = new Set<string>();
  return Promise.resolve([
    ...filters.map(([name, filter]) => ({
      name: `filter ${manyKeys.toLocaleString('en')} keys by ${name}, CPU`,
      value: median(() => index.idsOf('customer').filter((id) => passes(filter, index, id))),
      ...{ unit: 'ms', limit: 50 },
    })),
    {
      name: `take in ${manyGrants.toLocaleString('en')} grants, CPU`,
      value: reading,
      unit: 'ms',
      limit: 500,
    },
    {
      name: `a page of ${manyGrants.toLocaleString('en')} grants under a filter, CPU`,
      value: median(() => grantListPage(list, { filter: 'dynamodb table-4711', page: 0 }, none, 0)),
      ...{ unit: 'ms', limit: 50 },
    },
    {
      name: `duplicates among ${manyGrants.toLocaleString('en')} grants, CPU`,
      value: median(() => duplicates(grants)),
      ...{ unit: 'ms', limit: 300 },
    },
  ]);
}

const everyPart: KeyFilter = {
  ...{ states: ['Enabled'], specs: ['SYMMETRIC_DEFAULT'], tag: 'env=prod', alias: 'service-4*' },
};

function fullRegion(): RegionIndex {
  const index = new RegionIndex(place);
  const ids = Array.from(
    { length: manyKeys },
    (_, at) => `${String(at).padStart(8, '0')}-12ab-34cd-56ef-1234567890ab`,
  );
  const arn = `arn:aws:kms:${place.region}:${account}:`;
  index.addKeys(ids.map((keyId) => ({ ...place, keyId, arn: `${arn}key/${keyId}` })));
  index.addAliases(
    ids.map((targetKeyId, at) => {
      const name = `alias/service-${at}`;
      return { name, arn: arn + name, region: place.region, targetKeyId };
    }),
  );
  ids.forEach((keyId, at) => {
    index.described.set(keyId, keyAt(keyId, at));
    index.tags.set(keyId, [{ key: 'env', value: at % 2 ? 'prod' : 'test' }]);
  });
  index.keys = 'done';
  index.aliasList = 'done';
  index.arrange();
  return index;
}

function keyAt(keyId: string, at: number): Key {
  return {
    ...{ ...place, keyId, arn: `arn:aws:kms:${place.region}:${account}:key/${keyId}`, accountId: account },
    ...{ manager: 'CUSTOMER', state: at % 3 ? 'Enabled' : 'Disabled', spec: 'SYMMETRIC_DEFAULT' },
    ...{ usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', description: `Key ${at}`, algorithms: [] },
    created: at * 60_000,
  };
}

function grantAt(at: number): Grant {
  return {
    ...{ id: String(at).padStart(64, '0'), grantee: 'dynamodb.us-east-1.amazonaws.com' },
    operations: ['Decrypt', 'GenerateDataKey'],
    encryptionContextSubset: { 'aws:dynamodb:tableName': `table-${at}` },
  };
}

function cpuMs(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

function median(work: () => unknown): number {
  const times = Array.from({ length: 9 }, () => cpuMs(work)).sort((a, b) => a - b);
  return times[4] ?? 0;
}
