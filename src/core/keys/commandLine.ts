import type { Connection } from '../ports';
import type { KeyRef } from './model';

/** Operations that are worth copying for one key, with the words for the list. */
export const cliOperations = [
  { operation: 'describe-key', title: 'Describe the key' },
  { operation: 'get-key-policy', title: 'Get the key policy', rest: '--policy-name default --output text' },
  { operation: 'list-resource-tags', title: 'List its tags' },
  { operation: 'list-grants', title: 'List its grants' },
  { operation: 'get-key-rotation-status', title: 'Get its rotation status' },
  { operation: 'enable-key', title: 'Enable it' },
  { operation: 'disable-key', title: 'Disable it' },
  {
    operation: 'schedule-key-deletion',
    title: 'Schedule its deletion',
    rest: '--pending-window-in-days 30',
  },
  { operation: 'cancel-key-deletion', title: 'Cancel its deletion' },
  {
    operation: 'encrypt',
    title: 'Encrypt a file with it',
    rest: '--plaintext fileb://plaintext --output text --query CiphertextBlob',
  },
] as const satisfies readonly { operation: string; title: string; rest?: string }[];

/** `aws kms describe-key --key-id …`, with profile, region and endpoint where the connection needs them. */
export function cliCommand(
  { operation, ...more }: { operation: string; rest?: string },
  ref: KeyRef,
  connection: Connection,
  endpoint?: string,
): string {
  return [
    `aws kms ${operation}`,
    `--key-id ${ref.arn}`,
    more.rest,
    connection.kind === 'profile' ? `--profile ${quoted(connection.name)}` : undefined,
    `--region ${ref.region}`,
    endpoint ? `--endpoint-url ${endpoint}` : undefined,
  ]
    .filter(Boolean)
    .join(' ');
}

function quoted(text: string): string {
  return /^[\w.@+-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
