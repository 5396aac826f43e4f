import type { Member, ObjectValue } from '../document';
import type { ConditionFacts, PolicyFacts, StatementFacts } from '../facts';
import { operatorName } from '../vocabulary/operators';
import type { FoundOperator } from '../vocabulary/operators';
import { insertion, insertMember, removeMember, replaceString } from './edit';
import type { Edit, Change } from './fix';
import { gapIn } from './layout';
import type { Json } from './layout';

/** Adds a condition to a statement, within the block of the operator where there is one. */
export function addCondition(
  { text }: PolicyFacts,
  statement: StatementFacts,
  operator: string,
  key: string,
  value: Json,
): Edit | undefined {
  const { condition } = statement;
  if (!condition) return insertMember(text, statement.value, 'Condition', { [operator]: { [key]: value } });
  if (condition.value?.kind !== 'object') return undefined;
  const block = condition.value.members.findLast((member) => member.key.value === operator);
  if (!block) return insertMember(text, condition.value, operator, { [key]: value });
  if (block.value?.kind !== 'object') return undefined;
  const there = block.value.members.some((member) => member.key.value.toLowerCase() === key.toLowerCase());
  return there ? undefined : insertMember(text, block.value, key, value);
}

/** Takes a condition out, with its block and `Condition` itself where nothing else is in them. */
export function removeCondition(
  { text }: PolicyFacts,
  statement: StatementFacts,
  { block, member }: ConditionFacts,
): Edit | undefined {
  const condition = statement.condition;
  if (condition?.value?.kind !== 'object' || block.value?.kind !== 'object') return undefined;
  if (block.value.members.length > 1) return removeMember(text, block.value, member);
  if (condition.value.members.length > 1) return removeMember(text, condition.value, block);
  return removeMember(text, statement.value, condition);
}

/** Gives a block of conditions another operator; where `Condition` has that already, the two become one. */
export function renameBlock(
  { text }: PolicyFacts,
  blocks: ObjectValue,
  block: Member,
  operator: string,
): Edit[] | undefined {
  const target = blocks.members.find((other) => other !== block && other.key.value === operator);
  if (!target) return [replaceString(block.key, operator)];
  if (target.value?.kind !== 'object' || block.value?.kind !== 'object') return undefined;
  const [first, last] = [block.value.members[0], block.value.members.at(-1)];
  const end = target.value.members.at(-1)?.span.end;
  const names = new Set(target.value.members.map(({ key }) => key.value.toLowerCase()));
  // Only between brackets can the members move as they stand.
  if (!first || !last || end === undefined || text.charAt(target.value.span.start) !== '{') return undefined;
  if (block.value.members.some(({ key }) => names.has(key.value.toLowerCase()))) return undefined;
  const moved = insertion(end, `,${gapIn(text, target.value)}${text.slice(first.span.start, last.span.end)}`);
  return [removeMember(text, blocks, block), moved];
}

/** Writes another condition key, where its block does not have that already. */
export function renameKey({ block, member }: ConditionFacts, name: string | undefined): Change[] {
  const others = block.value?.kind === 'object' ? block.value.members : [];
  const taken = others.some(
    ({ key }) => key.value.toLowerCase() === name?.toLowerCase() && key !== member.key,
  );
  if (name === undefined || taken) return [];
  const edits = [replaceString(member.key, name)];
  return [{ title: `Write ${JSON.stringify(name)}`, edits, anywhere: true }];
}

/** Puts a condition under another operator: renames its block where it is alone there, else moves it out. */
export function changeOperator(
  policy: PolicyFacts,
  statement: StatementFacts,
  condition: ConditionFacts,
  operator: string,
): Edit[] | undefined {
  const { block, member } = condition;
  const blocks = statement.condition?.value;
  if (blocks?.kind !== 'object' || block.value?.kind !== 'object' || !member.value) return undefined;
  const there = blocks.members.find((other) => other.key.value === operator);
  if (!there && block.value.members.length === 1) return [replaceString(block.key, operator)];
  const json = plainJson(condition);
  const added =
    json === undefined ? undefined : addCondition(policy, statement, operator, condition.name, json);
  const removed = removeCondition(policy, statement, condition);
  if (!added || !removed) return undefined;
  const apart = added.span.start >= removed.span.end || added.span.end <= removed.span.start;
  return apart ? [removed, added] : undefined;
}

/** The operator with some part of it changed, as a policy writes it. */
export function operatorWith(
  found: FoundOperator,
  change: Partial<FoundOperator> & { name?: string },
): string {
  const { name, ...rest } = change;
  const operator = name === undefined ? found.operator : { ...found.operator, name };
  return operatorName({ ...found, operator, ...rest });
}

function plainJson({ member, values }: ConditionFacts): Json | undefined {
  const plain = values.map((value) =>
    value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean' ? value.value : undefined,
  );
  const known = plain.filter((value) => value !== undefined);
  if (known.length < plain.length) return undefined;
  return member.value?.kind === 'array' ? known : known[0];
}
