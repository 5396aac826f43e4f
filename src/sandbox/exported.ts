import type { KeyMaterial, KeyRecord, SandboxState } from '../generated/sandbox-state';
import { sealMaterial, secretOf } from './crypto/generate';
import type { Vault } from './vault';
import { currentState } from './store/migrations';
import { vaultWith } from './vault';

/** All of a sandbox as a file, to be imported elsewhere. Whoever has it has the key material. */
export interface Exported {
  format: 'kms-workbench-sandbox';
  /** In base64. */
  wrappingKey: string;
  state: SandboxState;
}

/** The state of an exported sandbox, sealed again. Throws TypeError where the content is none, or damaged. */
export function importedState(content: unknown, vault: Vault): SandboxState {
  const exported = content as Partial<Exported> | null;
  if (exported?.format !== 'kms-workbench-sandbox' || typeof exported.wrappingKey !== 'string')
    throw new TypeError('This is not an exported sandbox.');
  const state = readable(exported.state);
  const key = Buffer.from(exported.wrappingKey, 'base64');
  if (key.length !== 32) throw damaged('its wrapping key has the wrong length');
  const theirs = vaultWith(key);
  return { ...state, keys: state.keys.map((record) => resealed(record, theirs, vault)) };
}

function readable(content: unknown): SandboxState {
  try {
    return currentState(content);
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error));
  }
}

function resealed(key: KeyRecord, theirs: Vault, ours: Vault): KeyRecord {
  return {
    ...key,
    materials: key.materials.map((material) => resealedMaterial(key, material, theirs, ours)),
  };
}

function resealedMaterial(key: KeyRecord, material: KeyMaterial, theirs: Vault, ours: Vault): KeyMaterial {
  const secret = opened(key, material, theirs);
  if (secret === undefined) return material;
  const sealed = sealMaterial(ours, key.keyId, material.created, { secret });
  if (sealed.id !== material.id || sealed.secret === undefined)
    throw damaged(`${key.arn} has foreign material`);
  return { ...material, secret: sealed.secret };
}

function opened(key: KeyRecord, material: KeyMaterial, vault: Vault): Buffer | undefined {
  try {
    return secretOf(vault, key.keyId, material);
  } catch {
    throw damaged(`material of ${key.arn} cannot be opened with its wrapping key`);
  }
}

function damaged(text: string): TypeError {
  return new TypeError(`The exported sandbox is damaged: ${text}`);
}
