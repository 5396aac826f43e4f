import type { PolicyDocument, Span, Value } from '../document';
import { factsOf } from '../facts';
import type { PolicyFacts, StatementFacts } from '../facts';
import type { Change } from '../fixes/fix';
import { gainsOf } from '../fixes/gains';
import { changed } from '../fixes/judge';
import type { Known } from '../known';
import { actionsWithout } from '../rules/conditions/actionWithoutKey';
import {
  collapseActions,
  expandWildcard,
  listMembers,
  sortActions,
  unwrapList,
  wrapInList,
} from './actionList';
import { addSid } from './addSid';
import { mergedStatements, mergedWith } from './mergeStatements';
import { splitByCondition } from './splitStatement';

/** The changes of form that can be made where somebody stands: the meaning of the policy stays. */
export function refactorings(document: PolicyDocument, at: Span, known: Known = {}): Change[] {
  const policy = factsOf(document, known);
  const statement = policy.statements.find(({ value }) => touches(value.span, at));
  const found = statement ? inStatement(policy, statement, at) : [];
  const list = document.statement;
  if (!statement && list && touches(list.span, at)) found.push(mergedStatements(policy));
  return found.filter(
    (fix): fix is Change => fix !== undefined && (!document.embedded || keepsMeaning(policy, fix)),
  );
}

/** Inside of another language the layout is that language's: what is not read again as it was intended is not offered. */
function keepsMeaning(policy: PolicyFacts, change: Change): boolean {
  const after = changed(policy.document, change);
  if (!after || after.statements.length === 0) return false;
  const facts = factsOf(after, policy.known);
  return gainsOf(policy, facts).length === 0 && gainsOf(facts, policy).length === 0;
}

function inStatement(policy: PolicyFacts, statement: StatementFacts, at: Span): (Change | undefined)[] {
  const found: (Change | undefined)[] = [addSid(policy, statement), mergedWith(policy, statement)];
  for (const condition of statement.conditions)
    if (actionsWithout(statement, condition).length > 0)
      found.push(splitByCondition(policy, statement, condition));
  for (const member of [statement.action, statement.notAction]) {
    if (!member || !touches(member.span, at)) continue;
    const entries = member === statement.action ? statement.actions : statement.notActions;
    found.push(sortActions(policy, member, entries), collapseActions(policy, member, entries));
    for (const entry of entries)
      if (touches(entry.value.span, at)) found.push(expandWildcard(policy, member, entry));
  }
  for (const member of listMembers(statement))
    if (touches(member.span, at)) found.push(wrapInList(member, policy), unwrapList(member, policy));
  return found;
}

function touches(a: Value['span'], b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
