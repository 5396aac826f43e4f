import { isRecord } from '../json';
import type { Key } from '../keys/model';
import { consolePolicy, deletionActions, type ConsoleChoices, type StatementJson } from './consolePolicy';
import { consoleKindOf, readConsolePolicy, rootOf, textsOf, type ConsoleKind } from './readConsolePolicy';

/** What the console's default view of a policy lets a person change. */
export interface ConsoleForm {
  administrators: string[];
  mayDelete: boolean;
  users: string[];
  /** 12 digits each. */
  accounts: string[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The policy with what the form says, and nothing else changed: statements that stay keep their order, their actions
 * and their names. Undefined where the policy has not the shape of the console's.
 */
export function editConsolePolicy(policy: Fields, form: ConsoleForm, key: Key): Fields | undefined {
  const shown = readConsolePolicy(policy);
  if (shown === undefined) return undefined;
  const choices: ConsoleChoices = {
    ...shown,
    ...{ spec: key.spec, usage: key.usage, origin: key.origin, multiRegion: key.multiRegion !== undefined },
    ...{ administrators: form.administrators, allowDeletion: form.mayDelete },
    ...{ users: form.users, otherAccounts: form.accounts },
  };
  const made = consolePolicy(choices).Statement;
  const wanted = new Map(made.map((statement) => [kindOf(statement), statement]));
  const before = (Array.isArray(policy['Statement']) ? policy['Statement'] : [policy['Statement']]).filter(
    isRecord,
  );
  const kept = before.flatMap((statement) => edited(statement, wanted, form));
  const present = new Set(before.map(kindOf));
  const added = made.filter((statement) => {
    const kind = kindOf(statement);
    // Users without the statement on grants are those of a key that no AWS service uses: that stays so.
    return !present.has(kind) && !(kind === 'grants' && present.has('users'));
  });
  return { ...policy, Statement: [...kept, ...added] };
}

function kindOf(statement: Fields | StatementJson): ConsoleKind | undefined {
  return consoleKindOf((statement as Fields)['Sid']);
}

/** A statement of the policy as it is afterwards; none where nobody is left in it. */
function edited(
  statement: Fields,
  wanted: ReadonlyMap<ConsoleKind | undefined, StatementJson>,
  form: ConsoleForm,
): Fields[] {
  const kind = kindOf(statement);
  if (kind === 'root') return [statement];
  const target = wanted.get(kind);
  if (target === undefined) return [];
  const named = withPrincipals(statement, target);
  return [kind === 'administrators' ? withDeletion(named, form.mayDelete) : named];
}

/** Who stays keeps the place; who comes stands last. */
function withPrincipals(statement: Fields, target: StatementJson): Fields {
  const before = awsPrincipals(statement['Principal']);
  const wanted = awsPrincipals(target.Principal);
  const left = before.filter((one) => wanted.some((other) => isSame(one, other)));
  const come = wanted.filter((one) => !before.some((other) => isSame(one, other)));
  if (come.length === 0 && left.length === before.length) return statement;
  const [only, ...others] = [...left, ...come];
  return { ...statement, Principal: { AWS: others.length === 0 ? only : [only, ...others] } };
}

function awsPrincipals(principal: unknown): string[] {
  return (isRecord(principal) && textsOf(principal['AWS'])) || [];
}

/** An account is the same whichever way its ARN is written. */
function isSame(left: string, right: string): boolean {
  const account = rootOf(left)?.account;
  return left === right || (account !== undefined && account === rootOf(right)?.account);
}

function withDeletion(statement: Fields, mayDelete: boolean): Fields {
  const actions = textsOf(statement['Action']) ?? [];
  const others = actions.filter((action) => !deletionActions.some((one) => one === action));
  if (others.length < actions.length === mayDelete) return statement;
  return { ...statement, Action: mayDelete ? [...others, ...deletionActions] : others };
}
