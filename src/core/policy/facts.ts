import type { Member, PolicyDocument, Statement, StringValue, Value } from './document';
import { stringsOf } from './locate';
import type { Known } from './known';
import type { Action } from './vocabulary/actions';
import { findConditionKey } from './vocabulary/conditionKeys';
import type { FoundConditionKey } from './vocabulary/conditionKeys';
import { matchActions } from './vocabulary/match';
import { findOperator } from './vocabulary/operators';
import type { FoundOperator } from './vocabulary/operators';

/** An entry of `Action` or `NotAction`. */
export interface ActionFacts {
  value: StringValue;
  /** The KMS actions that it stands for. */
  matches: readonly Action[];
}

/** One principal, with the element that it stands in. */
export interface PrincipalFacts {
  /** `AWS`, `Service`… as written; `*` for the bare `"Principal": "*"`. */
  type: string;
  value: StringValue;
  element: Member;
}

/** One condition: an operator, a condition key, and its values. */
export interface ConditionFacts {
  /** The member of `Condition`: its name is the operator. */
  block: Member;
  operator?: FoundOperator;
  /** The member of the block: its name is the condition key. */
  member: Member;
  name: string;
  found?: FoundConditionKey;
  /** One or a list of them, whatever they are. */
  values: Value[];
}

export interface StatementFacts extends Statement {
  /** Absent where it is missing, misspelt or a hole. */
  decides?: 'Allow' | 'Deny';
  actions: ActionFacts[];
  notActions: ActionFacts[];
  /** The KMS actions that the statement speaks of; undefined where a hole or a mistake hides some. */
  covers?: ReadonlySet<Action>;
  principals: PrincipalFacts[];
  notPrincipals: PrincipalFacts[];
  conditions: ConditionFacts[];
  /** A part of it is only known later (a hole): nothing may be concluded from what is absent. */
  open: { action: boolean; principal: boolean; condition: boolean };
}

/** A policy as the rules see it: read once, asked often. */
export interface PolicyFacts {
  document: PolicyDocument;
  text: string;
  known: Known;
  statements: StatementFacts[];
  /** A whole statement, or the list of them, is only known later. */
  open: boolean;
}

/** What the elements of a policy mean, for every rule to use. */
export function factsOf(document: PolicyDocument, known: Known = {}): PolicyFacts {
  const list = document.statement?.value;
  const open = list !== undefined && (hasHole(list) || (list.kind === 'array' && list.items.some(isHole)));
  return { document, text: document.text, known, statements: document.statements.map(statementFacts), open };
}

/** The value is a hole, or a list with a hole in it. */
export function hasHole(value: Value | undefined): boolean {
  return value !== undefined && (isHole(value) || (value.kind === 'array' && value.items.some(isHole)));
}

/** Whether the principal is everybody: `"*"` or `{"AWS": "*"}`. */
export function isEveryone({ type, value }: PrincipalFacts): boolean {
  return value.value === '*' && (type === '*' || type === 'AWS');
}

function isHole(value: Value): boolean {
  return value.kind === 'hole';
}

function statementFacts(statement: Statement): StatementFacts {
  const effect = statement.effect?.value;
  const actions = actionsOf(statement.action);
  const notActions = actionsOf(statement.notAction);
  const facts: StatementFacts = {
    ...statement,
    actions,
    notActions,
    principals: principalsOf(statement.principal),
    notPrincipals: principalsOf(statement.notPrincipal),
    conditions: conditionsOf(statement.condition),
    open: {
      action: hasHole(statement.action?.value) || hasHole(statement.notAction?.value),
      principal: principalIsOpen(statement.principal) || principalIsOpen(statement.notPrincipal),
      condition: conditionIsOpen(statement.condition?.value),
    },
  };
  if (effect?.kind === 'string' && (effect.value === 'Allow' || effect.value === 'Deny'))
    facts.decides = effect.value;
  if (!facts.open.action && statement.action && !statement.notAction)
    facts.covers = new Set(actions.flatMap(({ matches }) => matches));
  else if (!facts.open.action && statement.notAction && !statement.action) {
    const excluded = new Set(notActions.flatMap(({ matches }) => matches));
    facts.covers = new Set(matchActions('kms:*').filter((action) => !excluded.has(action)));
  }
  return facts;
}

function actionsOf(member: Member | undefined): ActionFacts[] {
  return stringsOf(member?.value).map((value) => ({ value, matches: matchActions(value.value) }));
}

function principalsOf(element: Member | undefined): PrincipalFacts[] {
  const value = element?.value;
  if (!element || !value) return [];
  if (value.kind === 'string') return value.value === '*' ? [{ type: '*', value, element }] : [];
  if (value.kind !== 'object') return [];
  return value.members.flatMap((member) =>
    stringsOf(member.value).map((one) => ({ type: member.key.value, value: one, element })),
  );
}

function principalIsOpen(element: Member | undefined): boolean {
  const value = element?.value;
  if (value?.kind !== 'object') return hasHole(value);
  return value.members.some((member) => hasHole(member.value));
}

function conditionsOf(condition: Member | undefined): ConditionFacts[] {
  if (condition?.value?.kind !== 'object') return [];
  return condition.value.members.flatMap((block) => {
    if (block.value?.kind !== 'object') return [];
    const operator = findOperator(block.key.value);
    return block.value.members.map((member): ConditionFacts => {
      const name = member.key.value;
      const found = findConditionKey(name);
      const values = member.value?.kind === 'array' ? member.value.items : member.value ? [member.value] : [];
      return { block, member, name, values, ...(operator && { operator }), ...(found && { found }) };
    });
  });
}

function conditionIsOpen(value: Value | undefined): boolean {
  if (value?.kind === 'hole') return true;
  return value?.kind === 'object' && value.members.some(({ value: block }) => block?.kind === 'hole');
}
