import type { ActionFacts, ConditionFacts, PolicyFacts, StatementFacts } from '../facts';
import { quoted, removeItems } from '../fixes/edit';
import { applyEdits } from '../fixes/fix';
import type { Edit, Fix } from '../fixes/fix';
import { render } from '../fixes/layout';
import type { Json } from '../fixes/layout';
import { addStatementText, sourceOf, statementIndent } from '../fixes/statements';
import { removeCondition } from '../fixes/conditions';
import { carries } from '../rules/applicability';
import { show } from '../rules/words';
import { freshSid, sidsOf } from './addSid';

/** Moves the actions that do not carry a condition key into a statement of their own, without that condition. */
export function splitByCondition(
  policy: PolicyFacts,
  statement: StatementFacts,
  condition: ConditionFacts,
): Fix | undefined {
  const key = condition.found?.key;
  const list = statement.action?.value;
  if (!key || list?.kind !== 'array' || statement.open.action) return undefined;
  const moved = statement.actions.filter((entry) => entry.matches.length > 0 && !carries(entry, key));
  if (moved.length === 0 || moved.length === statement.actions.length) return undefined;
  const without = removeCondition(policy, statement, condition);
  const edits = without && move(policy, statement, moved, without);
  const title = `Move what does not carry ${show(condition.name)} into a statement of its own`;
  return edits ? { title, kind: 'refactor', edits } : undefined;
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
  const last = value.members.at(-1);
  if (!last || value.unclosed) return undefined;
  const { text } = policy;
  const between = text.slice(value.members[0]?.span.start, value.members[1]?.span.start);
  const gap = between.includes('\n') ? `\n${/\n([ \t]*)$/.exec(between)?.[1] ?? ''}` : ' ';
  const newText = `,${gap}"Condition": ${render(text, condition, gap.slice(1))}`;
  return move(policy, statement, moved, { span: { start: last.span.end, end: last.span.end }, newText });
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
  return reindented(policy, applyEdits(sourceOf(policy, value), inner));
}

/** A statement that is an only one, not in a list, moves into no list: its indentation can stay. */
function reindented(policy: PolicyFacts, text: string): string {
  return statementIndent(policy) === '' ? text.trim() : text;
}

function newSid(policy: PolicyFacts, { sid }: StatementFacts): Edit[] {
  if (sid?.value?.kind !== 'string' || sid.value.value === '') return [];
  return [{ span: sid.value.span, newText: quoted(freshSid(sid.value.value, sidsOf(policy))) }];
}
