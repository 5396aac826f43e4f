import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/core/ports';
import {
  chooseRegions,
  closeConnection,
  openConnection,
  switchConnection,
  whichConnection,
} from '../../../../src/sessions/connections/flows';
import { choosePlace } from '../../../../src/sessions/connections/places';
import type { ConnectionQuestion, RegionsQuestion } from '../../../../src/sessions/connections/questions';
import { signInOf } from '../../../../src/sessions/connections/signIn';
import { connection, memory, opened } from './profiles';

const machine = [
  connection('sandbox'),
  connection('profile:dev'),
  connection('profile:prod', { production: true, defaultRegion: 'eu-west-1' }),
  connection('environment', { kind: 'environment', defaultRegion: '' }),
];

/** The flows over a machine, with a person who gives these answers in their order; no answer dismisses. */
async function flowsWith(
  { ids = ['sandbox'], list = machine }: { ids?: string[]; list?: Connection[] },
  ...answers: (string | readonly string[] | undefined)[]
) {
  const store = memory({ 'connections.open': ids });
  const { open, connections } = opened(store, list);
  await open.refresh();
  const asked: (ConnectionQuestion | RegionsQuestion)[] = [];
  const flows = {
    ...{ connections, open },
    ask: {
      choose: (question: ConnectionQuestion) => {
        asked.push(question);
        return Promise.resolve(answers.shift() as string | undefined);
      },
      chooseRegions: (question: RegionsQuestion) => {
        asked.push(question);
        return Promise.resolve(answers.shift() as readonly string[] | undefined);
      },
    },
  };
  const shown = (): unknown =>
    asked.map((question) =>
      question.choices.map((choice) =>
        'state' in choice ? `${choice.connection.id} ${choice.state}` : choice.region,
      ),
    );
  return { flows, open, asked, shown };
}

describe('opening a connection', () => {
  it('offers all there are, in their order, and says which are open', async () => {
    const { flows, open, shown } = await flowsWith({ ids: ['profile:dev', 'sandbox'] }, 'profile:prod');
    await openConnection(flows);
    expect(shown()).toEqual([
      ['sandbox open', 'profile:dev active', 'profile:prod closed', 'environment closed'],
    ]);
    expect(open.ids).toEqual(['profile:dev', 'sandbox', 'profile:prod']);
    expect(open.active).toBe('profile:prod');
  });

  it('of one that is open makes it the active one, at its place', async () => {
    const { flows, open } = await flowsWith({ ids: ['profile:dev', 'sandbox'] }, 'sandbox');
    await openConnection(flows);
    expect([open.ids, open.active]).toEqual([['profile:dev', 'sandbox'], 'sandbox']);
  });

  it('changes nothing where the person does not choose', async () => {
    const { flows, open } = await flowsWith({});
    await openConnection(flows);
    expect([open.ids, open.active]).toEqual([['sandbox'], 'sandbox']);
  });
});

describe('switching the connection', () => {
  it('offers those that are open first', async () => {
    const { flows, open, shown } = await flowsWith({ ids: ['profile:prod', 'sandbox'] }, 'sandbox');
    await switchConnection(flows);
    expect(shown()).toEqual([
      ['sandbox open', 'profile:prod active', 'profile:dev closed', 'environment closed'],
    ]);
    expect([open.ids, open.active]).toEqual([['profile:prod', 'sandbox'], 'sandbox']);
  });

  it('opens one that is closed, and leaves the others open', async () => {
    const { flows, open } = await flowsWith({}, 'profile:dev');
    await switchConnection(flows);
    expect([open.ids, open.active]).toEqual([['sandbox', 'profile:dev'], 'profile:dev']);
  });
});

describe('the connection that a command is about', () => {
  it('is the one it was given, also where that is not open', async () => {
    const { flows, asked } = await flowsWith({ ids: ['sandbox', 'profile:dev'] });
    expect(await whichConnection(flows, 'profile:prod')).toBe('profile:prod');
    expect(asked).toEqual([]);
  });

  it('is the only one that is open, unasked, be it in the files or not', async () => {
    for (const id of ['profile:dev', 'profile:gone']) {
      const { flows, asked } = await flowsWith({ ids: [id] });
      expect(await whichConnection(flows)).toBe(id);
      expect(asked).toEqual([]);
    }
  });

  it('is asked for among those that are open', async () => {
    const { flows, shown } = await flowsWith({ ids: ['profile:dev', 'profile:gone', 'sandbox'] }, 'sandbox');
    expect(await whichConnection(flows)).toBe('sandbox');
    expect(shown()).toEqual([['profile:dev active', 'sandbox open']]);
  });

  it('does not exist where none is open, and that is said', async () => {
    const { flows } = await flowsWith({ ids: [] });
    await expect(whichConnection(flows)).rejects.toThrow('No connection is open.');
  });
});

