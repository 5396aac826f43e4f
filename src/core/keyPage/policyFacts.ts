import { parsedPolicy } from '../iac/iacKey';
import { readConsolePolicy } from '../policy/readConsolePolicy';
import type { ConsoleForm } from './view';

/** What the console's form shows of a policy; undefined where it shows the text alone. */
export function consoleForm(text: string): ConsoleForm | undefined {
  const policy = parsedPolicy(text);
  const choices = policy && readConsolePolicy(policy);
  if (choices === undefined) return undefined;
  const { administrators, users, otherAccounts } = choices;
  // Only the account's own statement: its IAM policies decide, and the form would be empty.
  if (administrators.length + users.length + otherAccounts.length === 0) return undefined;
  return {
    administrators: [...administrators],
    mayDelete: choices.allowDeletion,
    users: [...users],
    accounts: [...otherAccounts],
  };
}
