import { arnFrom } from '../../../core/arn';
import { KmsError } from '../../../core/errors';
import type { Key, KeyRef } from '../../../core/keys/model';
import { policyScheme, readPolicyPath } from '../../../core/policy/file/address';
import type { ConnectionPort, KeyPort } from '../../../core/ports';
import { Background, type Find } from './background';
import type { Bindings } from './bindings';
import type { LanguageLog } from './log';
import { uriParts } from './uri';

/** The key that a policy file belongs to, as far as it is known at this moment. */
export interface Owner {
  ref: KeyRef;
  key?: Key;
  /** Who would save the policy. */
  callerArn?: string;
}

export interface OwnerPorts {
  keys: Pick<KeyPort, 'describe'>;
  connections: Pick<ConnectionPort, 'get' | 'identity' | 'onDidChange'>;
  /** Whether AWS may be asked because of a document: not in a workspace that is not trusted. */
  mayAsk(): boolean;
  log: LanguageLog;
  now(): number;
}

const retryAfter = 30_000;

/** Knows which key a document belongs to, and finds out about it by the way. */
export class Owners {
  readonly #ports: OwnerPorts;
  readonly #bindings: Bindings;
  /** Keys whose policies were opened from the tree: their ARN is known, also in other accounts. */
  readonly #opened = new Map<string, KeyRef>();
  readonly #owners: Background<Owner>;
  readonly #epochs: { dispose(): void };

  constructor(ports: OwnerPorts, bindings: Bindings) {
    this.#ports = ports;
    this.#bindings = bindings;
    const failed = (_: string, error: unknown): void =>
      ports.log.failure('find out about the key of a policy', error);
    this.#owners = new Background({ retryAfter, now: () => ports.now(), failed });
    this.#epochs = ports.connections.onDidChange(() => this.#owners.clear());
  }

  /** More is known of some key, or less: what depends on it is to be asked again. */
  get onDidChange() {
    return this.#owners.onDidChange;
  }

  /** The owner as known now; the first question starts finding out more. */
  ownerOf(uri: string): Owner | undefined {
    const name = this.#nameOf(uri);
    if (name === undefined) return undefined;
    const owner = this.#ports.mayAsk() ? this.#owners.current(name, this.#find(uri)) : undefined;
    if (owner) return owner;
    const ref = this.#refOf(uri);
    return ref && { ref };
  }

  /** The key of a `kms-policy:` document that is about to be opened. */
  remember(uri: string, ref: KeyRef): void {
    // The same address may be that of another account's key by now.
    if (this.#opened.get(uri)?.arn !== ref.arn) this.#owners.forget(uri);
    this.#opened.set(uri, ref);
  }

  /** Everything about the key that the document belongs to. Throws `KmsError`. */
  async load(uri: string, signal?: AbortSignal): Promise<Owner> {
    const name = this.#nameOf(uri);
    if (name === undefined) throw new KmsError('not-possible', 'The file is not bound to a key.');
    return this.#owners.load(name, this.#find(uri), signal);
  }

  dispose(): void {
    this.#epochs.dispose();
    this.#owners.dispose();
  }

  /** What the owner is known by: files that are bound to one key share it. */
  #nameOf(uri: string): string | undefined {
    if (uriParts(uri).scheme === policyScheme) return uri;
    const ref = this.#bindings.keyOf(uri);
    return ref && `${ref.connection} ${ref.arn}`;
  }

  #refOf(uri: string): KeyRef | undefined {
    return this.#opened.get(uri) ?? this.#bindings.keyOf(uri);
  }

  #find(uri: string): Find<Owner> {
    return async (signal) => {
      const { keys, connections } = this.#ports;
      const ref = this.#refOf(uri) ?? (await this.#addressed(uri, signal));
      const [key, identity] = await Promise.all([
        keys.describe(ref, signal),
        connections.identity(ref.connection, signal),
      ]);
      return { ref, key, callerArn: identity.arn };
    };
  }

  /** The key that a `kms-policy:` address names; its ARN follows from who we are there. */
  async #addressed(uri: string, signal: AbortSignal): Promise<KeyRef> {
    const { path } = uriParts(uri);
    const address = readPolicyPath(path);
    if (!address) throw new KmsError('not-found', `${path} is not the address of a key policy.`);
    const { region, keyId, connection } = address;
    const { connections } = this.#ports;
    const [{ partition }, { accountId }] = await Promise.all([
      connections.get(connection),
      connections.identity(connection, signal),
    ]);
    const resource = `key/${keyId}`;
    const arn = arnFrom({ partition, service: 'kms', region, account: accountId, resource });
    return { ...address, arn: arn.text };
  }
}
