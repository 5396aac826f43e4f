import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import { savePolicy, type SaveAnswer, type SavingPorts } from '../../../../src/sessions/policy/saving';
import { id, ref } from '../../core/keys/builders';

const key = ref(id(1));
const root = 'arn:aws:iam::111122223333:root';
const policy = (...actions: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Root', Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' },
      ...(actions.length === 0
        ? []
        : [
            {
              Sid: 'App',
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:role/App' },
              Action: actions,
              Resource: '*',
            },
          ]),
    ],
  });
const opened = policy();
const mine = policy('kms:Decrypt');
const theirs = policy('kms:Sign');
const wrong = policy('kms:Decrpt');

/** A key with a policy, a person who answers in turn, and a record of what happened, in order. */
function desk(
  answers: (SaveAnswer | undefined)[],
  { server = opened, refuse = [] as Error[], always = false, allowed = true } = {},
) {
  const happened: unknown[] = [];
  const ports: SavingPorts = {
    keys: {
      getPolicy: () => Promise.resolve(server),
      putPolicy: (_, text, options) => {
        happened.push(['put', text, ...(options?.bypassLockoutCheck === true ? ['bypass'] : [])]);
        const error = refuse.shift();
        return error ? Promise.reject(error) : Promise.resolve();
      },
    },
    alwaysConfirm: () => always,
    ask({ kind, choices }) {
      happened.push(['asked', kind, ...choices]);
      return Promise.resolve(answers.shift());
    },
    allow() {
      happened.push(['allowed?']);
      return allowed ? Promise.resolve() : Promise.reject(new KmsError('cancelled', 'Not confirmed'));
    },
    show: (comparison) => Promise.resolve(void happened.push(['shown', comparison])),
    accept: (text) => void happened.push(['accepted', text]),
    note: (text, origin) => void happened.push(['noted', origin, text]),
  };
  const save = (text: string, base?: string) =>
    savePolicy({ ref: key, text, known: {}, ...(base !== undefined && { base }) }, ports);
  return { happened, save, puts: () => happened.filter((one) => Array.isArray(one) && one[0] === 'put') };
}

const saved = [['allowed?'], ['put', mine], ['noted', 'changed-elsewhere', opened], ['noted', 'saved', mine]];

describe('a policy that nothing is wrong with', () => {
  it('is put without a question, after the guard', async () => {
    const { happened, save } = desk([]);
    expect(await save(mine, opened)).toEqual({ kind: 'saved', server: mine, minified: false });
    expect(happened).toEqual(saved);
  });

  it('is not put where the key has one of the same meaning', async () => {
    const { happened, save } = desk([], { server: JSON.stringify(JSON.parse(mine), null, 2) });
    expect(await save(mine, opened)).toMatchObject({ kind: 'unchanged' });
    expect(happened).toEqual([]);
  });

  it('is asked about where every save is to be confirmed, saving first', async () => {
    const { happened, save } = desk(['save'], { always: true });
    expect(await save(mine, opened)).toMatchObject({ kind: 'saved' });
    expect(happened).toEqual([['asked', 'confirm', 'save', 'show'], ...saved]);
  });

  it('is not put where the guard refuses, and no version is noted', async () => {
    const { happened, save } = desk([], { allowed: false });
    await expect(save(mine, opened)).rejects.toMatchObject({ reason: 'cancelled' });
    expect(happened).toEqual([['allowed?']]);
  });
});

describe('a policy that is laid out larger than KMS takes', () => {
  const sids = Array.from({ length: 165 }, (_, index) => ({
    Sid: `Read${String(index)}`,
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:role/App' },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { StringEquals: { 'kms:EncryptionContext:n': String(index) } },
  }));
  const root = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' };
  const large = { Version: '2012-10-17', Statement: [root, ...sids] };
  const compact = JSON.stringify(large);
  const laidOut = JSON.stringify(large, undefined, 2);

  it('is put without white space, unasked, and that is what the key has then', async () => {
    expect(compact.length).toBeLessThan(32_768);
    expect(laidOut.length).toBeGreaterThan(40_000);
    const { happened, save, puts } = desk([]);
    expect(await save(laidOut, opened)).toEqual({ kind: 'saved', server: compact, minified: true });
    expect(puts()).toEqual([['put', compact]]);
    expect(happened).toContainEqual(['noted', 'saved', laidOut]);
  });
});

describe('a text that KMS can only refuse', () => {
  const broken = mine.slice(0, -1);

  it('can be looked at, not be put, whatever the key has meanwhile', async () => {
    for (const server of [opened, theirs]) {
      const { happened, save } = desk(['show'], { server });
      expect(await save(broken, opened)).toEqual({ kind: 'not-saved', why: 'looks-first' });
      expect(happened).toEqual([
        ['asked', 'refused', 'show'],
        ['shown', { kind: 'mine', server }],
      ]);
    }
  });

  it('stays where the person goes on editing', async () => {
    const { save, puts } = desk([undefined]);
    expect(await save(broken, opened)).toEqual({ kind: 'not-saved', why: 'declined' });
    expect(puts()).toEqual([]);
  });
});

