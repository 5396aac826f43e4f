import { describe, expect, it } from 'vitest';
import { connection, memory, opened } from './profiles';

describe('open connections', () => {
  it('are the sandbox on the first run, with its regions', async () => {
    const { open } = opened();
    await open.refresh();
    await open.identified();
    expect(open.list()).toMatchObject([
      {
        connection: { id: 'sandbox' },
        regions: ['us-east-1', 'eu-west-1'],
        identity: { accountId: '111122223333' },
      },
    ]);
    expect(open.activePlace).toEqual({ connection: 'sandbox', region: 'us-east-1' });
  });

  it('stay open, active and with their regions over sessions', async () => {
    const store = memory();
    const { open } = opened(store);
    await open.open('profile:dev');
    await open.setRegions('profile:dev', ['eu-west-1', 'eu-north-1']);
    const { open: next } = opened(store);
    await next.refresh();
    expect(next.ids).toEqual(['sandbox', 'profile:dev']);
    expect(next.activePlace).toEqual({ connection: 'profile:dev', region: 'eu-west-1' });
    expect(next.list()[1]?.regions).toEqual(['eu-west-1', 'eu-north-1']);
  });

  it('begin with the profile’s own region', async () => {
    const { open } = opened();
    await open.open('profile:dev');
    expect(open.list()[1]?.regions).toEqual(['ap-south-1']);
  });

  it('leave out a profile that is gone, and keep it for when it is back', async () => {
    const { open } = opened(memory({ 'connections.open': ['profile:gone', 'sandbox'] }));
    await open.refresh();
    expect(open.list().map(({ connection }) => connection.id)).toEqual(['sandbox']);
    expect(open.ids).toContain('profile:gone');
  });

  it('keep a profile of which nobody can say whether it is gone', async () => {
    const unreadable = connection('profile:team', { problem: 'config: The file cannot be read (EACCES).' });
    const store = memory({ 'connections.open': ['profile:team'] });
    const { open, connections } = opened(store, []);
    connections.get = () => Promise.resolve(unreadable);
    await open.refresh();
    expect(open.list().map((one) => one.connection.id)).toEqual(['profile:team']);
  });

  it('take damaged memories for none', async () => {
    const { open } = opened(
      memory({ 'connections.open': { no: 'list' }, 'connections.regions': 7, 'connections.active': [] }),
    );
    await open.refresh();
    expect(open.ids).toEqual([]);
    expect(open.active).toBeUndefined();
  });

  it('hold a problem with the identity beside the others', async () => {
    const { open } = opened(memory({ 'connections.open': ['sandbox', 'profile:broken'] }));
    await open.refresh();
    await open.identified();
    expect(open.list().map(({ problem }) => problem?.reason)).toEqual([undefined, 'credentials-expired']);
  });

  it('close, and hand the active part to another', async () => {
    const { open } = opened();
    await open.open('profile:dev');
    await open.close('profile:dev');
    expect(open.ids).toEqual(['sandbox']);
    expect(open.active).toBe('sandbox');
  });

  it('are known while one of them does not say who we are', async () => {
    const { open } = opened(memory({ 'connections.open': ['sandbox', 'profile:hangs'] }));
    await open.refresh();
    expect(open.list().map(({ connection }) => connection.id)).toEqual(['sandbox', 'profile:hangs']);
    await open.open('profile:dev');
    expect(open.activePlace).toEqual({ connection: 'profile:dev', region: 'ap-south-1' });
  });

  it('show a place that is asked for: connection opened, region added', async () => {
    const { open } = opened();
    await open.show({ connection: 'profile:dev', region: 'sa-east-1' });
    expect(open.list()[1]?.regions).toEqual(['ap-south-1', 'sa-east-1']);
  });
});
