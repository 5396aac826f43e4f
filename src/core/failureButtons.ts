import type { CommandId } from './commands/table';
import { KmsError } from './errors';
import type { KeyRef } from './keys/model';
import type { NextStep } from './messages';

/** A button on the notice of a failure, without the editor. */
export type FailureButton = { title: string } & (
  | { does: 'retry' | 'show-log' }
  | { does: 'run'; command: CommandId | 'workbench.trust.manage'; args: readonly unknown[] }
);

/** A notice with more buttons than these wraps them. */
const mostSteps = 2;

/** The buttons of a failure: the first next steps that can be taken here, then the log. */
export function failureButtons(
  steps: readonly NextStep[],
  error: unknown,
  canRetry: boolean,
): FailureButton[] {
  const possible = steps.flatMap((step) =>
    step === 'retry'
      ? canRetry
        ? [{ title: 'Retry', does: 'retry' as const }]
        : []
      : (commandButtons[step](error instanceof KmsError ? error : undefined) ?? []),
  );
  return [...possible.slice(0, mostSteps), { title: 'Show log', does: 'show-log' }];
}

type CommandButton = (error: KmsError | undefined) => FailureButton | undefined;

const commandButtons: Readonly<Record<Exclude<NextStep, 'retry'>, CommandButton>> = {
  'sign-in': (error) => run('Sign in', 'kms.connection.signIn', error?.details.connection),
  'switch-connection': () => run('Switch connection', 'kms.connection.switch'),
  'open-profiles': () => run('Open profiles', 'kms.connection.editProfiles'),
  // The server's words name what was refused; the page finds the missing statement in them.
  'explain-access': (error) =>
    onKey(error, (key) => run('Why?', 'kms.access.explainError', error?.message, key)),
  'act-as': () => run('Act as…', 'kms.sandbox.actAs'),
  refresh: () => run('Refresh', 'kms.refresh'),
  enable: (error) => onKey(error, (key) => run('Enable', 'kms.key.enable', key)),
  'cancel-deletion': (error) => onKey(error, (key) => run('Cancel deletion', 'kms.key.cancelDeletion', key)),
  trust: () => run('Manage trust', 'workbench.trust.manage'),
};

function run(
  title: string,
  command: CommandId | 'workbench.trust.manage',
  ...args: unknown[]
): FailureButton {
  return { title, does: 'run', command, args };
}

/** What is done to a key needs to know which one. */
function onKey(
  error: KmsError | undefined,
  button: (key: KeyRef) => FailureButton,
): FailureButton | undefined {
  const { connection, region, keyId, arn } = error?.details.key ?? {};
  if (!connection || !region || !keyId || !arn) return undefined;
  return button({ connection, region, keyId, arn });
}
