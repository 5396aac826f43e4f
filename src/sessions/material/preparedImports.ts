import { isRecord } from '../../core/json';
import { ownValue } from '../../core/ownValue';
import type { Wrapping } from '../../core/kms/wrapping';
import type { Store } from '../store';

const storeKey = 'kms.material.prepared';

/** Wrapping key and token that were saved for a key, to wrap its material elsewhere. */
export interface PreparedImport {
  /** Where they were saved, a path. */
  folder: string;
  wrapping: Wrapping;
  /** Until when both can be used. */
  validTo: number;
}

/** Remembers, over closed windows, for which keys material is being wrapped elsewhere. Neither key nor token are kept here. */
export class PreparedImports {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** By the ARN of the key; undefined once the token has expired. */
  of(arn: string, now: number): PreparedImport | undefined {
    const prepared = ownValue(this.#all(), arn);
    return isPrepared(prepared) && prepared.validTo > now ? prepared : undefined;
  }

  async remember(arn: string, prepared: PreparedImport): Promise<void> {
    await this.#store.update(storeKey, { ...this.#all(), [arn]: prepared });
  }

  async forget(arn: string): Promise<void> {
    const { [arn]: gone, ...others } = this.#all();
    if (gone !== undefined) await this.#store.update(storeKey, others);
  }

  #all(): Record<string, unknown> {
    const all = this.#store.get(storeKey);
    return isRecord(all) ? all : {};
  }
}

function isPrepared(value: unknown): value is PreparedImport {
  return (
    isRecord(value) &&
    typeof value['folder'] === 'string' &&
    typeof value['validTo'] === 'number' &&
    isRecord(value['wrapping']) &&
    typeof value['wrapping']['algorithm'] === 'string' &&
    typeof value['wrapping']['wrappingKeySpec'] === 'string'
  );
}
