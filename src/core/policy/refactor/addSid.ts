import type { PolicyFacts, StatementFacts } from '../facts';
import { insertMember } from '../fixes/edit';
import type { Change } from '../fixes/fix';
import { show } from '../rules/parts/words';

/** Gives a statement without one a Sid that says what it is for. */
export function addSid(policy: PolicyFacts, statement: StatementFacts): Change | undefined {
  if (statement.sid) return undefined;
  const name = sidFor(policy, statement);
  const edits = [insertMember(policy.text, statement.value, 'Sid', name, { first: true })];
  return { title: `Add the Sid ${show(name)}`, edits };
}

/** A Sid that says what the statement is for, and that no other statement has. */
export function sidFor(policy: PolicyFacts, statement: StatementFacts): string {
  return freshSid(purposeOf(statement), sidsOf(policy));
}

/** The name, with a number behind it where it is taken. `tried` spares many calls the numbers that they have tried. */
export function freshSid(
  name: string,
  taken: ReadonlySet<string>,
  tried = new Map<string, number>(),
): string {
  if (!taken.has(name)) return name;
  const stem = name.replace(/ ?\d+$/, '');
  let number = tried.get(stem) ?? 2;
  while (taken.has(`${stem}${number}`)) number += 1;
  tried.set(stem, number);
  return `${stem}${number}`;
}

export function sidsOf({ statements }: PolicyFacts): Set<string> {
  return new Set(statements.flatMap(({ sid }) => (sid?.value?.kind === 'string' ? sid.value.value : [])));
}

/** `AllowDecrypt`, `DenyScheduleKeyDeletion`, `AllowUseByCloudtrail`… */
function purposeOf({ decides, actions, principals, notAction, covers }: StatementFacts): string {
  const effect = decides ?? 'Allow';
  if (notAction)
    return `${effect}AllBut${words(notAction.value?.kind === 'string' ? notAction.value.value : '')}`;
  const [action] = actions;
  const what =
    actions.length === 1 && action
      ? words(action.value.value) || 'Everything'
      : has(covers, 'kms:PutKeyPolicy')
        ? 'Administration'
        : has(covers, 'kms:Decrypt') || has(covers, 'kms:Sign') || has(covers, 'kms:GenerateMac')
          ? 'Use'
          : has(covers, 'kms:CreateGrant')
            ? 'Grants'
            : 'Some';
  const [service] = principals.filter(({ type }) => type === 'Service');
  return `${effect}${what}${service ? `By${words(service.value.value.split('.')[0] ?? '')}` : ''}`;
}

function has(covers: StatementFacts['covers'], name: string): boolean {
  return covers !== undefined && [...covers].some((action) => action.name === name);
}

function words(text: string): string {
  const plain = text.replace(/^\w+:/, '').split(/[^A-Za-z0-9]+/);
  return plain.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
