import type { PolicyFacts, StatementFacts } from '../facts';
import { quoted, removeItems } from '../fixes/edit';
import type { Edit, Fix } from '../fixes/fix';
import type { StringValue, Value } from '../document';
import { render, lineIndent } from '../fixes/layout';
import { redundantIn } from '../rules/redundantAction';
import { flat } from './minify';

/** Merges all statements that differ in their actions only, or in their principals only. */
export function mergedStatements(policy: PolicyFacts): Fix | undefined {
  const list = policy.document.statement?.value;
  if (list?.kind !== 'array' || policy.document.problems.length > 0) return undefined;
  const groups = new Map<string, StatementFacts[]>();
  for (const statement of policy.statements) {
    const id = mergeKey(policy, statement);
    if (id === undefined) continue;
    const group = groups.get(id);
    if (group) group.push(statement);
    else groups.set(id, [statement]);
  }
  const merged = [...groups.values()].filter((group) => group.length > 1);
  const gone = new Set<Value>(merged.flatMap((group) => group.slice(1).map(({ value }) => value)));
  if (gone.size === 0) return undefined;
  const edits = [
    ...merged.flatMap((group) => joinActions(policy, group)),
    ...removeItems(policy.text, list, gone),
  ];
  return { title: 'Merge the statements that differ only in their actions', kind: 'refactor', edits };
}

/** Merges one statement with those that differ from it in their actions only. */
export function mergedWith(policy: PolicyFacts, statement: StatementFacts): Fix | undefined {
  const list = policy.document.statement?.value;
  const id = mergeKey(policy, statement);
  if (list?.kind !== 'array' || id === undefined || policy.document.problems.length > 0) return undefined;
  const group = policy.statements.filter((other) => mergeKey(policy, other) === id);
  if (group.length < 2) return undefined;
  const gone = new Set<Value>(group.slice(1).map(({ value }) => value));
  const edits = [...joinActions(policy, group), ...removeItems(policy.text, list, gone)];
  return {
    title: `Merge the ${group.length} statements that differ only in their actions`,
    kind: 'refactor',
    edits,
  };
}

/** All that has to be equal for two statements to say together what each says; undefined where that is unclear. */
function mergeKey({ text }: PolicyFacts, statement: StatementFacts): string | undefined {
  const { value, action, notAction, open } = statement;
  if (!action?.value || notAction || open.action || value.unclosed) return undefined;
  const complete = value.members.every((member) => member.value !== undefined);
  const names = new Set(value.members.map(({ key }) => key.value));
  if (!complete || names.size !== value.members.length) return undefined;
  const rest = value.members.filter((member) => member !== action && member !== statement.sid);
  return rest
    .map((member) => `${member.key.value}:${member.value ? flat(member.value, text) : ''}`)
    .sort()
    .join('\n');
}

function joinActions(policy: PolicyFacts, group: readonly StatementFacts[]): Edit[] {
  const [first] = group;
  const target = first?.action?.value;
  if (!target) return [];
  const entries = group.flatMap(({ actions }) => actions);
  const redundant = redundantIn(entries);
  const kept = entries.filter((entry) => !redundant.has(entry)).map(({ value }) => value.value);
  const unique = [...new Set(kept)];
  const indent = lineIndent(policy.text, target.span.start);
  return [
    {
      span: target.span,
      newText: render(policy.text, unique.length === 1 ? (unique[0] ?? '') : unique, indent),
    },
  ];
}

/** The strings of a list as JSON text on one line. */
export function listText(values: readonly StringValue[]): string {
  return `[${values.map(({ value }) => quoted(value)).join(', ')}]`;
}
