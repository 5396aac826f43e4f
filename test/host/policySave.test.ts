import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Key, KeyRef } from '../../src/core/keys/model';
import { sameMeaning } from '../../src/core/policy/compare';
import { policyPath } from '../../src/core/policy/file/address';
import type { ExtensionApi } from '../../src/extensionApi';
import { closeAll, openFile, until } from './policyEditor';

const place = { connection: 'sandbox', region: 'us-east-1' };

async function extension(): Promise<ExtensionApi> {
  const found = vscode.extensions.getExtension<ExtensionApi>('kms-workbench.kms-workbench');
  assert.ok(found);
  const api = await found.activate();
  await api.ready;
  return api;
}

describe('a key’s own policy', () => {
  let api: ExtensionApi;
  let key: Key;
  let account: string;

  const text = (...statements: object[]): string =>
    JSON.stringify({ Version: '2012-10-17', Id: 'mine', Statement: [root(), ...statements] }, undefined, 2);
  const root = (): object => ({
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  });
  const statement = (sid: string, parts: object = {}): object => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: ['kms:Decrypt', 'kms:Encrypt'],
    Resource: '*',
    ...parts,
  });

  const open = async (ref: KeyRef): Promise<vscode.TextDocument> => {
    await vscode.commands.executeCommand('kms.policy.open', ref);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'kms-policy');
    assert.ok(document.uri.path.includes(ref.keyId));
    return document;
  };
  const write = async (document: vscode.TextDocument, content: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      document.validateRange(new vscode.Range(0, 0, document.lineCount, 0)),
      content,
    );
    await vscode.workspace.applyEdit(edit);
  };
  const onServer = (): Promise<string> => api.keys.getPolicy(key);

  before(async () => {
    api = await extension();
    account = (await api.connections.identity(place.connection)).accountId;
    await vscode.workspace
      .getConfiguration('kms')
      .update('policy.confirmSave', 'problems', vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    await vscode.workspace
      .getConfiguration('kms')
      .update('policy.confirmSave', undefined, vscode.ConfigurationTarget.Global);
  });
  beforeEach(async () => {
    key = await api.keys.create(place, {
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      multiRegion: false,
      description: 'policy under test',
      tags: [],
      policy: text(),
    });
  });
  afterEach(closeAll);

  it('opens laid out as people read it, and is put to the key by a save', async () => {
    const document = await open(key);
    assert.ok(sameMeaning(document.getText(), await onServer()));
    assert.ok(document.lineCount > 5);
    await write(document, text(statement('Use')));
    assert.equal(await document.save(), true);
    assert.equal(document.isDirty, false);
    assert.ok(sameMeaning(await onServer(), text(statement('Use'))));
  });

  it('is put without white space where it is laid out larger than KMS takes, and stays as it is laid out', async () => {
    const document = await open(key);
    const statements = Array.from({ length: 150 }, (_, index) =>
      statement(`Statement number ${String(index)}`),
    );
    const laidOut = text(...statements);
    assert.ok(laidOut.length > 32_768);
    await write(document, laidOut);
    await vscode.commands.executeCommand('kms.policy.save', document.uri);
    assert.equal(document.isDirty, false);
    assert.equal(document.getText(), laidOut);
    assert.ok(sameMeaning(await onServer(), laidOut));
    await write(document, text());
    await vscode.commands.executeCommand('kms.policy.save', document.uri);
    assert.equal(document.isDirty, false);
    assert.ok(sameMeaning(await onServer(), text()));
  });

  it('stays dirty and whole, without an error, where a save by the command is decided against', async () => {
    const document = await open(key);
    await write(document, `${text()},`);
    await vscode.commands.executeCommand('kms.policy.save', document.uri);
    assert.equal(document.isDirty, true);
    assert.equal(document.getText(), `${text()},`);
    assert.ok(sameMeaning(await onServer(), text()));
  });

  it('opens again by its address alone, as after a reload of the window', async () => {
    const uri = vscode.Uri.from({ scheme: 'kms-policy', path: policyPath(key, 'whatever it was called') });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.ok(sameMeaning(document.getText(), text()));
  });

  it('is not put where the checks find an error and nobody says so', async () => {
    const document = await open(key);
    const wrong = text(statement('Use', { Action: 'kms:Decryptt' }));
    await write(document, wrong);
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.equal(document.getText(), wrong);
    assert.ok(sameMeaning(await onServer(), text()));
  });

  it('does not overwrite what somebody else has put meanwhile', async () => {
    const document = await open(key);
    await write(document, text(statement('Mine')));
    const theirs = text(statement('Theirs'));
    await api.keys.putPolicy(key, theirs);
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.equal(document.getText(), text(statement('Mine')));
    assert.ok(sameMeaning(await onServer(), theirs));
  });

  it('is not saved by itself, when the editor saves everything else', async () => {
    const files = vscode.workspace.getConfiguration('files');
    const { document: other } = await openFile('other.json', '{}');
    const document = await open(key);
    try {
      await files.update('autoSaveDelay', 100, vscode.ConfigurationTarget.Global);
      await files.update('autoSave', 'afterDelay', vscode.ConfigurationTarget.Global);
      await write(document, text(statement('Mine')));
      await write(other, '[]');
      await until('the other file is saved', () => !other.isDirty || undefined);
      assert.equal(document.isDirty, true);
      assert.ok(sameMeaning(await onServer(), text()));
    } finally {
      await files.update('autoSave', undefined, vscode.ConfigurationTarget.Global);
      await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('takes a policy that was only rewritten for the same', async () => {
    await api.keys.putPolicy(key, text(statement('Use')));
    const document = await open(key);
    await write(document, text(statement('Use'), statement('More')));
    const rewritten = text(statement('Use', { Action: ['kms:Encrypt', 'kms:Decrypt'], Resource: ['*'] }));
    await api.keys.putPolicy(key, rewritten);
    assert.equal(await document.save(), true);
    assert.ok(sameMeaning(await onServer(), text(statement('Use'), statement('More'))));
  });

  it('stays dirty and whole where the key refuses it', async () => {
    const document = await open(key);
    const refused = text(statement('Use', { Principal: { AWS: `arn:aws:iam::${account}:role/NoSuchRole` } }));
    await write(document, refused);
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.equal(document.getText(), refused);
    assert.ok(sameMeaning(await onServer(), text()));
  });

  it('is read again when it was changed elsewhere', async () => {
    const document = await open(key);
    await api.keys.putPolicy(key, text(statement('Elsewhere')));
    await vscode.commands.executeCommand('kms.policy.reload', document.uri);
    await until('the new text', () => document.getText().includes('Elsewhere') || undefined);
    assert.equal(document.isDirty, false);
  });

  it('can be read but not changed where AWS manages the key', async () => {
    const managed = await managedKey(api);
    const document = await open(managed);
    const { permissions } = await vscode.workspace.fs.stat(document.uri);
    assert.equal(permissions, vscode.FilePermission.Readonly);
    await assert.rejects(
      Promise.resolve(vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(text()))),
      /managed by AWS|read-?only/i,
    );
  });

  it('says what is wrong where there is no such key', async () => {
    const missing = { ...key, keyId: '00000000-0000-0000-0000-000000000000' };
    const uri = vscode.Uri.from({ scheme: 'kms-policy', path: policyPath(missing, 'gone') });
    await assert.rejects(Promise.resolve(vscode.workspace.openTextDocument(uri)), /does not exist/);
  });

  it('is saved from a file that is bound to the key, and taken over into it', async () => {
    const { document } = await openFile('bound.key-policy.json', text(statement('FromFile')));
    await vscode.commands.executeCommand('kms.policy.bind', document.uri, key);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      10,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.command),
      ['kms.access.show', 'kms.policy.compare', 'kms.policy.save'],
    );
    await vscode.commands.executeCommand('kms.policy.save', document.uri);
    assert.ok(sameMeaning(await onServer(), text(statement('FromFile'))));

    await api.keys.putPolicy(key, text(statement('FromKey')));
    await vscode.commands.executeCommand('kms.policy.pull', document.uri);
    assert.ok(sameMeaning(document.getText(), text(statement('FromKey'))));
    await vscode.commands.executeCommand('kms.policy.unbind', document.uri);
  });
});

async function managedKey({ keys }: ExtensionApi): Promise<KeyRef> {
  for await (const page of keys.listKeys(place))
    for (const ref of page.items) if ((await keys.describe(ref)).manager === 'AWS') return ref;
  throw new Error('The sandbox has no key that AWS manages.');
}
