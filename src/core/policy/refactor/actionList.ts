import type { Member, Value } from '../document';
import type { ActionFacts, PolicyFacts, StatementFacts } from '../facts';
import { quoted, replaceValue } from '../fixes/edit';
import type { Change } from '../fixes/fix';
import { redundantIn } from '../rules/actions/redundantAction';
import { show } from '../rules/parts/words';
import { actions as allActions } from '../vocabulary/actions';
import { matchActions } from '../vocabulary/match';

/** Puts the actions into alphabetical order, without those that others cover. */
export function sortActions(
  policy: PolicyFacts,
  member: Member,
  entries: readonly ActionFacts[],
): Change | undefined {
  const list = member.value;
  if (list?.kind !== 'array' || list.items.length !== entries.length || entries.length < 2) return undefined;
  const redundant = redundantIn(entries);
  const before = entries.map(({ value }) => value.value);
  const kept = entries.filter((entry) => !redundant.has(entry)).map(({ value }) => value.value);
  const after = [...new Set(kept)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  if (after.join('\n') === before.join('\n')) return undefined;
  return rewrite(policy, list, after, 'Sort the actions and remove those that others cover');
}

/** Writes the actions that a wildcard stands for. */
export function expandWildcard(policy: PolicyFacts, member: Member, entry: ActionFacts): Change | undefined {
  const { value, matches } = entry;
  if (!/[*?]/.test(value.value) || matches.length === 0) return undefined;
  const names = matches.filter(({ inKeyPolicy }) => inKeyPolicy).map(({ name }) => name);
  if (names.length === 0) return undefined;
  const title = `Write the ${names.length} actions that ${show(value.value)} stands for`;
  const list = member.value;
  if (list?.kind === 'string') return rewrite(policy, list, names, title);
  if (list?.kind !== 'array' || !list.items.every((item) => item.kind === 'string')) return undefined;
  const all = list.items.flatMap((item) => (item === value ? names : item.value));
  return rewrite(policy, list, [...new Set(all)], title);
}

/** Writes `kms:ReEncrypt*` in the place of all the actions that it stands for, and the like. */
export function collapseActions(
  policy: PolicyFacts,
  member: Member,
  entries: readonly ActionFacts[],
): Change | undefined {
  const list = member.value;
  if (list?.kind !== 'array' || list.items.length !== entries.length) return undefined;
  const names = new Set(entries.flatMap(({ matches }) => matches).map(({ name }) => name));
  const pattern = patterns().find(
    (one) => matchActions(one).every(({ name }) => names.has(name)) && countOf(entries, one) > 1,
  );
  if (pattern === undefined) return undefined;
  const covered = new Set(matchActions(pattern));
  const after: string[] = [];
  for (const { value, matches } of entries) {
    const inside = matches.length > 0 && matches.every((action) => covered.has(action));
    if (!inside) after.push(value.value);
    else if (!after.includes(pattern)) after.push(pattern);
  }
  return rewrite(policy, list, after, `Write ${show(pattern)} instead of all that it stands for`);
}

/** A single value as a list of one. */
export function wrapInList(member: Member, { text }: PolicyFacts): Change | undefined {
  const { value } = member;
  if (value?.kind !== 'string' || value.unclosed) return undefined;
  const edits = [replaceValue(text, value, [value.value])];
  return { title: `Make ${show(member.key.value)} a list`, edits };
}

/** A list of one as the value alone. */
export function unwrapList(member: Member, { text }: PolicyFacts): Change | undefined {
  const { value } = member;
  const [only] = value?.kind === 'array' ? value.items : [];
  if (value?.kind !== 'array' || value.items.length !== 1 || only?.kind !== 'string' || value.unclosed)
    return undefined;
  const newText = text.slice(only.span.start, only.span.end);
  return {
    title: `Make ${show(member.key.value)} a single value`,
    edits: [{ span: value.span, newText }],
  };
}

/** The members of a statement, and of its principals, that take one value or a list. */
export function listMembers({
  action,
  notAction,
  principal,
  notPrincipal,
  resource,
  notResource,
  conditions,
}: StatementFacts): Member[] {
  const principals = [principal, notPrincipal].flatMap((member) =>
    member?.value?.kind === 'object' ? member.value.members : [],
  );
  const plain = [action, notAction, resource, notResource].filter((member) => member !== undefined);
  return [...plain, ...principals, ...conditions.map(({ member }) => member)];
}

function countOf(entries: readonly ActionFacts[], pattern: string): number {
  const covered = new Set(matchActions(pattern));
  return entries.filter(({ matches }) => matches.length > 0 && matches.every((action) => covered.has(action)))
    .length;
}

let known: string[] | undefined;

/** The beginnings of names that several actions share, the widest first: `kms:GenerateDataKey*`. */
function patterns(): string[] {
  known ??= [
    ...new Set(
      allActions().flatMap(({ name }) => {
        const words = name.slice('kms:'.length).match(/[A-Z][a-z0-9]*|[A-Z]+(?![a-z])/g) ?? [];
        return words.map((_, index) => `kms:${words.slice(0, index + 1).join('')}*`);
      }),
    ),
  ]
    .filter((pattern) => matchActions(pattern).filter(({ inKeyPolicy }) => inKeyPolicy).length > 1)
    .sort((a, b) => matchActions(b).length - matchActions(a).length);
  return known;
}

function rewrite({ text }: PolicyFacts, value: Value, after: readonly string[], title: string): Change {
  const [only] = after;
  const edit =
    after.length === 1 && only !== undefined
      ? { span: value.span, newText: quoted(only) }
      : replaceValue(text, value, after);
  return { title, edits: [edit] };
}
