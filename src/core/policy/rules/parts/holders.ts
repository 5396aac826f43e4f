import type { PolicyDocument } from '../../document';
import type { PolicyFacts, PrincipalFacts, StatementFacts } from '../../facts';
import { isEveryone } from '../../facts';
import type { Action } from '../../vocabulary/actions';
import { findAction } from '../../vocabulary/actions';
import { principalTypes } from '../../vocabulary/limits';
import { closest, matchActions } from '../../vocabulary/match';
import { carriersOf, needsKey } from './applicability';
import { principalShape } from './principalShape';

/** Whether the statement speaks of the action; a hole may well be it. */
export function coversAction({ covers, open }: StatementFacts, name: string): boolean {
  const action = findAction(name);
  return action !== undefined && (covers?.has(action) ?? open.action);
}

/** The statement has a condition that no request of the action can meet. */
function neverFor({ conditions }: StatementFacts, action: Action): boolean {
  return conditions.some(
    (condition) => condition.found && needsKey(condition) && !carriersOf(condition.found.key).has(action),
  );
}

/** The statements that allow the action, in some circumstances at least. */
export function allowing({ statements }: PolicyFacts, name: string): StatementFacts[] {
  const action = findAction(name);
  return statements.filter(
    (statement) =>
      statement.decides === 'Allow' &&
      coversAction(statement, name) &&
      !(action && neverFor(statement, action)),
  );
}

/** A principal that stands for a whole account, whose IAM policies then decide. */
export function isAccount({ type, value }: PrincipalFacts): boolean {
  return type === 'AWS' && principalShape(value.value).kind === 'account';
}

/** A principal that can go away while the account stays. */
export function mayDisappear(principal: PrincipalFacts): boolean {
  return !isAccount(principal) && !isEveryone(principal);
}

/** A hole may be any principal, an effect that is only known later may be Allow. */
export function mayBeAnyone({ open, decides, effect, notPrincipal }: StatementFacts): boolean {
  return (
    open.principal || notPrincipal !== undefined || (decides === undefined && effect?.value?.kind === 'hole')
  );
}

/**
 * A mistake in the statement hides whether it allows the action: that is said where it is, and nothing of the
 * policy as a whole before it is corrected.
 */
export function mayBeMeant(statement: StatementFacts, name: string): boolean {
  if (isAboutMistaken(statement, name)) return true;
  return coversAction(statement, name) && (statement.decides === undefined || whoIsMistaken(statement));
}

/** No action is written at all, or one that may be a misspelling of this one. */
function isAboutMistaken({ action, notAction, actions }: StatementFacts, name: string): boolean {
  if (!action) return !notAction;
  return actions.some(({ value, matches }) => {
    if (matches.length > 0) return false;
    const written = `kms:${value.value.replace(/^[^:.]*[:.]/, '')}`;
    return matchActions(written).some((one) => one.name === name) || closest(written, [name]) !== undefined;
  });
}

/** Who is intended cannot be told: nobody is named, or in a way that names nobody. */
export function whoIsMistaken({ principal, notPrincipal, principals }: StatementFacts): boolean {
  if (notPrincipal) return false;
  const value = principal?.value;
  if (value?.kind !== 'object') return principals.length === 0;
  return principals.some(
    ({ type, value: { value: text } }) =>
      !principalTypes.some((one) => one === type) ||
      (type === 'AWS' && ['invalid', 'pattern'].includes(principalShape(text).kind)),
  );
}

/** Half-typed text says nothing of the policy as a whole, nor does one in which an element hides another. */
export function isHalfTyped({ problems }: PolicyDocument): boolean {
  return problems.some(({ kind }) => kind === 'invalid' || kind === 'duplicate-key');
}
