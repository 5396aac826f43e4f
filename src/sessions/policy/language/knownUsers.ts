import type { Principal } from '../../../core/keys/model';
import type { ConnectionPort, PrincipalPort } from '../../../core/ports';
import { Background, type Find } from './background';
import type { LanguageLog } from './log';

/** What is known of a connection's users and roles at this moment. */
export interface KnownPrincipals {
  principals: readonly Principal[];
  /** All of them are there. */
  complete: boolean;
}

export interface PrincipalPorts {
  principals: Pick<PrincipalPort, 'list'>;
  connections: Pick<ConnectionPort, 'onDidChange'>;
  log: LanguageLog;
  now(): number;
}

/** More would make neither a list nor a check better, and costs memory. */
const most = 5_000;
/** After a refusal (iam:ListRoles is often denied) it is asked again only after this long. */
const retryAfter = 5 * 60_000;
const none: KnownPrincipals = { principals: [], complete: false };

/** The users and roles of connections, listed by the way: whoever asks never waits. */
export class KnownUsers {
  readonly #port: PrincipalPorts['principals'];
  readonly #lists: Background<KnownPrincipals>;
  readonly #epochs: { dispose(): void };

  constructor(ports: PrincipalPorts) {
    const { connections, log } = ports;
    this.#port = ports.principals;
    // Completion goes on without: the file's own accounts are offered. The log has the reason.
    const failed = (connection: string, error: unknown): void =>
      log.debug(`Users and roles of ${connection} are not listed: ${String(error)}`);
    this.#lists = new Background({ retryAfter, now: () => ports.now(), failed });
    this.#epochs = connections.onDidChange(() => this.#lists.clear());
  }

  /** A list is complete now, or does not hold any more. */
  get onDidChange() {
    return this.#lists.onDidChange;
  }

  /** What is there now; the first question starts the listing. */
  of(connection: string): KnownPrincipals {
    return this.#lists.current(connection, this.#listing(connection)) ?? none;
  }

  dispose(): void {
    this.#epochs.dispose();
    this.#lists.dispose();
  }

  #listing(connection: string): Find<KnownPrincipals> {
    return async (signal, soFar) => {
      const principals: Principal[] = [];
      for await (const page of this.#port.list(connection, signal)) {
        principals.push(...page.items);
        if (principals.length >= most) return { principals, complete: false };
        soFar({ principals: [...principals], complete: false });
      }
      return { principals, complete: true };
    };
  }
}
