import { describe, expect, it } from 'vitest';
import { KmsError } from '../../../../src/core/errors';
import { OpenConnections } from '../../../../src/sessions/connections/openConnections';
import type { Store } from '../../../../src/sessions/store';
import type { Connection, ConnectionPort, Identity } from '../../../../src/core/ports';

describe('open connections', () => {
  it('are the sandbox on the first run, with its regions', async () => {
    const { open } = opened();
    await open.refresh();
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
    expect(open.list().map(({ problem }) => problem?.reason)).toEqual([undefined, 'credentials-expired']);
  });

  it('close, and hand the active part to another', async () => {
    const { open } = opened();
    await open.open('profile:dev');
    await open.close('profile:dev');
    expect(open.ids).toEqual(['sandbox']);
    expect(open.active).toBe('sandbox');
  });

  it('show a place that is asked for: connection opened, region added', async () => {
    const { open } = opened();
    await open.show({ connection: 'profile:dev', region: 'sa-east-1' });
    expect(open.list()[1]?.regions).toEqual(['ap-south-1', 'sa-east-1']);
  });
});

function opened(store: Store = memory()): { open: OpenConnections } {
  const list = ['sandbox', 'profile:dev', 'profile:broken'].map(connection);
  const port: ConnectionPort = {
    epoch: 0,
    list: () => Promise.resolve(list),
    get: (id) => Promise.resolve(connection(id)),
    identity: (id): Promise<Identity> =>
      id === 'profile:broken'
        ? Promise.reject(new KmsError('credentials-expired', 'expired'))
        : Promise.resolve({
            accountId: '111122223333',
            arn: `arn:aws:iam::111122223333:user/${id}`,
            userId: 'A',
          }),
    onDidChange: () => ({ dispose: () => undefined }),
    renew: () => undefined,
  };
  return { open: new OpenConnections(port, store) };
}

function connection(id: string): Connection {
  return {
    id,
    kind: id === 'sandbox' ? 'sandbox' : 'profile',
    name: id,
    defaultRegion: id === 'sandbox' ? 'us-east-1' : 'ap-south-1',
    partition: 'aws',
    production: false,
  };
}

function memory(values: Record<string, unknown> = {}): Store {
  const kept = new Map(Object.entries(values));
  return {
    get: (key) => kept.get(key),
    update: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}
