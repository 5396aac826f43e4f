import fc from '../../properties';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AliasRecord, KeyRecord } from '../../../../src/generated/sandbox-state';
import type { Change } from '../../../../src/sandbox/store/store';
import { Journal, parseJournal } from '../../../../src/sandbox/store/journal';
import { keyArnOf } from '../../../../src/sandbox/store/places';
import { readSnapshot } from '../../../../src/sandbox/store/readSnapshot';
import { Records } from '../../../../src/sandbox/store/records';
import { SnapshotWriter } from '../../../../src/sandbox/store/snapshot';
import { decodeIndex, encodeIndex } from '../../../../src/sandbox/store/stateIndex';
import type { StateIndex } from '../../../../src/sandbox/store/stateIndex';
import { WholeContent } from '../../../../src/sandbox/store/content';
import { indexSnapshot } from '../../../../src/sandbox/store/indexSnapshot';
import { OpenedSnapshot } from '../../../../src/sandbox/store/openSnapshot';

const settings = { accountId: '111122223333', region: 'us-east-1', clockOffset: 0, created: 0 };
let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sandbox-formats-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const regions = ['us-east-1', 'eu-west-1'] as const;

function key(region: string, id: number, description = ''): KeyRecord {
  const place = { accountId: '111122223333', region };
  const keyId = `00000000-0000-0000-0000-00000000000${id}`;
  return {
    ...{ ...place, arn: keyArnOf(place, keyId), keyId, manager: 'CUSTOMER', spec: 'SYMMETRIC_DEFAULT' },
    ...{ usage: 'ENCRYPT_DECRYPT', origin: 'EXTERNAL', description, created: id, enabled: true },
    ...{ policy: `{"Id":"ü ${id}"}`, tags: [], materials: [], rotations: [] },
    ...(id % 2 && { deletion: { windowDays: 7, date: 1000 - id } }),
  };
}

function alias(region: string, name: number, target: number): AliasRecord {
  const place = { accountId: '111122223333', region };
  const { keyId } = key(region, target);
  const arn = keyArnOf(place, '').replace('key/', `alias/${name}`);
  return { ...place, name: `alias/${name}`, arn, targetKeyId: keyId, created: 1, updated: 1 };
}

const digit = fc.integer({ min: 0, max: 9 });
const region = fc.constantFrom(...regions);
/** Something that happens to the records. */
const step = fc.oneof(
  fc.tuple(region, digit, fc.string()).map((made) => ({ keys: [key(...made)] })),
  fc.tuple(region, digit, digit).map((made) => ({ aliases: [alias(...made)] })),
  fc.tuple(region, digit).map((gone) => ({ remove: { keys: [key(...gone).arn] } })),
  fc.tuple(region, digit).map(([at, name]) => ({ remove: { aliases: [alias(at, name, 0).arn] } })),
  fc.tuple(region, digit).map(([at, id]) => ({
    usages: [{ keyArn: key(at, id).arn, operation: 'Encrypt', date: id, eventId: 'e', requestId: 'r' }],
  })),
);
const steps = fc.array(step, { maxLength: 25 });
type Steps = (typeof step extends fc.Arbitrary<infer T> ? T : never)[];

/** Lets something happen, as far as operations would: aliases and uses are of keys that are there. */
function happen(records: Records, changes: Steps): Records {
  for (const change of changes) {
    const { aliases = [], usages = [] } = change as Change;
    const targets = [
      ...aliases.map((one) => keyArnOf(one, one.targetKeyId ?? '')),
      ...usages.map((one) => one.keyArn),
    ];
    if (targets.every((arn) => records.key(arn))) records.commit(change);
  }
  return records;
}

const recordsAfter = (changes: Steps) => happen(new Records(settings), changes);

/** What would be on disk, and what is read from there. */
function written(records: Records, generation = 1): { state: Buffer; index: Buffer } {
  const writer = new SnapshotWriter(records.freeze(), generation, records.kept);
  return {
    state: Buffer.concat([...writer.chunks()]),
    index: Buffer.concat(encodeIndex(writer.index('seal'))),
  };
}

