import { Emitter } from '../../../async/emitter';
import { isKeyRef } from '../../../core/keys/keyRef';
import type { KeyRef } from '../../../core/keys/model';
import { ownValue } from '../../../core/ownValue';
import type { Store } from '../../store';

const bindingsKey = 'kms.policy.bindings';
const treatedKey = 'kms.policy.treated';

/** What is remembered of policy files, by their URIs: the key that each belongs to, and which are policies at all. */
export class Bindings {
  readonly #store: Store;
  readonly #changed = new Emitter<string>();
  /** The URI of a file of which something else is remembered now. */
  readonly onDidChange = this.#changed.event;

  constructor(store: Store) {
    this.#store = store;
  }

  keyOf(uri: string): KeyRef | undefined {
    const stored = ownValue(this.#table(), uri);
    return isKeyRef(stored) ? stored : undefined;
  }

  async bind(uri: string, { connection, region, keyId, arn }: KeyRef): Promise<void> {
    await this.#store.update(bindingsKey, { ...this.#table(), [uri]: { connection, region, keyId, arn } });
    this.#changed.fire(uri);
  }

  async unbind(uri: string): Promise<void> {
    const { [uri]: _gone, ...rest } = this.#table();
    await this.#store.update(bindingsKey, rest);
    this.#changed.fire(uri);
  }

  /** Whether somebody said that this file is a key policy. */
  isTreated(uri: string): boolean {
    return this.#treated().includes(uri);
  }

  async treat(uri: string, asPolicy: boolean): Promise<void> {
    const others = this.#treated().filter((name) => name !== uri);
    await this.#store.update(treatedKey, asPolicy ? [...others, uri] : others);
    this.#changed.fire(uri);
  }

  /** A file has another name now: what is remembered of it goes along. */
  async rename(from: string, to: string): Promise<void> {
    const ref = this.keyOf(from);
    if (ref) {
      await this.unbind(from);
      await this.bind(to, ref);
    }
    if (this.isTreated(from)) {
      await this.treat(from, false);
      await this.treat(to, true);
    }
  }

  /** An untitled document is gone: the next one of its name is another. */
  async forget(uri: string): Promise<void> {
    if (this.keyOf(uri)) await this.unbind(uri);
    if (this.isTreated(uri)) await this.treat(uri, false);
  }

  /** What another version stored, or what is damaged, counts as nothing. */
  #table(): Record<string, unknown> {
    const stored = this.#store.get(bindingsKey);
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  }

  #treated(): string[] {
    const stored = this.#store.get(treatedKey);
    return Array.isArray(stored) ? stored.filter((item): item is string => typeof item === 'string') : [];
  }
}
