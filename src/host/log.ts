import * as vscode from 'vscode';
import { KmsError } from '../core/errors';
import { redact } from '../core/redact';

/** The "KMS Workbench" log channel. Everything that goes in is redacted. */
export interface Log {
  dispose(): void;
  info(message: string): void;
  warn(message: string): void;
  /** A failure with its code, request id and cause. `doing` completes "Could not …". */
  failure(doing: string, error: unknown): void;
  debug(message: string): void;
  show(): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('KMS Workbench', { log: true });
  return {
    info: (message) => channel.info(redact(message)),
    warn: (message) => channel.warn(redact(message)),
    debug: (message) => channel.debug(redact(message)),
    failure: (doing, error) => channel.error(redact(`Could not ${doing}: ${describe(error)}`)),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}

function describe(error: unknown): string {
  if (error instanceof KmsError) {
    const { operation, code, requestId, region, connection, key } = error.details;
    const where = { operation, code, requestId, region, connection, key: key?.arn ?? key?.keyId };
    const known = Object.entries(where).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${value}`],
    );
    const stack = error.details.cause instanceof Error ? `\n${error.details.cause.stack ?? ''}` : '';
    return `${error.reason}: ${error.message} [${known.join(' ')}]${stack}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