describe('closing a connection', () => {
  it('asks nothing, says what it closed, and keeps its Regions in mind', async () => {
    const { flows, open, asked } = await flowsWith({ ids: ['sandbox', 'profile:dev'] });
    await open.setRegions('profile:dev', ['eu-north-1']);
    expect(await closeConnection(flows, 'profile:dev')).toMatchObject({ name: 'profile:dev' });
    expect(asked).toEqual([]);
    expect(open.ids).toEqual(['sandbox']);
    expect(open.list().map((one) => one.connection.id)).toEqual(['sandbox']);
    await open.open('profile:dev');
    expect(open.list()[1]?.regions).toEqual(['eu-north-1']);
  });

  it('is taken back at its place, active where it was', async () => {
    const { flows, open } = await flowsWith({ ids: ['sandbox', 'profile:dev', 'profile:prod'] });
    await open.activate('profile:dev');
    const { undo } = await closeConnection(flows, 'profile:dev');
    expect(open.active).toBe('sandbox');
    await undo();
    expect([open.ids, open.active]).toEqual([['sandbox', 'profile:dev', 'profile:prod'], 'profile:dev']);
    expect(open.list()[1]?.identity?.accountId).toBe('111122223333');
  });

  it('is taken back without making it active where another was chosen meanwhile', async () => {
    const { flows, open } = await flowsWith({ ids: ['profile:dev', 'sandbox', 'profile:prod'] });
    const { undo } = await closeConnection(flows, 'profile:dev');
    await open.activate('profile:prod');
    await undo();
    expect([open.ids, open.active]).toEqual([['profile:dev', 'sandbox', 'profile:prod'], 'profile:prod']);
  });

  it('of the last one can be taken back, too, and twice is once', async () => {
    const { flows, open } = await flowsWith({ ids: ['profile:dev'] });
    const { undo } = await closeConnection(flows, 'profile:dev');
    expect([open.ids, open.active]).toEqual([[], undefined]);
    await undo();
    await undo();
    expect([open.ids, open.active]).toEqual([['profile:dev'], 'profile:dev']);
  });
});

describe('the Regions of a connection', () => {
  it('are offered with those shown first, then the default, then all of the partition, each once', async () => {
    const { flows, open, asked } = await flowsWith({ ids: ['profile:prod'] }, ['eu-west-1', 'xx-new-1']);
    await open.setRegions('profile:prod', ['xx-new-1', 'us-east-1']);
    await chooseRegions(flows, 'profile:prod');
    const choices = asked[0]?.choices.map((choice) => ('region' in choice ? choice.region : '')) ?? [];
    expect(choices.slice(0, 3)).toEqual(['xx-new-1', 'us-east-1', 'eu-west-1']);
    expect(new Set(choices).size).toBe(choices.length);
    expect(choices).toContain('ap-south-1');
    expect(asked[0]?.choices.filter((choice) => 'shown' in choice && choice.shown)).toHaveLength(2);
    expect(open.list()[0]?.regions).toEqual(['eu-west-1', 'xx-new-1']);
  });

  it('have no empty name among them where the connection has no default', async () => {
    const { flows, asked } = await flowsWith({ ids: ['environment'] });
    await chooseRegions(flows, 'environment');
    expect(asked[0]?.choices.some((choice) => 'region' in choice && choice.region === '')).toBe(false);
  });

  it('stay as they are where the person leaves, and are the default’s where none is chosen', async () => {
    const { flows, open } = await flowsWith({ ids: ['profile:prod'] }, undefined, []);
    await open.setRegions('profile:prod', ['us-east-1']);
    await chooseRegions(flows, 'profile:prod');
    expect(open.list()[0]?.regions).toEqual(['us-east-1']);
    await chooseRegions(flows, 'profile:prod');
    expect(open.list()[0]?.regions).toEqual(['eu-west-1']);
  });
});

describe('the place for a key', () => {
  it('is the only one, unasked', async () => {
    const { open } = await flowsWith({ ids: ['profile:dev'] });
    const place = await choosePlace(open, () => Promise.reject(new Error('asked')));
    expect(place).toEqual({ connection: 'profile:dev', region: 'ap-south-1' });
  });

  it('is asked for with the active one first', async () => {
    const { open } = await flowsWith({ ids: ['sandbox', 'profile:dev'] });
    await open.activate('profile:dev');
    const place = await choosePlace(open, (choices) => {
      expect(choices.map((choice) => `${choice.place.connection} ${choice.place.region}`)).toEqual([
        'profile:dev ap-south-1',
        'sandbox us-east-1',
        'sandbox eu-west-1',
      ]);
      return Promise.resolve(choices[2]?.place);
    });
    expect(place).toEqual({ connection: 'sandbox', region: 'eu-west-1' });
  });

  it('does not exist where nothing is open', async () => {
    const { open } = await flowsWith({ ids: [] });
    expect(await choosePlace(open, () => Promise.reject(new Error('asked')))).toBeUndefined();
  });
});

describe('signing in', () => {
  it.each([
    ['sso', ['sso', 'login', '--profile', 'base; rm -rf']],
    ['login', ['login', '--profile', 'base; rm -rf']],
  ] as const)('by %s is one command of the AWS CLI, for the profile that signs in', (kind, args) => {
    const signIn = { profile: 'base; rm -rf', kind };
    expect(signInOf(connection('profile:dev', { signIn }))).toEqual({
      ...{ kind: 'command', profile: signIn.profile, args },
    });
  });

  it('is not needed where the credentials are in the files, and not possible elsewhere', () => {
    expect(signInOf(connection('profile:dev'))).toEqual({ kind: 'in-files' });
    for (const kind of ['environment', 'sandbox'] as const)
      expect(() => signInOf(connection(kind, { kind }))).toThrow('Nobody signs in here.');
  });
});
