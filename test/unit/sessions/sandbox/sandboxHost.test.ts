import { describe, expect, it } from 'vitest';
import type { LaunchedSandbox } from '../../../../src/core/ports';
import { SandboxHost } from '../../../../src/sessions/sandbox/sandboxHost';

describe('the sandbox of a window', () => {
  const identity = {
    name: 'admin',
    arn: 'arn:aws:iam::111122223333:user/admin',
    accessKeyId: 'A',
    secretAccessKey: 'S',
  };
  const other = { ...identity, name: 'bob', arn: 'arn:aws:iam::111122223333:user/bob' };

  it('is started once by callers at the same time, and again when it has gone', async () => {
    let launches = 0;
    let end: () => void = () => undefined;
    const host = hostOver(() => {
      launches++;
      return Promise.resolve(launched(new Promise((resolve) => (end = resolve))));
    });
    await Promise.all([host.start(), host.current(), host.start()]);
    expect(launches).toBe(1);
    end();
    await new Promise((resolve) => setImmediate(resolve));
    await host.start();
    expect(launches).toBe(2);
  });

  it('is tried again after a start that failed, and says why it failed', async () => {
    let launches = 0;
    const host = hostOver(() => {
      launches++;
      return launches === 1 ? Promise.reject(new Error('No port is free.')) : Promise.resolve(launched());
    });
    await expect(host.start()).rejects.toMatchObject({ reason: 'sandbox', message: 'No port is free.' });
    await host.start();
    expect(launches).toBe(2);
  });

  it('remembers who acts, and falls back to the first when that one is gone', async () => {
    const host = hostOver(() => Promise.resolve(launched()));
    expect((await host.current()).name).toBe('admin');
    await host.actAs(other.arn);
    expect((await host.current()).name).toBe('bob');
    await host.actAs('arn:aws:iam::111122223333:user/gone');
    expect((await host.current()).name).toBe('admin');
  });

  it('tells a state file that was put aside once, not at every start', async () => {
    const told: string[] = [];
    let end: () => void = () => undefined;
    const notice = {
      message: 'The state could not be read; it is kept in state.corrupt.',
      file: '/state.corrupt',
    };
    const host = hostOver(
      () => Promise.resolve({ ...launched(new Promise((resolve) => (end = resolve))), notices: [notice] }),
      told,
    );
    await host.start();
    end();
    await new Promise((resolve) => setImmediate(resolve));
    await host.start();
    expect(told).toEqual([notice.message]);
  });

  it('tells what is wrong with the users and roles whenever they are read', async () => {
    const told: string[] = [];
    const problem = { message: 'iam.json cannot be used: Effect is missing.', file: '/iam.json' };
    const control = () => Promise.resolve({ identities: [identity], file: problem.file, problem });
    const host = hostOver(() => Promise.resolve({ ...launched(), control }), told);
    expect((await host.listIdentities()).identities).toEqual([identity]);
    await host.listIdentities();
    expect(told).toEqual([problem.message, problem.message]);
  });

  function launched(ended: Promise<void> = new Promise(() => undefined)): LaunchedSandbox {
    return {
      endpoint: 'http://127.0.0.1:1',
      region: 'us-east-1',
      accountId: '111122223333',
      identities: [identity, other],
      notices: [],
      control: () => Promise.resolve({}),
      ended,
      dispose: () => Promise.resolve(),
    };
  }
});

function hostOver(launch: () => Promise<LaunchedSandbox>, warnings: string[] = []): SandboxHost {
  const kept = new Map<string, unknown>();
  return new SandboxHost({
    launch,
    store: {
      get: (key) => kept.get(key),
      update: (key, value) => {
        kept.set(key, value);
        return Promise.resolve();
      },
    },
    log: { info: () => undefined, warn: () => undefined },
    show: ({ message }) => void warnings.push(message),
  });
}
