import { explain } from '../../core/messages';
import { regionName } from '../../core/partitions';
import type { ConnectionPort, KeyPort, Place, PrincipalPort } from '../../core/ports';
import type { DraftFacts } from '../../core/wizard/problem';
import type { PlaceView, PrincipalsView } from '../../protocol/wizard';

/** What the wizard asks a connection: who we are, which names are taken, whom a policy can name. */
export interface PlaceFacts {
  readonly place: PlaceView | undefined;
  readonly placeFailure: string | undefined;
  readonly principals: PrincipalsView;
  readonly facts: DraftFacts;
  /** Asks everything (again). Resolves when the place is known or has failed; the lists follow. */
  connect(): Promise<void>;
  listPrincipals(): Promise<void>;
  /** Asks again which aliases there are, unless that was done moments ago; `force` in any case. */
  refreshAliases(how?: { force: boolean }): Promise<void>;
  dispose(): void;
}

export interface PlaceFactsPorts {
  keys: KeyPort;
  principals: PrincipalPort;
  connections: ConnectionPort;
  now(): number;
}

/** Younger lists of aliases are not asked for again. */
const aliasesStayFresh = 10_000;

export function placeFacts(at: Place, ports: PlaceFactsPorts, changed: () => void): PlaceFacts {
  let controller = new AbortController();
  let place: PlaceView | undefined;
  let placeFailure: string | undefined;
  let principals: PrincipalsView = { items: [], loading: true };
  let aliases: ReadonlySet<string> | undefined;
  let aliasesAsked = Number.NEGATIVE_INFINITY;

  /** Runs the work; what ends after a new start, or after the end of everything, is dropped. */
  async function current(work: (signal: AbortSignal) => Promise<() => void>): Promise<void> {
    const { signal } = controller;
    const apply = await work(signal);
    if (signal.aborted) return;
    apply();
    changed();
  }

  const listPrincipals = () =>
    current(async (signal) => {
      principals = { items: principals.items, loading: true };
      changed();
      const next = await principalsOf(at.connection, ports.principals, signal);
      return () => (principals = next);
    });

  const refreshAliases = async (how?: { force: boolean }) => {
    if (how?.force !== true && ports.now() - aliasesAsked < aliasesStayFresh) return;
    aliasesAsked = ports.now();
    await current(async (signal) => {
      const next = await aliasesOf(at, ports.keys, signal);
      return () => (aliases = next);
    });
  };

  return {
    get place() {
      return place;
    },
    get placeFailure() {
      return placeFailure;
    },
    get principals() {
      return principals;
    },
    get facts() {
      const complete = !principals.loading && principals.failure === undefined;
      return {
        ...(aliases && { aliases }),
        ...(complete && { principals: new Set(principals.items.map(({ arn }) => arn)) }),
      };
    },
    async connect() {
      controller.abort();
      controller = new AbortController();
      aliasesAsked = Number.NEGATIVE_INFINITY;
      await current(async (signal) => {
        const next = await placeOf(at, ports.connections, signal);
        return () => {
          place = typeof next === 'string' ? undefined : next;
          placeFailure = typeof next === 'string' ? next : undefined;
        };
      });
      if (place) void Promise.all([listPrincipals(), refreshAliases()]);
    },
    listPrincipals,
    refreshAliases,
    dispose: () => controller.abort(),
  };
}

/** The place with its account, or in words why it cannot be had. */
async function placeOf(
  at: Place,
  connections: ConnectionPort,
  signal: AbortSignal,
): Promise<PlaceView | string> {
  try {
    const connection = await connections.get(at.connection);
    const identity = await connections.identity(at.connection, signal);
    const name = regionName(at.region);
    return {
      ...at,
      accountId: identity.accountId,
      callerArn: identity.arn,
      partition: connection.partition,
      connectionName: connection.name,
      production: connection.production,
      ...(connection.endpointLabel !== undefined && { endpointLabel: connection.endpointLabel }),
      ...(name !== undefined && { regionName: name }),
    };
  } catch (error) {
    return explain(error, 'connect')?.text ?? '';
  }
}

async function principalsOf(
  connection: string,
  port: PrincipalPort,
  signal: AbortSignal,
): Promise<PrincipalsView> {
  const items: PrincipalsView['items'] = [];
  try {
    for await (const page of port.list(connection, signal)) items.push(...page.items);
    return { items, loading: false };
  } catch (error) {
    return { items, loading: false, failure: explain(error, 'list users and roles')?.text ?? '' };
  }
}

/** The names that are taken; undefined where they cannot be listed: KMS then tells when the alias is made. */
async function aliasesOf(
  at: Place,
  keys: KeyPort,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const names = new Set<string>();
  try {
    for await (const page of keys.listAliases(at, signal)) page.items.forEach(({ name }) => names.add(name));
    return names;
  } catch {
    // Not knowing is no failure of the wizard's: the live check is off, and CreateAlias has the last word.
    return undefined;
  }
}
