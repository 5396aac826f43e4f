import type { ConditionFacts, PolicyFacts, StatementFacts } from '../facts';
import type { Member, Value } from '../document';
import { flat } from '../refactor/minify';
import { carriersOf, needsKey } from '../rules/parts/applicability';
import { principalShape } from '../rules/parts/principalShape';
import type { Action } from '../vocabulary/actions';
import { findAction } from '../vocabulary/actions';
import type { FoundOperator } from '../vocabulary/operators';

/** Whom a statement names: one caller (`*` is everyone), or everyone but some. */
export type Who = { is: string } | { not: ReadonlySet<string> };

/** A condition as it can be compared with another. */
export interface Restriction {
  /** In lower case, a replaced key under its new name. */
  key: string;
  operator: FoundOperator;
  values: ReadonlySet<string>;
  facts: ConditionFacts;
}

/** The requests that a statement speaks of. */
export interface Reach {
  /** `open`: only known later. */
  effect: 'Allow' | 'Deny' | 'open';
  who: readonly Who[];
  /** Names of KMS actions; what is only known later stands as its own text. */
  actions: ReadonlySet<string>;
  resources: ReadonlySet<string>;
  restrictions: readonly Restriction[];
  /** Whole blocks of conditions that are only known later, as their text. */
  openCondition: string;
  /** The text, to tell whether it has changed. */
  text: string;
}

/** What each statement speaks of; one that KMS refuses, or that can never apply, speaks of nothing and is left out. */
export function reachesOf(policy: PolicyFacts): Reach[] {
  return policy.statements.flatMap((statement) => reachOf(policy, statement) ?? []);
}

function reachOf(policy: PolicyFacts, statement: StatementFacts): Reach | undefined {
  const { effect, decides, conditions, condition } = statement;
  const { action, notAction, resource, notResource, principal, notPrincipal } = statement;
  const open = effect?.value?.kind === 'hole';
  if (!decides && !open) return undefined;
  if ((action && notAction) || (resource && notResource) || (principal && notPrincipal)) return undefined;
  // KMS refuses an operator that does not exist.
  if (conditions.some(({ operator }) => !operator) || hasWrongShape(condition)) return undefined;
  const who = notPrincipal ? [everyoneBut(policy, statement)] : namedIn(policy, statement);
  const later = condition?.value ? holesIn(policy, condition.value, conditionValues(statement)) : [];
  return {
    effect: decides ?? 'open',
    who,
    actions: new Set([
      ...[...(statement.covers ?? statement.actions.flatMap(({ matches }) => matches))].map(
        ({ name }) => name,
      ),
      ...(statement.open.action ? textsOf(policy, action ?? notAction) : []),
    ]),
    resources: resourcesOf(policy, statement),
    restrictions: conditions.flatMap((one) => restrictionOf(policy, one) ?? []),
    openCondition: later.join(' '),
    // The tag of an intrinsic function is not in the text of its value.
    text: [
      versionOf(policy),
      flat(statement.value, policy.text),
      ...holesIn(policy, statement.value, new Set()),
    ].join(' '),
  };
}

function hasWrongShape(condition: Member | undefined): boolean {
  const may = (value: Value | undefined): boolean => value?.kind === 'object' || value?.kind === 'hole';
  if (!condition) return false;
  if (condition.value?.kind !== 'object') return !may(condition.value);
  return condition.value.members.some(({ value }) => !may(value));
}

/** Variables are plain text in the older version. */
function versionOf({ document, text }: PolicyFacts): string {
  const value = document.version?.value;
  if (value?.kind === 'string') return value.value;
  return value ? flat(value, text) : '2008-10-17';
}

function namedIn(policy: PolicyFacts, { principal, principals }: StatementFacts): Who[] {
  const named = principals.flatMap(({ type, value }) => callerOf(type, value.value) ?? []);
  const later = principal?.value ? holesIn(policy, principal.value, new Set()) : [];
  return [...named, ...later].map((is) => ({ is }));
}

function everyoneBut(policy: PolicyFacts, { notPrincipal, notPrincipals }: StatementFacts): Who {
  const named = notPrincipals.flatMap(({ type, value }) => callerOf(type, value.value) ?? []);
  const later = notPrincipal?.value ? holesIn(policy, notPrincipal.value, new Set()) : [];
  return { not: new Set([...named, ...later]) };
}

/** One name for each caller; undefined for what names nobody in a key policy. */
function callerOf(type: string, text: string): string | undefined {
  if (type === '*') return '*';
  if (type === 'Service') return text.toLowerCase();
  if (type !== 'AWS') return undefined;
  const shape = principalShape(text);
  if (shape.kind === 'invalid' || shape.kind === 'pattern' || shape.kind === 'group') return undefined;
  return shape.kind === 'account' ? shape.account : text;
}

/** `*`, the key's own ARN and what may be the key; what is something else reaches nothing. */
function resourcesOf(policy: PolicyFacts, { resource, notResource }: StatementFacts): Set<string> {
  if (notResource) return new Set(textsOf(policy, notResource).map((text) => `not ${text}`));
  const own = policy.known.key?.arn;
  return new Set(textsOf(policy, resource).map((text) => (text === own ? '*' : text)));
}

function restrictionOf(policy: PolicyFacts, facts: ConditionFacts): Restriction | undefined {
  const { operator, name, found, values } = facts;
  if (!operator) return undefined;
  const key = (found?.key.replacement ?? name).toLowerCase();
  const texts = values.map((value) => {
    const text = 'value' in value ? String(value.value) : flat(value, policy.text);
    return text.includes('${') ? `${versionOf(policy)} ${text}` : text;
  });
  return { key, operator, values: new Set(texts), facts };
}

function conditionValues({ conditions }: StatementFacts): ReadonlySet<Value> {
  return new Set(conditions.flatMap(({ values }) => values));
}

/** The texts of what is only known later. */
function holesIn(policy: PolicyFacts, value: Value, known: ReadonlySet<Value>): string[] {
  if (known.has(value)) return [];
  if (value.kind === 'hole') return [`${value.name} ${flat(value, policy.text)}`];
  if (value.kind === 'array') return value.items.flatMap((item) => holesIn(policy, item, known));
  if (value.kind !== 'object') return [];
  return value.members.flatMap((member) => (member.value ? holesIn(policy, member.value, known) : []));
}

function textsOf(policy: PolicyFacts, member: Member | undefined): string[] {
  const value = member?.value;
  const items = value?.kind === 'array' ? value.items : value ? [value] : [];
  return items.map((item) => (item.kind === 'string' ? item.value : flat(item, policy.text)));
}

/**
 * The restrictions that tell something of requests of one action; undefined where the statement can never
 * apply to any. A condition on a key that no such request carries always holds, or never.
 */
export function restrictionsFor(reach: Reach, action: string): readonly Restriction[] | undefined {
  const found = findAction(action);
  const telling: Restriction[] = [];
  for (const one of reach.restrictions) {
    const { facts, values } = one;
    const absent = isAbsent(facts, found);
    if ((absent || values.size === 0) && needsKey(facts)) return undefined;
    if (!absent && !(values.size === 0 && one.operator.operator.negated)) telling.push(one);
  }
  return telling;
}

function isAbsent({ found }: ConditionFacts, action: Action | undefined): boolean {
  if (!found) return true;
  return action !== undefined && !carriersOf(found.key).has(action);
}
