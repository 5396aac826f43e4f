import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extensionApi';
import { createKey, extensionApi, labelsOf, rowsBelow, sandboxPlace, until } from './api';

describe('the tree of keys', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
  });

  it('begins with the sandbox, its account and who we are', async () => {
    const [root] = await rowsBelow(api);
    assert.equal(root?.item.label, 'Sandbox · 111122223333');
    assert.equal(root.item.description, 'admin');
    assert.match(root.item.contextValue ?? '', /;sandbox;/);
  });

  it('shows regions with their names, then groups, then keys by their aliases', async () => {
    const regions = await rowsBelow(api, 'sandbox');
    assert.deepEqual(
      regions.map(({ item }) => item.label),
      ['us-east-1', 'eu-west-1'],
    );
    // Until both lists have begun to arrive, the Region says that it is loading.
    await api.directory.load({ connection: 'sandbox', region: 'us-east-1' });
    assert.deepEqual(await labelsOf(api, 'sandbox|us-east-1'), [
      'Customer managed keys',
      'AWS managed keys',
      'Aliases',
    ]);
    assert.ok((await labelsOf(api, 'sandbox|us-east-1|customer')).includes('payments'));
    assert.ok((await labelsOf(api, 'sandbox|us-east-1|aws')).includes('aws/s3'));
  });

  it('fills the rows in with what each key is', async () => {
    await until('payments is described', async () => {
      const row = (await rowsBelow(api, 'sandbox|us-east-1|customer')).find(
        ({ item }) => item.label === 'payments',
      );
      return row?.item.description === 'rotates every 365 d';
    });
  });

  it('resolves a tooltip with everything, the last use included', async () => {
    const row = (await rowsBelow(api, 'sandbox|us-east-1|customer')).find(
      ({ item }) => item.label === 'payments',
    );
    assert.ok(row);
    assert.equal(row.item.tooltip, undefined);
    const { token } = new vscode.CancellationTokenSource();
    const { tooltip } = await api.tree.resolveTreeItem(row.item, row.node, token);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /Spec: SYMMETRIC_DEFAULT[^]*Last use: /);
  });

  it('shows a key that was made a moment ago when it is asked to', async () => {
    const key = await createKey(api, { description: 'Made by a test' });
    await api.keys.createAlias(sandboxPlace, `alias/revealed-${key.keyId.slice(0, 8)}`, key.keyId);
    await vscode.commands.executeCommand('kms.revealKey', key);
    const labels = await labelsOf(api, 'sandbox|us-east-1|customer');
    assert.ok(labels.includes(`revealed-${key.keyId.slice(0, 8)}`), labels.join());
  });

  it('opens what is under a key: policy, aliases, tags, rotation, grants', async () => {
    const key = await createKey(api, { tags: [{ key: 'team', value: 'tests' }] });
    await vscode.commands.executeCommand('kms.revealKey', key);
    const id = `sandbox|us-east-1|key|${key.keyId}`;
    await until('the key is described', async () => (await labelsOf(api, id)).length === 5);
    assert.deepEqual(await labelsOf(api, id), ['Key policy', 'Aliases', 'Tags', 'Rotation', 'Grants']);
    await until('its tags are there', async () => (await labelsOf(api, `${id}|tags`)).includes('team'));
    await until('it has no grants', async () => (await labelsOf(api, `${id}|grants`)).includes('No grants.'));
  });

  it('copies ids of one key and of several', async () => {
    const [first, second] = [await createKey(api), await createKey(api)];
    await vscode.commands.executeCommand('kms.copyArn', first);
    assert.equal(await vscode.env.clipboard.readText(), first.arn);
    await vscode.commands.executeCommand('kms.copyKeyId', { ref: first }, [{ ref: first }, { ref: second }]);
    assert.equal(await vscode.env.clipboard.readText(), `${first.keyId}\n${second.keyId}`);
  });

  it('tells a region that fails, keeps the other one, and recovers on Retry', async () => {
    await api.sandbox.control('faults', {
      faults: [
        { operation: 'ListKeys', region: 'eu-west-1', error: { code: 'KMSInternalException', status: 500 } },
        {
          operation: 'ListAliases',
          region: 'eu-west-1',
          error: { code: 'KMSInternalException', status: 500 },
        },
      ],
    });
    try {
      await api.directory.refresh({ connection: 'sandbox', region: 'eu-west-1' });
      const [failed] = await rowsBelow(api, 'sandbox|eu-west-1');
      assert.equal(failed?.node.kind, 'failed');
      assert.ok((await labelsOf(api, 'sandbox|us-east-1|customer')).includes('payments'));
      await api.sandbox.control('faults', { faults: [] });
      await vscode.commands.executeCommand('kms.retry', failed.node);
      assert.ok((await labelsOf(api, 'sandbox|eu-west-1|customer')).includes('backups'));
    } finally {
      await api.sandbox.control('faults', { faults: [] });
    }
  });

  it('shows more keys on request, a page at a time', async () => {
    const settings = vscode.workspace.getConfiguration('kms');
    await settings.update('pageSize', 10, vscode.ConfigurationTarget.Global);
    try {
      await Promise.all(Array.from({ length: 6 }, () => createKey(api)));
      await api.directory.refresh(sandboxPlace);
      const more = (await rowsBelow(api, 'sandbox|us-east-1|customer')).find(
        ({ node }) => node.kind === 'more',
      );
      assert.ok(more);
      const before = (await rowsBelow(api, 'sandbox|us-east-1|customer')).length;
      await vscode.commands.executeCommand('kms.loadMore', more.node);
      const after = (await rowsBelow(api, 'sandbox|us-east-1|customer')).length;
      assert.ok(after > before, `${after} rows, ${before} before`);
    } finally {
      await settings.update('pageSize', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('pins a key to the top of its group', async () => {
    const labels = await labelsOf(api, 'sandbox|us-east-1|customer');
    const row = (await rowsBelow(api, 'sandbox|us-east-1|customer')).find(
      ({ item }) => item.label === 'webhook-hmac',
    );
    assert.ok(row, labels.join());
    await vscode.commands.executeCommand('kms.pin', row.node);
    assert.equal((await labelsOf(api, 'sandbox|us-east-1|customer'))[0], 'webhook-hmac');
    await vscode.commands.executeCommand('kms.unpin', row.node);
    assert.notEqual((await labelsOf(api, 'sandbox|us-east-1|customer'))[0], 'webhook-hmac');
  });
});
