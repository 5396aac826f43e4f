import { isRecord } from '../json';
import { findAction } from './vocabulary/actions';
import { findConditionKey } from './vocabulary/conditionKeys';
import { findOperator, operatorName } from './vocabulary/operators';

/** What a statement means, free of how it is written: every set sorted, every name in AWS's spelling. */
export interface CanonicalStatement {
  sid?: string;
  effect: string;
  /** `AWS: arn:…`, sorted; an account, by its id or its root, is `AWS: account …`. */
  principals: readonly string[];
  notPrincipals: readonly string[];
  actions: readonly string[];
  notActions: readonly string[];
  resources: readonly string[];
  notResources: readonly string[];
  /** `StringEquals kms:ViaService` → values, sorted. */
  conditions: ReadonlyMap<string, readonly string[]>;
  /** Members that a statement does not have, as JSON. */
  others: readonly string[];
}

export interface CanonicalPolicy {
  version?: string;
  id?: string;
  statements: readonly CanonicalStatement[];
  others: readonly string[];
}

/** How ids that IAM writes in the place of deleted or renamed principals are to be read: unique id → ARN. */
export type PrincipalIds = ReadonlyMap<string, string>;

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

const listOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const setOf = (values: Iterable<string>): string[] => [...new Set(values)].sort();

/** The meaning of a policy; undefined where the text is no JSON object. */
export function canonicalPolicy(text: string, ids?: PrincipalIds): CanonicalPolicy | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Half-typed text has no meaning yet: the caller compares the texts.
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const { Version, Id, Statement, ...others } = json as Fields;
  return {
    ...(Version !== undefined && { version: textOf(Version) }),
    ...(Id !== undefined && { id: textOf(Id) }),
    statements: listOf(Statement).map((statement) => canonicalStatement(fieldsOf(statement), ids)),
    others: membersAsText(others),
  };
}

function canonicalStatement(fields: Fields, ids: PrincipalIds | undefined): CanonicalStatement {
  const {
    Sid,
    Effect,
    Principal,
    NotPrincipal,
    Action,
    NotAction,
    Resource,
    NotResource,
    Condition,
    ...others
  } = fields;
  return {
    ...(Sid !== undefined && Sid !== '' && { sid: textOf(Sid) }),
    effect: Effect === undefined ? '' : textOf(Effect),
    principals: principalsOf(Principal, ids),
    notPrincipals: principalsOf(NotPrincipal, ids),
    actions: setOf(listOf(Action).map(actionName)),
    notActions: setOf(listOf(NotAction).map(actionName)),
    resources: setOf(listOf(Resource).map(textOf)),
    notResources: setOf(listOf(NotResource).map(textOf)),
    conditions: conditionsOf(Condition),
    others: membersAsText(others),
  };
}

const membersAsText = (fields: Fields) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .sort();

/** A bare `"*"` is everyone, as `{"AWS": "*"}` is. */
function principalsOf(value: unknown, ids: PrincipalIds | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [`AWS: ${principalName(value, ids)}`];
  return setOf(
    Object.entries(fieldsOf(value)).flatMap(([type, names]) =>
      listOf(names).map(
        (name) => `${type}: ${type === 'AWS' ? principalName(textOf(name), ids) : textOf(name)}`,
      ),
    ),
  );
}

/** KMS writes an account id as the ARN of the account, and a deleted principal as its unique id. */
function principalName(name: string, ids: PrincipalIds | undefined): string {
  const known = ids?.get(name) ?? name;
  const account = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(:root)?$/.exec(known);
  return account && known.startsWith('arn:') === (account[2] !== undefined)
    ? `account ${account[1] ?? ''}`
    : known;
}

/** In AWS's spelling where there is one; patterns in small letters, since case has no meaning in them. */
function actionName(value: unknown): string {
  const text = textOf(value);
  return findAction(text)?.name ?? (/^kms:[A-Z]/.test(text) ? text : text.toLowerCase());
}

function conditionsOf(value: unknown): ReadonlyMap<string, readonly string[]> {
  const conditions = new Map<string, string[]>();
  for (const [operator, keys] of Object.entries(fieldsOf(value)))
    for (const [key, values] of Object.entries(fieldsOf(keys))) {
      const name = `${operatorIn(operator)} ${keyName(key)}`;
      conditions.set(name, setOf([...(conditions.get(name) ?? []), ...listOf(values).map(scalar)]));
    }
  return conditions;
}

function operatorIn(text: string): string {
  const found = findOperator(text);
  return found ? operatorName(found) : text;
}

function keyName(text: string): string {
  const found = findConditionKey(text);
  if (!found) return text;
  return found.part === undefined
    ? found.key.name
    : found.key.name.replace(/\$\{.*\}$/, found.part.toLowerCase());
}

/** `true` and `"true"` mean the same, as `90` and `"90"` do. */
function scalar(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}
