import type { Connection } from '../ports';
import { shellWord } from '../shell';
import { verdictOn, type KeyAction } from './allowed';
import { hasRotationStatus } from './kinds';
import type { Key, KeyRef } from './model';

/** Operations that are worth copying for one key, with the words for the list. */
const cliOperations: readonly CliOperation[] = [
  { operation: 'describe-key', title: 'Describe the key' },
  { operation: 'get-key-policy', title: 'Get the key policy', rest: '--policy-name default --output text' },
  { operation: 'list-resource-tags', title: 'List its tags' },
  { operation: 'list-grants', title: 'List its grants' },
  { operation: 'get-key-rotation-status', title: 'Get its rotation status', suits: hasRotationStatus },
  { operation: 'enable-key', title: 'Enable it', suits: can('enable') },
  { operation: 'disable-key', title: 'Disable it', suits: can('disable') },
  {
    operation: 'schedule-key-deletion',
    title: 'Schedule its deletion',
    rest: '--pending-window-in-days 30',
    suits: can('scheduleDeletion'),
  },
  { operation: 'cancel-key-deletion', title: 'Cancel its deletion', suits: can('cancelDeletion') },
  {
    operation: 'encrypt',
    title: 'Encrypt a file with it',
    rest: '--plaintext fileb://plaintext --output text --query CiphertextBlob',
    suits: (key) => key.usage === 'ENCRYPT_DECRYPT' && key.state === 'Enabled',
  },
];

interface CliOperation {
  operation: string;
  title: string;
  rest?: string;
  /** Whether KMS takes it for the key; any key without. */
  suits?: (key: Key) => boolean;
}

/** The operations that KMS takes for the key; all of them while it is not known. */
export function cliOperationsFor(key: Key | undefined): CliOperation[] {
  return cliOperations.filter(({ suits }) => key === undefined || suits === undefined || suits(key));
}

function can(action: KeyAction): (key: Key) => boolean {
  return (key) => verdictOn(action, key).allowed;
}

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
    connection.kind === 'profile' ? `--profile ${shellWord(connection.name)}` : undefined,
    `--region ${ref.region}`,
    endpoint ? `--endpoint-url ${endpoint}` : undefined,
  ]
    .filter(Boolean)
    .join(' ');
}
