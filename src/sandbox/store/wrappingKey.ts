import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { KeyMaterial, KeyRecord } from '../../generated/sandbox-state';
import { secretOf } from '../crypto/generate';
import type { Vault } from '../vault';
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

const SEAL_CONTEXT = 'state';

/** A text that opens with this key alone. */
export function sealOf(key: Buffer): string {
  return vaultWith(key).seal(Buffer.alloc(0), SEAL_CONTEXT);
}

/** Is it the key of a seal? */
export function opens(key: Buffer, seal: string): boolean {
  try {
    return vaultWith(key).open(seal, SEAL_CONTEXT).length === 0;
  } catch {
    return false; // Sealed with another key.
  }
}

/** So many sealed secrets are tried: a single one that is damaged does not condemn the others. */
const TRIES = 10;
/** So many keys are looked through for them: those that wait for their material have none. */
const MOST_KEYS = 1000;

/** Did this key seal the key material of a state? For states without a seal. */
export function fits(key: Buffer, keys: Iterable<KeyRecord>): boolean {
  const vault = vaultWith(key);
  let [seen, tried] = [0, 0];
  for (const { keyId, materials } of keys) {
    for (const material of materials) {
      if (material.secret === undefined) continue;
      if (isOpenedBy(vault, keyId, material)) return true;
      tried++;
    }
    if (++seen === MOST_KEYS || tried >= TRIES) break;
  }
  return tried === 0;
}

function isOpenedBy(vault: Vault, keyId: string, material: KeyMaterial): boolean {
  try {
    return secretOf(vault, keyId, material) !== undefined;
  } catch {
    return false; // Sealed with another key.
  }
}
