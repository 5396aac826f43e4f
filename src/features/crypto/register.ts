import * as vscode from 'vscode';
import { Memo } from '../../async/memo';
import { keyRefOf } from '../../core/commands/given';
import type { Doing } from '../../core/crypto/doings';
import type { CryptoDeps } from './deps';

/** Cryptography with keys, on what is selected, in a file, in the clipboard or typed. */
export function registerCrypto(deps: CryptoDeps): vscode.Disposable {
  const { commands } = deps;
  // The flows are loaded when somebody first wants to do something.
  const loaded = new Memo(async () => (await import('./flows')).cryptoFlows(deps));
  const begin = (doing: Doing) => async (target?: unknown, selected?: unknown) => {
    const flows = await loaded.get();
    await flows.start(doing, keyRefOf(target), [target, selected]);
  };
  return vscode.Disposable.from(
    new vscode.Disposable(() => loaded.current?.dispose()),
    commands.command('kms.crypto.encrypt', 'encrypt', begin('encrypt')),
    commands.command('kms.crypto.decrypt', 'decrypt', begin('decrypt')),
    commands.command('kms.crypto.reEncrypt', 're-encrypt', begin('reEncrypt')),
    commands.command('kms.crypto.sign', 'sign', begin('sign')),
    commands.command('kms.crypto.verify', 'verify the signature', begin('verify')),
    commands.command('kms.crypto.mac', 'make the MAC', begin('mac')),
    commands.command('kms.crypto.verifyMac', 'verify the MAC', begin('verifyMac')),
    commands.command('kms.crypto.signToken', 'sign the token', begin('signToken')),
    commands.command('kms.crypto.verifyToken', 'verify the token', begin('verifyToken')),
    commands.command('kms.crypto.dataKey', 'generate a data key', begin('dataKey')),
    commands.command('kms.crypto.dataKeyPair', 'generate a data key pair', begin('dataKeyPair')),
    commands.command('kms.crypto.random', 'generate random bytes', begin('random')),
    commands.command('kms.crypto.sharedSecret', 'derive the shared secret', begin('sharedSecret')),
    commands.command('kms.crypto.encapsulate', 'encapsulate a secret', begin('encapsulate')),
    commands.command('kms.crypto.decapsulate', 'decapsulate the secret', begin('decapsulate')),
    commands.command('kms.crypto.verifyOffline', 'verify the signature', async (target, selected) =>
      (await loaded.get()).startOffline('verify', [target, selected]),
    ),
    commands.command('kms.crypto.encryptOffline', 'encrypt', async (target, selected) =>
      (await loaded.get()).startOffline('encrypt', [target, selected]),
    ),
    commands.command('kms.crypto.encapsulateOffline', 'encapsulate a secret', async (target, selected) =>
      (await loaded.get()).startOffline('encapsulate', [target, selected]),
    ),
    commands.keyCommand('kms.crypto.use', 'use {key}', async (ref) => (await loaded.get()).use(ref)),
  );
}
