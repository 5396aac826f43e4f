import { KmsError } from '../core/errors';
import type { ConnectionPort } from '../core/ports';

/** Asks, where that is due, before anything is changed on a connection. */
export interface Guard {
  /**
   * Returns when the change may be made. Throws `KmsError`: `read-only` in read-only mode, `cancelled`
   * where the person said no to a change on a production connection. `change` reads "Disable payments".
   */
  allow(connection: string, change: string, signal?: AbortSignal): Promise<void>;
}

export interface GuardOptions {
  connections: Pick<ConnectionPort, 'get'>;
  isReadOnly(): boolean;
  /** Why nothing is changed in read-only mode. */
  readOnlyWords: string;
  /** Whether the person wants the change on the production connection of this name. */
  confirm(change: string, connection: string): Promise<boolean>;
}

/** A guard that looks at the settings and at the connection each time. */
export function createGuard(options: GuardOptions): Guard {
  return {
    async allow(id, change) {
      if (options.isReadOnly()) throw new KmsError('read-only', options.readOnlyWords, { connection: id });
      const connection = await options.connections.get(id);
      if (!connection.production || (await options.confirm(change, connection.name))) return;
      throw new KmsError('cancelled', 'Not confirmed');
    },
  };
}