describe('a policy with problems', () => {
  it('is asked about even where saves need no confirmation, looking first', async () => {
    const { happened, save } = desk(['show']);
    expect(await save(wrong, opened)).toEqual({ kind: 'not-saved', why: 'looks-first' });
    expect(happened).toEqual([
      ['asked', 'confirm', 'show', 'save'],
      ['shown', { kind: 'mine', server: opened }],
    ]);
  });

  it('is put where the person insists', async () => {
    const { save, puts } = desk(['save']);
    expect(await save(wrong, opened)).toMatchObject({ kind: 'saved' });
    expect(puts()).toHaveLength(1);
  });

  it('is not put where the question is dismissed', async () => {
    const { save, puts } = desk([undefined]);
    expect(await save(wrong, opened)).toEqual({ kind: 'not-saved', why: 'declined' });
    expect(puts()).toEqual([]);
  });
});

describe('a policy that somebody else changed meanwhile', () => {
  const asked = ['asked', 'conflict', 'compare', 'theirs', 'overwrite'];

  it('is overwritten only where the person says so', async () => {
    const { happened, save } = desk(['overwrite'], { server: theirs });
    expect(await save(mine, opened)).toMatchObject({ kind: 'saved' });
    expect(happened).toEqual([
      asked,
      ['allowed?'],
      ['put', mine],
      ['noted', 'changed-elsewhere', theirs],
      ['noted', 'saved', mine],
    ]);
  });

  it('is compared with mine, and the next save starts from it', async () => {
    const { happened, save } = desk(['compare'], { server: theirs });
    expect(await save(mine, opened)).toEqual({ kind: 'not-saved', why: 'takes-over' });
    expect(happened).toEqual([
      asked,
      ['noted', 'changed-elsewhere', theirs],
      ['shown', { kind: 'mine', server: theirs }],
      ['accepted', theirs],
    ]);
  });

  it('is shown with what changed there, and the conflict stays', async () => {
    const { happened, save } = desk(['theirs'], { server: theirs });
    expect(await save(mine, opened)).toEqual({ kind: 'not-saved', why: 'changed-there' });
    expect(happened).toContainEqual(['shown', { kind: 'theirs', base: opened, server: theirs }]);
    expect(happened.flat()).not.toContain('accepted');
  });

  it('stays as it is where the question is dismissed', async () => {
    const { happened, save, puts } = desk([undefined], { server: theirs });
    expect(await save(mine, opened)).toEqual({ kind: 'not-saved', why: 'changed-there' });
    expect(puts()).toEqual([]);
    expect(happened.flat()).not.toContain('accepted');
  });

  it('is no conflict where only its form changed, or where the text comes from a file', async () => {
    const reformatted = desk([], { server: JSON.stringify(JSON.parse(opened), null, 4) });
    expect(await reformatted.save(mine, opened)).toMatchObject({ kind: 'saved' });
    const file = desk([], { server: theirs });
    expect(await file.save(mine)).toMatchObject({ kind: 'saved' });
    expect(file.happened.flat()).not.toContain('asked');
  });
});

describe('a policy that would lock its author out', () => {
  const lockout = () => new KmsError('lockout', 'You could not change it again.');
  const asked = ['asked', 'lockout', 'back', 'bypass'];

  it('is put once more, without the safety check, where the person chooses that', async () => {
    const { happened, save } = desk(['bypass'], { refuse: [lockout()] });
    expect(await save(mine, opened)).toMatchObject({ kind: 'saved' });
    expect(happened.slice(1, 4)).toEqual([['put', mine], asked, ['put', mine, 'bypass']]);
  });

  it.each([['back'], [undefined]] as const)('is not put where the answer is %s', async (answer) => {
    const { happened, save, puts } = desk([answer], { refuse: [lockout()] });
    expect(await save(mine, opened)).toEqual({ kind: 'not-saved', why: 'declined' });
    expect(puts()).toEqual([['put', mine]]);
    expect(happened.flat()).not.toContain('noted');
  });

  it('is the only refusal that asks: others are told, and nothing is tried again', async () => {
    const { save, puts, happened } = desk(['bypass'], { refuse: [new KmsError('denied', 'No.')] });
    await expect(save(mine, opened)).rejects.toMatchObject({ reason: 'denied' });
    expect(puts()).toEqual([['put', mine]]);
    expect(happened.flat()).not.toContain('asked');
  });
});
