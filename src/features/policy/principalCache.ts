import * as vscode from 'vscode';
import type { Principal } from '../../core/keys/model';
import type { ConnectionPort, PrincipalPort } from '../../core/ports';
import type { Log } from '../../host/log';

/** What is known of a connection's users and roles at this moment. */
export interface KnownPrincipals {
  principals: readonly Principal[];
  /** All of them are there. */
  complete: boolean;
}

/** More would make neither a list nor a check better, and costs memory. */
const most = 5_000;
/** After a refusal (iam:ListRoles is often denied) it is asked again only after this long. */
const retryAfter = 5 * 60_000;

interface Entry extends KnownPrincipals {
  retryAt: number;
}

/** The users and roles of connections, listed in the background: whoever asks never waits. */
export class PrincipalCache implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A list is complete now. */
  readonly onDidChange = this.changed.event;
  private readonly epochs: { dispose(): void };
  private abort = new AbortController();

  constructor(
    private readonly port: PrincipalPort,
    private readonly connections: ConnectionPort,
    private readonly log: Log,
  ) {
    this.epochs = connections.onDidChange(() => this.clear());
  }

  /** What is there now; the first question starts the listing. */
  of(connection: string): KnownPrincipals {
    const entry = this.entries.get(connection);
    if (entry && (entry.complete || Date.now() < entry.retryAt)) return entry;
    const started: Entry = { principals: [], complete: false, retryAt: Date.now() + retryAfter };
    this.entries.set(connection, started);
    void this.load(connection, started);
    return started;
  }

  dispose(): void {
    this.epochs.dispose();
    this.abort.abort();
    this.changed.dispose();
  }

  private clear(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.entries.clear();
  }

  private async load(connection: string, entry: Entry): Promise<void> {
    const { signal } = this.abort;
    const principals: Principal[] = [];
    entry.principals = principals;
    try {
      for await (const page of this.port.list(connection, signal)) {
        principals.push(...page.items);
        if (principals.length >= most) return;
      }
    } catch (error) {
      // Completion goes on without: the file's own accounts are offered. The log has the reason.
      if (!signal.aborted)
        this.log.debug(`Users and roles of ${connection} are not listed: ${String(error)}`);
      return;
    }
    if (signal.aborted) return;
    entry.complete = true;
    this.changed.fire();
  }
}
