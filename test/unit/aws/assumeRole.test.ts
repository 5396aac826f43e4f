import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KmsError } from '../../../src/core/errors';
import { testSandbox, type TestSandbox } from '../sandbox/server';
import { portsTo, type Ports } from './ports';

const role = 'arn:aws:iam::111122223333:role/security/KeyAdministrator';
let sandbox: TestSandbox;
let folder: string;
const open: Ports[] = [];

beforeAll(async () => {
  sandbox = await testSandbox();
  folder = mkdtempSync(join(tmpdir(), 'assume-'));
  const admin = sandbox.identities.find(({ name }) => name === 'admin');
  writeFileSync(
    join(folder, 'config'),
    [
      '[profile base]',
      `aws_access_key_id = ${admin?.accessKeyId ?? ''}`,
      `aws_secret_access_key = ${admin?.secretAccessKey ?? ''}`,
      '[profile with-mfa]',
      'region = us-east-1',
      `role_arn = ${role}`,
      'source_profile = base',
      'mfa_serial = arn:aws:iam::111122223333:mfa/admin',
      `endpoint_url = ${sandbox.endpoint}`,
    ].join('\n'),
  );
});
afterEach(() => open.splice(0).forEach((ports) => ports.dispose()));
afterAll(async () => {
  await sandbox.dispose();
  rmSync(folder, { recursive: true, force: true });
});

describe('a profile that assumes a role with MFA', () => {
  it('asks for one code, however many calls wait for it', async () => {
    const asked: string[] = [];
    const { connections, keys } = portsWith((serial) => {
      asked.push(serial);
      return Promise.resolve('123456');
    });
    const places = ['us-east-1', 'eu-west-1'].map((region) => ({ connection: 'profile:with-mfa', region }));
    const [identity, ...counts] = await Promise.all([
      connections.identity('profile:with-mfa'),
      ...places.map(async (place) => {
        let count = 0;
        for await (const page of keys.listKeys(place)) count += page.items.length;
        return count;
      }),
    ]);
    expect(asked).toEqual(['arn:aws:iam::111122223333:mfa/admin']);
    expect(identity.arn).toContain('assumed-role/KeyAdministrator/');
    expect(counts.every((count) => count > 0)).toBe(true);
  });

  it('asks no more after Escape, until it is tried again', async () => {
    let asked = 0;
    const { connections, keys } = portsWith(() => {
      asked++;
      return Promise.reject(new KmsError('cancelled', 'No code'));
    });
    const place = { connection: 'profile:with-mfa', region: 'us-east-1' };
    const list = async (): Promise<number> => {
      let pages = 0;
      for await (const page of keys.listKeys(place)) pages += page.last ? 0 : 1;
      return pages;
    };
    await expect(list()).rejects.toMatchObject({ reason: 'cancelled' });
    await expect(list()).rejects.toMatchObject({ reason: 'cancelled' });
    expect(asked).toBe(1);
    connections.renew();
    await expect(list()).rejects.toMatchObject({ reason: 'cancelled' });
    expect(asked).toBe(2);
  });
});

function portsWith(askMfaCode: (serial: string) => Promise<string>): Ports {
  const files = { config: join(folder, 'config'), credentials: join(folder, 'none') };
  const ports = portsTo(sandbox, { files, askMfaCode });
  open.push(ports);
  return ports;
}
