import type { Member, ObjectValue, StringValue, Value } from '../../document';
import type { ConditionFacts, PolicyFacts, StatementFacts } from '../../facts';
import { changeOperator, renameBlock } from '../../fixes/conditions';
import { removeItem, replaceString } from '../../fixes/edit';
import type { Change } from '../../fixes/fix';
import { fixOf, removeStatement } from '../../fixes/statements';
import { show } from './words';

/**
 * Takes an entry out of an element that has one or a list of strings: out of the list, or with the whole
 * statement where it is all that the element has (so that the rest of the statement does not widen).
 */
export function removeEntry(
  policy: PolicyFacts,
  statement: StatementFacts,
  element: Value | undefined,
  entry: StringValue,
): Change[] {
  if (element?.kind === 'array' && element.items.length > 1)
    return fixOf(`Remove ${show(entry.value)}`, removeItem(policy.text, element, entry));
  return fixOf('Remove the statement, which does nothing', removeStatement(policy, statement));
}

/** Writes another string instead. */
export function write(value: StringValue, text: string): Change {
  return {
    title: `Write ${show(text)}`,
    edits: [replaceString(value, text)],
    anywhere: true,
  };
}

/** Writes another operator over a block of conditions. */
export function blockFix(
  policy: PolicyFacts,
  blocks: ObjectValue,
  block: Member,
  operator: string | undefined,
): Change[] {
  const edits = operator === undefined ? undefined : renameBlock(policy, blocks, block, operator);
  if (!edits || operator === undefined) return [];
  const [only] = edits;
  const anywhere = edits.length === 1 && only?.span === block.key.span;
  return [{ title: `Write ${show(operator)}`, edits, ...(anywhere && { anywhere }) }];
}

/** Puts a condition under another operator. */
export function operatorFix(
  policy: PolicyFacts,
  statement: StatementFacts,
  condition: ConditionFacts,
  operator: string,
): Change[] {
  const edits = changeOperator(policy, statement, condition, operator);
  return edits ? [{ title: `Write ${show(operator)}`, edits }] : [];
}

/** Where an action stands: the value of `Action` or `NotAction`. */
export function actionElement(statement: StatementFacts, entry: StringValue): Value | undefined {
  return elementWith([statement.action, statement.notAction], entry);
}

/** Where a principal stands: the value of `AWS`, `Service`… */
export function principalElement(element: Member, entry: StringValue): Value | undefined {
  const value = element.value;
  return elementWith(value?.kind === 'object' ? value.members : [element], entry);
}

function elementWith(members: readonly (Member | undefined)[], entry: StringValue): Value | undefined {
  return members
    .map((member) => member?.value)
    .find((value) => value === entry || (value?.kind === 'array' && value.items.includes(entry)));
}