function read({ state, index }: { state: Buffer; index?: Buffer }): ReturnType<typeof readSnapshot> {
  const [file, indexFile] = [join(folder, 'state.json'), join(folder, 'state.index')];
  writeFileSync(file, state);
  writeFileSync(indexFile, index ?? '');
  return readSnapshot(file, indexFile);
}

function reopened(files: { state: Buffer; index: Buffer }): Records {
  const snapshot = read(files);
  if (!('opened' in snapshot)) throw new Error('The index was not used.');
  const records = new Records(settings);
  records.loadLazily(snapshot.opened);
  return records;
}

const sorted = ({ keys, aliases, usages }: ReturnType<Records['snapshot']>) => ({
  keys: [...keys].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
  aliases: [...aliases].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
  usages: [...usages].sort((a, b) => (a.keyArn < b.keyArn ? -1 : 1)),
});

/** Everything that operations can ask. */
function answers(records: Records): object {
  return {
    ...sorted(records.snapshot()),
    pages: regions.map((at) => [
      records.keyIdsAfter(settings.accountId, at, undefined, 4),
      records.keyIdsAfter(settings.accountId, at, key(at, 4).keyId, 4),
      records.keyCount(settings.accountId, at),
      records.aliasesAfter(settings.accountId, at, undefined, 4),
      records.aliasesAfter(settings.accountId, at, alias(at, 4, 0).arn, 4),
    ]),
    single: regions.flatMap((at) =>
      Array.from({ length: 10 }, (_, id) => [
        records.key(key(at, id).arn),
        records.alias(alias(at, id, 0).arn),
        records.aliasesOf(key(at, id).arn),
        records.usageOf(key(at, id).arn),
      ]),
    ),
  };
}

describe('a snapshot that is read record by record', () => {
  it('answers like the records it was made of, also after further changes and further snapshots', () => {
    fc.assert(
      fc.property(steps, steps, steps, (first, second, third) => {
        const model = recordsAfter([...first, ...second, ...third]);
        const once = reopened(written(recordsAfter(first)));
        happen(once, second);
        const twice = reopened(written(once, 2));
        happen(twice, third);
        expect(answers(twice)).toEqual(answers(model));
      }),
      { numRuns: 40 },
    );
  });

  it('says the same when it is read as a whole', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        const records = recordsAfter(changes);
        const { state } = written(records);
        const snapshot = read({ state });
        expect('state' in snapshot && sorted(snapshot.state)).toEqual(sorted(records.snapshot()));
      }),
      { numRuns: 30 },
    );
  });

  it('knows the dates of its keys, the earliest first', () => {
    const records = recordsAfter([{ keys: [1, 2, 3, 5].map((id) => key('us-east-1', id)) }]);
    const { kept } = reopened(written(reopened(written(records))));
    expect(kept && [...kept.dates]).toEqual([995, 997, 999]);
    expect(kept?.keyOfDate(0)).toBe(key('us-east-1', 5).arn);
  });
});

