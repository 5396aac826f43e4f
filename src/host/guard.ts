import * as vscode from 'vscode';
import { KmsError } from '../core/errors';
import type { ConnectionPort } from '../core/ports';
import { setting } from './settings';

/** Asks, where that is due, before anything is changed on a connection. */
export interface Guard {
  /**
   * Returns when the change may be made. Throws `KmsError`: `read-only` in read-only mode, `cancelled`
   * where the person said no to a change on a production connection. `change` reads "Disable payments".
   */
  allow(connection: string, change: string, signal?: AbortSignal): Promise<void>;
}

export function createGuard(connections: ConnectionPort): Guard {
  return {
    async allow(id, change) {
      if (setting('readOnly')) throw readOnlyRefusal(id);
      const connection = await connections.get(id);
      if (connection.production) await confirmOnProduction(connection.name, change);
    },
  };
}

/** Says why nothing is changed, and what to do about it. */
export function readOnlyRefusal(connection?: string): KmsError {
  return new KmsError(
    'read-only',
    vscode.l10n.t('Read-only mode is on. Turn off the setting “kms.readOnly” to make changes.'),
    connection === undefined ? {} : { connection },
  );
}

async function confirmOnProduction(name: string, change: string): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} on the production connection {1}?', change, name),
    { modal: true, detail: vscode.l10n.t('The connection matches the setting “kms.productionPattern”.') },
    change,
  );
  if (chosen !== change) throw new KmsError('cancelled', 'Not confirmed');
}
