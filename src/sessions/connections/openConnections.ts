import { Emitter } from '../../async/emitter';
import { KmsError } from '../../core/errors';
import type { OpenConnection } from '../../core/keys/nodes';
import { partitionNamed } from '../../core/partitions';
import type { Connection, ConnectionPort, Identity, Place } from '../../core/ports';
import { ownValue } from '../../core/ownValue';
import type { Store } from '../store';

const openKey = 'connections.open';
const activeKey = 'connections.active';
const regionsKey = 'connections.regions';

/** Regions in which the sandbox's first account has keys. */
const sandboxRegions = ['us-east-1', 'eu-west-1'];

interface Known {
  connection: Connection;
  identity?: Identity;
  problem?: KmsError;
}

/** Which connections are open, which one is active, and which of their regions are shown. Survives sessions. */
export class OpenConnections {
  readonly #known = new Map<string, Known>();
  #identifying: Promise<unknown> = Promise.resolve();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;

  readonly #port: ConnectionPort;
  readonly #store: Store;

  constructor(port: ConnectionPort, store: Store) {
    this.#port = port;
    this.#store = store;
  }

  /** Ids in the order in which they were opened; the sandbox on first run. */
  get ids(): string[] {
    const stored = this.#store.get(openKey);
    return stored === undefined ? ['sandbox'] : texts(stored);
  }

  /** The connection that commands use when none is named. */
  get active(): string | undefined {
    const stored = this.#store.get(activeKey);
    const { ids } = this;
    return typeof stored === 'string' && ids.includes(stored) ? stored : ids[0];
  }

  /** The open connections as far as they are known; those of profiles that are gone are left out. */
  list(): OpenConnection[] {
    return this.ids.flatMap((id) => {
      const known = this.#known.get(id);
      return known ? [{ ...known, regions: this.#regionsOf(known.connection) }] : [];
    });
  }

  /** Every shown Region of every open connection, the active place first. */
  get places(): Place[] {
    const all = this.list().flatMap(({ connection, regions }) =>
      regions.map((region) => ({ connection: connection.id, region })),
    );
    const { activePlace: first } = this;
    const isFirst = (place: Place): boolean =>
      place.connection === first?.connection && place.region === first.region;
    return [...all.filter(isFirst), ...all.filter((place) => !isFirst(place))];
  }

  /** The active connection's first region. */
  get activePlace(): Place | undefined {
    const known = this.list().find(({ connection }) => connection.id === this.active);
    const region = known?.regions[0];
    return known && region ? { connection: known.connection.id, region } : undefined;
  }

  /**
   * Reads again what the open connections are, and asks who we are there. Resolves when they are known: a profile whose
   * sign-in hangs holds nobody up. Never rejects: a problem is part of it.
   */
  async refresh(): Promise<void> {
    const found = await Promise.all(this.ids.map((id) => this.#find(id)));
    this.#known.clear();
    for (const connection of found) if (connection) this.#known.set(connection.id, { connection });
    this.#tell();
    this.#identifying = Promise.all([...this.#known.values()].map((known) => this.#identify(known)));
  }

  /** Resolves when every open connection has said who we are there, or why it cannot. */
  async identified(): Promise<void> {
    const asked = this.#identifying;
    await asked;
    if (asked !== this.#identifying) await this.identified();
  }

  async open(id: string): Promise<void> {
    await this.#store.update(openKey, [...new Set([...this.ids, id])]);
    await this.#store.update(activeKey, id);
    await this.refresh();
  }

  async close(id: string): Promise<void> {
    await this.#store.update(
      openKey,
      this.ids.filter((open) => open !== id),
    );
    this.#known.delete(id);
    this.#tell();
  }

  /** Takes a closing back: the connection is open again at its place among the others. */
  async reopen(id: string, at: number, active: boolean): Promise<void> {
    const others = this.ids.filter((open) => open !== id);
    await this.#store.update(openKey, others.toSpliced(Math.max(0, at), 0, id));
    if (active) await this.#store.update(activeKey, id);
    await this.refresh();
  }

  async activate(id: string): Promise<void> {
    await this.#store.update(activeKey, id);
    this.#tell();
  }

  async setRegions(id: string, regions: readonly string[]): Promise<void> {
    const stored = this.#store.get(regionsKey);
    const all = typeof stored === 'object' && stored !== null ? stored : {};
    await this.#store.update(regionsKey, { ...all, [id]: regions });
    this.#tell();
  }

  /** Makes sure that a place can be seen in the tree. */
  async show(place: Place): Promise<void> {
    if (!this.ids.includes(place.connection)) await this.open(place.connection);
    const open = this.list().find(({ connection }) => connection.id === place.connection);
    if (open && !open.regions.includes(place.region)) {
      await this.setRegions(place.connection, [...open.regions, place.region]);
    }
  }

  /** Undefined where its profile is gone. One that cannot be read is there, and says why it is of no use. */
  async #find(id: string): Promise<Connection | undefined> {
    try {
      return await this.#port.get(id);
    } catch (error) {
      if (error instanceof KmsError && error.reason === 'credentials-missing') return undefined;
      throw error;
    }
  }

  #regionsOf(connection: Connection): string[] {
    const stored = this.#store.get(regionsKey);
    const chosen =
      typeof stored === 'object' && stored !== null
        ? texts(ownValue(stored as Record<string, unknown>, connection.id))
        : [];
    if (chosen.length > 0) return chosen;
    if (connection.kind === 'sandbox') return sandboxRegions;
    return [connection.defaultRegion || partitionNamed(connection.partition).defaultRegion];
  }

  async #identify(known: Known): Promise<void> {
    const { epoch } = this.#port;
    try {
      known.identity = await this.#port.identity(known.connection.id);
      delete known.problem;
    } catch (error) {
      known.problem =
        error instanceof KmsError ? error : new KmsError('unknown', String(error), { cause: error });
    }
    if (epoch === this.#port.epoch) this.#tell();
  }

  #tell(): void {
    this.#changed.fire();
  }
}

/** What was stored by another version, or damaged, counts as nothing. */
function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
