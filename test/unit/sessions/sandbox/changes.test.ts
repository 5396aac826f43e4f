import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import { clockDays, exportedState, SandboxChanges } from '../../../../src/sessions/sandbox/changes';

/** Changes over a sandbox that notes what it is told, and refuses what the test says. */
function bench(refused?: string) {
  const told: string[] = [];
  const note = (text: string): Promise<void> => {
    told.push(text);
    return text === refused ? Promise.reject(new KmsError('sandbox', 'No.')) : Promise.resolve();
  };
  const changes = new SandboxChanges({
    sandbox: {
      listIdentities: () => note('identities').then(() => ({ identities: [], file: '/iam.json' })),
      actAs: (arn) => note(`act as ${arn}`),
      control: (path, body) =>
        note(`${path} ${JSON.stringify(body)}`).then(() => ({ now: '2027-01-01T00:00:00.000Z' })),
    },
    connections: { renew: () => void told.push('renew') },
    open: { refresh: () => note('refresh') },
  });
  return { changes, told };
}

const renewed = ['identities', 'renew', 'refresh'];

describe('a change of the sandbox as a whole', () => {
  it.each<[string, (changes: SandboxChanges) => Promise<unknown>, string]>([
    ['another identity', (changes) => changes.actAs('arn:bob'), 'act as arn:bob'],
    ['another time', (changes) => changes.moveClock(7), 'clock {"days":7}'],
    ['a reset', (changes) => changes.reset(), 'reset {}'],
    ['an import', (changes) => changes.replace({ keys: [] }), 'import {"keys":[]}'],
  ])('%s is made, and then everything is read again', async (_, run, expected) => {
    const { changes, told } = bench();
    await run(changes);
    expect(told).toEqual([expected, ...renewed]);
  });

  it('that is refused leaves what was read as it is', async () => {
    const { changes, told } = bench('reset {}');
    await expect(changes.reset()).rejects.toMatchObject({ reason: 'sandbox' });
    expect(told).toEqual(['reset {}']);
  });

  it('says what the clock shows before and after, and only moving it renews', async () => {
    const { changes, told } = bench();
    expect(await changes.clock()).toBe('1 January 2027, 00:00 UTC');
    expect(told).toEqual(['clock undefined']);
    expect(await changes.moveClock(366)).toBe('1 January 2027, 00:00 UTC');
  });
});

describe('a file to import', () => {
  it('is taken where it is a JSON object', () => {
    expect(exportedState('{ "keys": [] }', '/a.json')).toEqual({ keys: [] });
  });

  it.each(['', '{', '[]', 'null', '"text"', '7'])('that holds %j is refused by name', (text) => {
    expect(() => exportedState(text, '/a.json')).toThrow(
      expect.objectContaining({
        reason: 'not-possible',
        message: '/a.json is not an exported sandbox: it is not a JSON object.',
      }) as Error,
    );
  });
});

describe('days to move the clock by', () => {
  it.each([
    ['1', 1],
    ['99999', 99_999],
    ['0', undefined],
    ['00000', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['100000', undefined],
    ['', undefined],
    ['a week', undefined],
  ])('%j → %j', (typed, days) => {
    expect(clockDays(typed)).toBe(days);
  });
});
