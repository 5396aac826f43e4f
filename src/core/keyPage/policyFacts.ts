import { parsedPolicy } from '../iac/iacKey';
import type { ConsoleForm } from '../policy/editConsolePolicy';
import { readConsolePolicy } from '../policy/readConsolePolicy';

/** What the console's form shows of a policy; undefined where it shows the text alone. */
export function consoleForm(text: string): ConsoleForm | undefined {
  const policy = parsedPolicy(text);
  const choices = policy && readConsolePolicy(policy);
  if (choices === undefined) return undefined;
  return {
    administrators: [...choices.administrators],
    mayDelete: choices.allowDeletion,
    users: [...choices.users],
    accounts: [...choices.otherAccounts],
  };
}
