import type { ActionFacts, ConditionFacts, PolicyFacts, StatementFacts } from '../facts';
import { insertMember, quoted, removeItems } from '../fixes/edit';
import { applyEdits } from '../fixes/fix';
import type { Edit, Change } from '../fixes/fix';
import type { Json } from '../fixes/layout';
import { addStatementText, sourceOf } from '../fixes/statements';
import { removeCondition } from '../fixes/conditions';
import { carriesKey } from '../rules/parts/applicability';
import { show } from '../rules/parts/words';
import { freshSid, sidsOf } from './addSid';

/** Moves the actions that do not carry a condition key into a statement of their own, without that condition. */
export function splitByCondition(
  policy: PolicyFacts,
  statement: StatementFacts,
  condition: ConditionFacts,
): Change | undefined {
  const key = condition.found?.key;
  const list = statement.action?.value;
  if (!key || list?.kind !== 'array' || statement.open.action) return undefined;
  const moved = statement.actions.filter((entry) => entry.matches.length > 0 && !carriesKey(entry, key));
  if (moved.length === 0 || moved.length === statement.actions.length) return undefined;
  const without = removeCondition(policy, statement, condition);
  const edits = without && move(policy, statement, moved, without);
  const title = `Move what does not carry ${show(condition.name)} into a statement of its own`;
  return edits ? { title, edits } : undefined;
}

/** Moves actions into a statement of their own, with another condition in addition. */
export function moveActions(
  policy: PolicyFacts,
  statement: StatementFacts,
  moved: readonly ActionFacts[],
  condition: Json,
): Edit[] | undefined {
  if (statement.condition || statement.open.action) return undefined;
  const { value } = statement;
  if (value.unclosed) return undefined;
  return move(policy, statement, moved, insertMember(policy.text, value, 'Condition', condition));
}

/** The two statements as edits: the list gets shorter, and a changed copy of the statement follows. */
function move(
  policy: PolicyFacts,
  statement: StatementFacts,
  moved: readonly ActionFacts[],
  change: Edit,
): Edit[] | undefined {
  const list = statement.action?.value;
  if (list?.kind !== 'array' || statement.value.unclosed) return undefined;
  const entries = new Set<ActionFacts>(moved);
  const staying = new Set(statement.actions.filter((entry) => !entries.has(entry)).map(({ value }) => value));
  if (staying.size === 0 || list.items.length !== statement.actions.length) return undefined;
  const copy = [change, ...removeItems(policy.text, list, staying), ...newSid(policy, statement)];
  const added = addStatementText(policy, copied(policy, statement, copy), statement);
  const shorter = removeItems(policy.text, list, new Set(moved.map(({ value }) => value)));
  return added && [...shorter, added];
}

/** The text of the statement with edits made in it; they are given with offsets of the document. */
function copied(policy: PolicyFacts, { value }: StatementFacts, edits: readonly Edit[]): string {
  const shift = value.span.start;
  const inner = edits.map(({ span, newText }) => ({
    span: { start: span.start - shift, end: span.end - shift },
    newText,
  }));
  return applyEdits(sourceOf(policy, value), inner);
}

function newSid(policy: PolicyFacts, { sid }: StatementFacts): Edit[] {
  if (sid?.value?.kind !== 'string' || sid.value.value === '') return [];
  return [{ span: sid.value.span, newText: quoted(freshSid(sid.value.value, sidsOf(policy))) }];
}
