import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ExtensionApi } from '../../src/extensionApi';
import { extensionApi, labelsOf, rowsBelow, until } from './api';

describe('connections', () => {
  let api: ExtensionApi;
  const folder = join(homedir(), '.aws');

  before(async () => {
    api = await extensionApi();
  });

  after(async () => {
    await api.open.close('profile:through-files');
    await rm(folder, { recursive: true, force: true });
  });

  it('begin with the sandbox, open and active', async () => {
    await until('the sandbox is known', () => api.open.list().length > 0);
    assert.equal(api.open.active, 'sandbox');
    assert.deepEqual(api.open.activePlace, { connection: 'sandbox', region: 'us-east-1' });
    assert.match((await api.connections.identity('sandbox')).arn, /:user\/admin$/);
  });

  it('see a profile that is written while the window is open, and reach its endpoint', async () => {
    const { endpoint } = await api.sandbox.start();
    const { accessKeyId, secretAccessKey } = await api.sandbox.current();
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, 'config'),
      `[profile through-files]\nregion = eu-west-1\nendpoint_url = ${endpoint}\n`,
    );
    await writeFile(
      join(folder, 'credentials'),
      `[through-files]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    );
    const id = 'profile:through-files';
    await until('the new profile is seen', async () =>
      (await api.connections.list()).some((one) => one.id === id),
    );
    assert.equal((await api.connections.get(id)).endpointLabel, new URL(endpoint).host);
    await api.open.open('profile:through-files');
    await api.open.identified();
    const root = (await rowsBelow(api)).find(({ node }) => node.id === 'profile:through-files');
    assert.equal(root?.item.label, 'through-files · 111122223333');
    assert.match(String(root.item.description), new RegExp(new URL(endpoint).host));
    await until('its keys are there', async () =>
      (await labelsOf(api, 'profile:through-files|eu-west-1|customer')).includes('backups'),
    );
  });

  it('drop what was known when somebody else acts', async () => {
    const { identities } = await api.sandbox.start();
    const admin = await api.sandbox.current();
    const other = identities.find(({ arn }) => /user\/(?!admin)/.test(arn) && arn.includes(':111122223333:'));
    assert.ok(other);
    const { epoch } = api.connections;
    try {
      await api.sandbox.actAs(other.arn);
      api.connections.renew();
      await api.open.refresh();
      await api.open.identified();
      // The files that the test before this one wrote and removed may be noticed only now, and count as well.
      assert.ok(api.connections.epoch > epoch);
      const root = (await rowsBelow(api)).find(({ node }) => node.id === 'sandbox');
      assert.equal(root?.item.description, other.name);
    } finally {
      await api.sandbox.actAs(admin.arn);
      api.connections.renew();
      await api.open.refresh();
    }
  });
});
