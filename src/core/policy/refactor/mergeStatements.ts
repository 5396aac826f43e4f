import type { Value } from '../document';
import type { PolicyFacts, StatementFacts } from '../facts';
import { removeItems, replaceValue } from '../fixes/edit';
import type { Edit, Change } from '../fixes/fix';
import { redundantIn } from '../rules/actions/redundantAction';
import { flat } from './minify';

/** What statements may differ in, and be one with all that each of them has of it. */
type Difference = 'actions' | 'principals';
const differences: readonly Difference[] = ['actions', 'principals'];

/** Merges all statements that differ in their actions only; where there are none, those that differ in their principals. */
export function mergedStatements(policy: PolicyFacts): Change | undefined {
  for (const difference of differences) {
    const groups = groupsOf(policy, difference).filter((group) => group.length > 1);
    const title = `Merge the statements that differ only in their ${difference}`;
    const fix = merged(policy, groups, difference, title);
    if (fix) return fix;
  }
  return undefined;
}

/** Merges one statement with those that differ from it in their actions only, or in their principals only. */
export function mergedWith(policy: PolicyFacts, statement: StatementFacts): Change | undefined {
  for (const difference of differences) {
    const group = groupsOf(policy, difference).find((one) => one.includes(statement)) ?? [];
    const title = `Merge the ${group.length} statements that differ only in their ${difference}`;
    const fix = merged(policy, group.length > 1 ? [group] : [], difference, title);
    if (fix) return fix;
  }
  return undefined;
}

function merged(
  policy: PolicyFacts,
  groups: readonly StatementFacts[][],
  difference: Difference,
  title: string,
): Change | undefined {
  const list = policy.document.statement?.value;
  if (list?.kind !== 'array' || policy.document.problems.length > 0 || groups.length === 0) return undefined;
  const gone = new Set<Value>(groups.flatMap((group) => group.slice(1).map(({ value }) => value)));
  const edits = [
    ...groups.flatMap((group) => join[difference](policy, group)),
    ...removeItems(policy.text, list, gone),
  ];
  return { title, edits };
}

/** The statements that are equal but for the difference. */
function groupsOf(policy: PolicyFacts, difference: Difference): StatementFacts[][] {
  const groups = new Map<string, StatementFacts[]>();
  for (const statement of policy.statements) {
    const id = mergeKey(policy, statement, difference);
    if (id === undefined) continue;
    const group = groups.get(id);
    if (group) group.push(statement);
    else groups.set(id, [statement]);
  }
  return [...groups.values()];
}

/** All that has to be equal for two statements to say together what each says; undefined where that is unclear. */
function mergeKey(
  { text }: PolicyFacts,
  statement: StatementFacts,
  difference: Difference,
): string | undefined {
  const { value, sid } = statement;
  const different = difference === 'actions' ? plainActions(statement) : plainPrincipals(statement);
  if (!different || value.unclosed) return undefined;
  const complete = value.members.every((member) => member.value !== undefined);
  const names = new Set(value.members.map(({ key }) => key.value));
  if (!complete || names.size !== value.members.length) return undefined;
  return value.members
    .filter((member) => member !== different && member !== sid)
    .map((member) => `${member.key.value}:${member.value ? flat(member.value, text) : ''}`)
    .sort()
    .join('\n');
}

/** Actions that are all texts. */
function plainActions({ action, actions, notAction, open }: StatementFacts): StatementFacts['action'] {
  return notAction || open.action || countOf(action?.value) !== actions.length ? undefined : action;
}

/** Principals by their kind, all of them known. */
function plainPrincipals({
  principal,
  notPrincipal,
  principals,
  open,
}: StatementFacts): StatementFacts['principal'] {
  const value = principal?.value;
  const members = value?.kind === 'object' ? value.members : [];
  const count = members.reduce((sum, one) => sum + countOf(one.value), 0);
  const plain = count > 0 && count === principals.length;
  return plain && !notPrincipal && !open.principal ? principal : undefined;
}

/** How many entries a value has, texts or not. */
function countOf(value: Value | undefined): number {
  if (value?.kind === 'array') return value.items.length;
  return value ? 1 : 0;
}

const join: Readonly<Record<Difference, (policy: PolicyFacts, group: readonly StatementFacts[]) => Edit[]>> =
  {
    actions(policy, group) {
      const entries = group.flatMap(({ actions }) => actions);
      const redundant = redundantIn(entries);
      const kept = entries.filter((entry) => !redundant.has(entry)).map(({ value }) => value.value);
      const target = group[0]?.action?.value;
      return target ? [replaceValue(policy.text, target, oneOrList(kept))] : [];
    },
    principals(policy, group) {
      const byType = new Map<string, string[]>();
      for (const { type, value } of group.flatMap(({ principals }) => principals))
        byType.set(type, [...(byType.get(type) ?? []), value.value]);
      const json = Object.fromEntries([...byType].map(([type, names]) => [type, oneOrList(names)]));
      const target = group[0]?.principal?.value;
      return target ? [replaceValue(policy.text, target, json)] : [];
    },
  };

function oneOrList(values: readonly string[]): string | string[] {
  const unique = [...new Set(values)];
  const [only] = unique;
  return only !== undefined && unique.length === 1 ? only : unique;
}
