import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { SandboxState } from '../../generated/sandbox-state';
import { secretOf } from '../crypto/generate';
import { vaultWith } from '../vault';

const KEY_BYTES = 32;
const OTHERS = 0o077;

/** The key of a file that only its owner can read; undefined where there is none. Throws for what is no key. */
export function readWrappingKey(file: string): Buffer | undefined {
  if (!existsSync(file)) return undefined;
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new TypeError(`${file} does not hold a key of ${KEY_BYTES} bytes.`);
  return key;
}

/** Makes a key, and its file, durably. */
export function createWrappingKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return key;
}

/** Takes away what others may do with the file. True if they could. */
export function tighten(file: string): boolean {
  if (process.platform === 'win32' || (statSync(file).mode & OTHERS) === 0) return false;
  chmodSync(file, 0o600);
  return true;
}

/** So many sealed secrets are tried: a single one that is damaged does not condemn the others. */
const TRIES = 10;

/** Did this key seal the key material of a state? */
export function fits(key: Buffer, { keys }: SandboxState): boolean {
  const vault = vaultWith(key);
  const sealed = keys
    .flatMap(({ keyId, materials }) => materials.map((material) => ({ keyId, material })))
    .filter(({ material }) => material.secret !== undefined)
    .slice(0, TRIES);
  return (
    sealed.length === 0 ||
    sealed.some(({ keyId, material }) => {
      try {
        return secretOf(vault, keyId, material) !== undefined;
      } catch {
        return false; // Sealed with another key.
      }
    })
  );
}
