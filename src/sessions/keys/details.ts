import { KmsError } from '../../core/errors';
import { grantFact, moreGrantsFact, replicaFacts, rotationFacts, tagFact } from '../../core/keys/factNodes';
import type { KeyDirectory } from './directory';
import type { KeyRef } from '../../core/keys/model';
import { detailId, type DetailKind, type DetailState, type Fact } from '../../core/keys/nodes';
import type { Clock, GrantPort, KeyPort } from '../../core/ports';

export interface DetailsPorts {
  keys: KeyPort;
  grants: GrantPort;
  directory: KeyDirectory;
  clock: Clock;
}

/** What has been read of single keys: tags, grants, rotations, replicas. Read when a row is opened. */
export class Details {
  readonly #keys: KeyPort;
  readonly #grants: GrantPort;
  readonly #directory: KeyDirectory;
  readonly #clock: Clock;
  readonly #states = new Map<string, DetailState>();

  constructor({ keys, grants, directory, clock }: DetailsPorts) {
    this.#keys = keys;
    this.#grants = grants;
    this.#directory = directory;
    this.#clock = clock;
  }

  get(ref: KeyRef, kind: DetailKind): DetailState | undefined {
    return this.#states.get(detailId(ref, kind));
  }

  /** Reads it if that was not done yet. Never rejects: a failure is a state. */
  async load(ref: KeyRef, kind: DetailKind): Promise<void> {
    const id = detailId(ref, kind);
    if (this.#states.has(id)) return;
    this.#states.set(id, 'loading');
    const state = await this.#read(ref, kind).then(
      (read): DetailState => (Array.isArray(read) ? { facts: read } : read),
      (error: unknown): DetailState =>
        error instanceof KmsError ? error : new KmsError('unknown', String(error), { cause: error }),
    );
    if (this.#states.get(id) === 'loading') this.#states.set(id, state);
  }

  /** Forgets what was read of a key, after an action on it. */
  forget(ref: KeyRef): void {
    for (const kind of ['tags', 'rotation', 'grants', 'replicas'] as const) {
      this.#states.delete(detailId(ref, kind));
    }
  }

  clear(): void {
    this.#states.clear();
  }

  async #read(ref: KeyRef, kind: DetailKind): Promise<Fact[] | { facts: Fact[]; isPart: true }> {
    switch (kind) {
      case 'tags':
        return (await this.#keys.listTags(ref)).map(tagFact);
      case 'grants':
        return this.#readGrants(ref);
      case 'rotation': {
        const [status, rotations] = await Promise.all([
          this.#keys.rotationStatus(ref),
          this.#keys.listRotations(ref),
        ]);
        return rotationFacts(status, rotations, this.#clock(ref.connection));
      }
      case 'replicas':
        return replicaFacts(await this.#directory.key(ref));
      default:
        return [];
    }
  }

  /** The first page: a key can have 50,000, and the page of the key lists them all. */
  async #readGrants(ref: KeyRef): Promise<Fact[] | { facts: Fact[]; isPart: true }> {
    for await (const { items, last } of this.#grants.pages(ref)) {
      const facts = items.map(grantFact);
      return last ? facts : { facts: [...facts, moreGrantsFact], isPart: true };
    }
    return [];
  }
}
