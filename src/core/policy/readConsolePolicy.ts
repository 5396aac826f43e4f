import { isRecord } from '../json';
import type { Arn } from '../arn';
import { parseArn } from '../arn';
import type { ConsoleChoices } from './consolePolicy';
import {
  administratorActions,
  consoleSids,
  deletionActions,
  grantActions,
  importActions,
  multiRegionActions,
  rotationActions,
  symmetricEncryptionUse,
  useActions,
} from './consolePolicy';

/** The choices that a policy shows; what it cannot show is left out. */
export type ShownChoices = Pick<
  ConsoleChoices,
  'accountId' | 'partition' | 'administrators' | 'allowDeletion' | 'users' | 'otherAccounts'
>;

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields | undefined {
  return isRecord(value) ? value : undefined;
}

/** One text or a list of texts as a list; undefined for anything else. */
export function textsOf(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.every((item) => typeof item === 'string') ? list : undefined;
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const wanted = new Set(right);
  return new Set(left).size === wanted.size && left.every((item) => wanted.has(item));
}

interface Allowance {
  principals: string[];
  actions: string[];
  condition: unknown;
}

/** An Allow for AWS principals and nothing else, which all of the console's statements are. */
function readAllowance(statement: Fields): Allowance | undefined {
  const { Sid, Effect, Principal, Action, Resource, Condition, ...others } = statement;
  const principal = fields(Principal);
  const arns = textsOf(principal?.['AWS']);
  const actions = textsOf(Action);
  const plain = Effect === 'Allow' && textsOf(Resource)?.join() === '*' && Object.keys(others).length === 0;
  if (typeof Sid !== 'string' || !plain || !arns || !actions) return undefined;
  return Object.keys(principal ?? {}).length === 1
    ? { principals: arns, actions, condition: Condition }
    : undefined;
}

const optionalAdministratorActions = new Set<string>([
  ...deletionActions,
  ...rotationActions,
  ...importActions,
  ...multiRegionActions,
]);

/** Whether administrators may delete the key; undefined where the actions are not those of the console. */
function readDeletion(actions: readonly string[]): boolean | undefined {
  const fixed = actions.filter((action) => !optionalAdministratorActions.has(action));
  if (!sameSet(fixed, administratorActions)) return undefined;
  const deleting = deletionActions.filter((action) => actions.includes(action)).length;
  return deleting === 1 ? undefined : deleting === 2;
}

function isGrantCondition(condition: unknown): boolean {
  const operator = fields(condition);
  const bool = fields(operator?.['Bool']);
  if (!operator || !bool || Object.keys(operator).length !== 1 || Object.keys(bool).length !== 1)
    return false;
  return String(bool['kms:GrantIsForAWSResource']) === 'true';
}

/** What a statement of the console is for. */
export type ConsoleKind = keyof typeof consoleSids;

const knownSids: ReadonlyMap<string, ConsoleKind> = new Map([
  [consoleSids.root, 'root'],
  // Another page of the guide writes it so.
  ['EnableIAMUserPermissions', 'root'],
  [consoleSids.administrators, 'administrators'],
  [consoleSids.users, 'users'],
  [consoleSids.grants, 'grants'],
]);

/** The kind of statement that the console gives this name; undefined for any other. */
export function consoleKindOf(sid: unknown): ConsoleKind | undefined {
  return typeof sid === 'string' ? knownSids.get(sid) : undefined;
}

/** The statements under the console's names; undefined as soon as one is of another kind or comes twice. */
function readStatements(policy: unknown): Partial<Record<ConsoleKind, Allowance>> | undefined {
  const list = fields(policy)?.['Statement'];
  const found: Partial<Record<ConsoleKind, Allowance>> = {};
  for (const item of Array.isArray(list) ? (list as unknown[]) : [list]) {
    const statement = fields(item);
    const kind = consoleKindOf(statement?.['Sid']);
    const allowance = statement && readAllowance(statement);
    if (!kind || !allowance || found[kind]) return undefined;
    if (kind !== 'grants' && allowance.condition !== undefined) return undefined;
    found[kind] = allowance;
  }
  return found;
}

/** The account whose root user, and so whose IAM policies, the ARN stands for. */
export function rootOf(text: string): Arn | undefined {
  const arn = parseArn(text);
  return arn?.service === 'iam' && arn.resource === 'root' && /^\d{12}$/.test(arn.account) ? arn : undefined;
}

const allUseActions: readonly (readonly string[])[] = [symmetricEncryptionUse, ...Object.values(useActions)];

function areUserStatements(users: Allowance | undefined, grants: Allowance | undefined): boolean {
  if (!users && !grants) return true;
  if (!users || !allUseActions.some((actions) => sameSet(users.actions, actions))) return false;
  // "For most key types" the console adds the statement on grants: without it, the choices are the same.
  if (!grants) return true;
  return (
    sameSet(grants.principals, users.principals) &&
    sameSet(grants.actions, grantActions) &&
    isGrantCondition(grants.condition)
  );
}

/**
 * The choices from which the console would make the policy, whatever the key's type: the console's "default view".
 * Undefined where a statement is not the console's own, or is but has been changed.
 */
export function readConsolePolicy(policy: unknown): ShownChoices | undefined {
  const found = readStatements(policy);
  const [root, ...otherRoots] = found?.root?.principals ?? [];
  const owner = rootOf(root ?? '');
  if (!found || owner === undefined || otherRoots.length > 0) return undefined;
  if (found.root?.actions.join() !== 'kms:*' || !areUserStatements(found.users, found.grants))
    return undefined;
  const allowDeletion = found.administrators ? readDeletion(found.administrators.actions) : true;
  if (allowDeletion === undefined) return undefined;
  const users = found.users?.principals ?? [];
  return {
    accountId: owner.account,
    partition: owner.partition,
    administrators: found.administrators?.principals ?? [],
    allowDeletion,
    users: users.filter((arn) => rootOf(arn) === undefined),
    otherAccounts: users.flatMap((arn) => rootOf(arn)?.account ?? []),
  };
}
