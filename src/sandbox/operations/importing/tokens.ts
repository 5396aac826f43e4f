import { AwsError } from '../../errors';
import type { WrappingAlgorithm } from '../../../core/kms/wrapping';
import type { Vault } from '../../vault';

/** What an import token carries from GetParametersForImport to ImportKeyMaterial; the store keeps nothing of it. */
export interface ImportParameters {
  algorithm: WrappingAlgorithm;
  validTo: number;
  /** PKCS #8. */
  privateKey: Uint8Array;
}

/** The parameters, sealed for one key: opaque to the caller, and of no use with another key. */
export function sealImportToken(vault: Vault, keyArn: string, parameters: ImportParameters): Buffer {
  const { algorithm, validTo, privateKey } = parameters;
  const text = JSON.stringify([algorithm, validTo, Buffer.from(privateKey).toString('base64')]);
  return Buffer.from(vault.seal(Buffer.from(text), contextOf(keyArn)), 'base64');
}

/** Throws InvalidImportTokenException for what is no token of this key. */
export function openImportToken(vault: Vault, keyArn: string, token: Buffer): ImportParameters {
  const [algorithm, validTo, privateKey] = JSON.parse(unsealed(vault, keyArn, token)) as [
    WrappingAlgorithm,
    number,
    string,
  ];
  return { algorithm, validTo, privateKey: Buffer.from(privateKey, 'base64') };
}

function unsealed(vault: Vault, keyArn: string, token: Buffer): string {
  try {
    return vault.open(token.toString('base64'), contextOf(keyArn)).toString();
  } catch {
    // The vault throws for everything that it has not sealed for this key.
    throw new AwsError('InvalidImportTokenException');
  }
}

function contextOf(keyArn: string): string {
  return `import token for ${keyArn}`;
}
