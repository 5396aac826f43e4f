import { KmsError } from '../../../../src/core/errors';
import type { Connection, ConnectionPort, Identity } from '../../../../src/core/ports';
import { OpenConnections } from '../../../../src/sessions/connections/openConnections';
import type { Store } from '../../../../src/sessions/store';

/** The open connections over a machine with these. */
export function opened(
  store: Store = memory(),
  list: readonly Connection[] = ['sandbox', 'profile:dev', 'profile:broken', 'profile:hangs'].map((id) =>
    connection(id),
  ),
): { open: OpenConnections; connections: ConnectionPort } {
  const port: ConnectionPort = {
    epoch: 0,
    list: () => Promise.resolve([...list]),
    get: (id) => {
      const found = list.find((one) => one.id === id);
      if (found !== undefined) return Promise.resolve(found);
      return Promise.reject(new KmsError('credentials-missing', 'There is no such profile any more.'));
    },
    identity: (id): Promise<Identity> =>
      id === 'profile:hangs'
        ? new Promise(() => undefined)
        : id === 'profile:broken'
          ? Promise.reject(new KmsError('credentials-expired', 'expired'))
          : Promise.resolve({
              accountId: '111122223333',
              arn: `arn:aws:iam::111122223333:user/${id}`,
              userId: 'A',
            }),
    onDidChange: () => ({ dispose: () => undefined }),
    renew: () => undefined,
  };
  return { open: new OpenConnections(port, store), connections: port };
}

export function connection(id: string, changes: Partial<Connection> = {}): Connection {
  return {
    id,
    kind: id === 'sandbox' ? 'sandbox' : 'profile',
    name: id,
    defaultRegion: id === 'sandbox' ? 'us-east-1' : 'ap-south-1',
    partition: 'aws',
    production: false,
    ...changes,
  };
}

export function memory(values: Record<string, unknown> = {}): Store {
  const kept = new Map(Object.entries(values));
  return {
    get: (key) => kept.get(key),
    update: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}