describe('an index that is made of the snapshot alone', () => {
  it('says what the one says that was written with it', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        const { state, index } = written(recordsAfter(changes));
        expect(indexOf(state)).toEqual({ ...decodeIndex(index), seal: '' });
      }),
      { numRuns: 30 },
    );
  });

  it('puts the records in order, and finds what belongs to them', () => {
    const [first, second] = [key('us-east-1', 1, 'ä'), key('us-east-1', 2)];
    const { state } = written(recordsAfter([{ keys: [first, second] }]));
    const lines = state.toString('utf8').split('\n').slice(0, -2);
    const [one = '', two = ''] = [lines[2], lines[3]];
    const changed = [...lines.slice(0, 2), `${two.replace(/\],$/, '')},`, `${one.replace(/,$/, '')}],`];
    const text = [...changed, ...lines.slice(4)].join('\n').replace(/,$/, '}');
    const index = indexOf(Buffer.from(text));
    if (index === undefined) throw new Error('There is none.');
    const opened = new OpenedSnapshot(new WholeContent(Buffer.from(text)), index);
    expect(opened.keys.record(0)).toEqual(first);
    expect(opened.keys.record(1)).toEqual(second);
    expect(index.checksum).toBe('');
  });

  it.each([
    ['is cut off', (text: string) => text.slice(0, -40)],
    ['has a flipped bit', (text: string) => text.replace('"us-east-1"', '"us-east-0"')],
    ['is in one line', (text: string) => JSON.stringify(JSON.parse(text))],
    [
      'lacks what every key has',
      (text: string) => text.replace('"spec":', '"spek":').replace(/,\n"checksum.*/, '}'),
    ],
  ])('is not made where the snapshot %s', (_, change) => {
    const { state } = written(recordsAfter([{ keys: [key('us-east-1', 1)] }]));
    expect(indexOf(Buffer.from(change(state.toString('utf8'))))).toBeUndefined();
  });
});

function indexOf(state: Buffer): StateIndex | undefined {
  const file = join(folder, 'alone.json');
  writeFileSync(file, state);
  const handle = openSync(file, 'r');
  try {
    return indexSnapshot(handle, state.length);
  } finally {
    closeSync(handle);
  }
}

describe('a change that is taken back', () => {
  it('leaves everything as it was', () => {
    fc.assert(
      fc.property(steps, steps, steps, (first, second, taken) => {
        const records = reopened(written(recordsAfter(first)));
        happen(records, second);
        const before = answers(records);
        const undo: (() => void)[] = [];
        records.onCommit = (_, back) => undo.push(back);
        happen(
          records,
          taken.filter((one) => !('usages' in one)),
        );
        for (const back of undo.reverse()) back();
        expect(answers(records)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});

const flipped = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

const around = (bytes: Buffer, bit: number) =>
  `bit ${bit & 7} of the last in ${JSON.stringify(bytes.toString('utf8', Math.max(0, (bit >> 3) - 20), (bit >> 3) + 1))}`;

describe('a flipped bit', () => {
  const records = recordsAfter([
    { keys: [key('us-east-1', 1, 'one'), key('us-east-1', 2)] },
    { aliases: [alias('us-east-1', 1, 1)] },
  ]);

  it('in a snapshot is never taken for a state', () => {
    const { state } = written(records);
    const file = join(folder, 'flipped.json');
    // Every bit of the last line, and some of each other one.
    const lastLine = (state.length - 30) * 8;
    for (let bit = 0; bit < state.length * 8; bit += bit < lastLine ? 13 : 1) {
      writeFileSync(file, flipped(state, bit));
      expect(() => readSnapshot(file, 'none'), around(state, bit)).toThrow();
    }
  });

  it('in an index makes the snapshot speak for itself', () => {
    const { index } = written(records);
    for (let bit = 0; bit < index.length * 8; bit++)
      expect(decodeIndex(flipped(index, bit)), around(index, bit)).toBeUndefined();
    expect(decodeIndex(index)).toBeDefined();
  });

  it('in a journal is told, or changes nothing', async () => {
    const file = join(folder, 'journal.jsonl');
    const journal = await Journal.create(file);
    for (const id of [1, 2, 3]) journal.append({ keys: [key('us-east-1', id)] });
    await journal.durable();
    await journal.close();
    const bytes = readFileSync(file);
    const whole = parseJournal(bytes.toString('utf8'));
    expect(whole).toMatchObject({ health: 'whole', changes: [{}, {}, {}] });
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const { health, changes } = parseJournal(flipped(bytes, bit).toString('utf8'));
      if (health !== 'damaged') expect(changes, around(bytes, bit)).toEqual(whole.changes);
    }
  });
});
