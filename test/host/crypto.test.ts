import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import * as vscode from 'vscode';
import type { Key, NewKey } from '../../src/core/keys/model';
import { readPublicKey } from '../../src/core/keys/publicKey';
import type { ExtensionApi } from '../../src/extensionApi';
import { createKey, extensionApi, until } from './api';

/** Each command on what is selected in the editor, with everything else as it is proposed. */
describe('cryptography by commands', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const make = (spec: NewKey['spec'], usage: NewKey['usage']): Promise<Key> =>
    createKey(api, { spec, usage });

  async function select(text: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument({ content: text });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(
      document.positionAt(0),
      document.positionAt(document.getText().length),
    );
    return document;
  }

  /** Runs a command, and takes what is proposed until it has ended. */
  async function run(command: string, ...args: unknown[]): Promise<void> {
    const done = vscode.commands.executeCommand(command, ...args);
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    done.then(end, end);
    await until(`${command} has ended`, async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return ended;
    });
    await done;
  }

  /** The text of the document that a command has opened. */
  async function opened(than: vscode.TextDocument): Promise<string> {
    await until('another document is open', () => vscode.window.activeTextEditor?.document !== than);
    return vscode.window.activeTextEditor?.document.getText() ?? '';
  }

  const tabs = (): string[] =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  const shown = (title: RegExp): Promise<void> =>
    until(`a tab ${String(title)}`, () => tabs().some((label) => title.test(label)));
  const publicKeyOf = async (key: Key): Promise<KeyObject> =>
    createPublicKey({ key: Buffer.from(await api.keys.publicKey(key)), format: 'der', type: 'spki' });

  it('encrypts the selection in its place, re-encrypts it, and shows what is decrypted', async () => {
    const [key, other] = await Promise.all([
      make('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'),
      make('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'),
    ]);
    const document = await select('Two teapots');
    await run('kms.crypto.encrypt', { ref: key });
    const ciphertext = document.getText();
    assert.match(ciphertext, /^[A-Za-z0-9+/]{100,}=*$/);
    const again = await select(ciphertext);
    await run('kms.crypto.reEncrypt', { ref: other });
    assert.match(again.getText(), /^[A-Za-z0-9+/]{100,}=*$/);
    assert.notEqual(again.getText(), ciphertext);
    await select(again.getText());
    await run('kms.crypto.decrypt', { ref: other });
    await shown(/^Decrypt: /);
  });

  it('makes a message of the AWS Encryption SDK of what KMS does not encrypt itself', async () => {
    const key = await make('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT');
    const document = await select('Two teapots. '.repeat(1_000));
    await run('kms.crypto.encrypt', { ref: key });
    assert.match(document.getText(), /^AgV4/);
    await select(document.getText());
    await run('kms.crypto.decrypt', { ref: key });
    await shown(/^Decrypt: /);
  });

  it('signs the selection', async () => {
    const key = await make('ECC_NIST_P256', 'SIGN_VERIFY');
    const document = await select('Two teapots');
    await run('kms.crypto.sign', { ref: key });
    const signature = Buffer.from(await opened(document), 'base64');
    assert.ok(verify('sha256', Buffer.from('Two teapots'), await publicKeyOf(key), signature));
  });

  it('signs a JSON Web Token', async () => {
    const key = await make('ECC_NIST_P256', 'SIGN_VERIFY');
    const document = await select('{"sub":"teapot"}');
    await run('kms.crypto.signToken', { ref: key });
    const [header = '', claims = '', signature = ''] = (await opened(document)).split('.');
    const options = { key: await publicKeyOf(key), dsaEncoding: 'ieee-p1363' } as const;
    const signed = Buffer.from(`${header}.${claims}`);
    assert.ok(verify('sha256', signed, options, Buffer.from(signature, 'base64url')));
  });

  it('makes a MAC', async () => {
    const key = await make('HMAC_256', 'GENERATE_VERIFY_MAC');
    const document = await select('Two teapots');
    await run('kms.crypto.mac', { ref: key });
    assert.equal(Buffer.from(await opened(document), 'base64').length, 32);
  });

  it('generates data keys and random bytes into views', async () => {
    const key = await make('SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT');
    await run('kms.crypto.dataKey', { ref: key });
    await shown(/^Generate data key: /);
    await run('kms.crypto.dataKeyPair', { ref: key });
    await shown(/^Generate data key pair: /);
    await run('kms.crypto.random');
    await shown(/^Generate random bytes: /);
  });

  it('derives a shared secret with the public key of a peer', async () => {
    const key = await make('ECC_NIST_P256', 'KEY_AGREEMENT');
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await select(publicKey.export({ format: 'pem', type: 'spki' }).toString());
    await run('kms.crypto.sharedSecret', { ref: key });
    await shown(/^Derive shared secret: /);
  });

  it('encapsulates a secret, and decapsulates one of somebody else', async () => {
    const key = await make('ML_KEM_768', 'ENCAPSULATE_DECAPSULATE');
    await run('kms.crypto.encapsulate', { ref: key });
    await shown(/^Encapsulate: /);
    const { kind } = readPublicKey(await api.keys.publicKey(key));
    assert.ok(kind.kind === 'mlKem');
    const { cipherText } = ml_kem768.encapsulate(kind.key);
    await select(Buffer.from(cipherText).toString('base64'));
    await run('kms.crypto.decapsulate', { ref: key });
    await shown(/^Decapsulate: /);
  });
});
