import type { Value } from '../document';
import type { PolicyFacts, StatementFacts } from '../facts';
import { freshSid, sidsOf } from '../refactor/addSid';
import { partitionShape } from '../vocabulary/places';
import { insertMember, insertion, removeItem } from './edit';
import type { Edit, Fix } from './fix';
import { eolOf, gapIn, indentUnit, lineIndent, render } from './layout';
import type { Json } from './layout';

/** Takes a whole statement out; undefined where it is the only one, or not in a list. */
export function removeStatement(policy: PolicyFacts, statement: StatementFacts): Edit | undefined {
  const list = policy.document.statement?.value;
  if (list?.kind !== 'array' || list.items.length < 2) return undefined;
  return removeItem(policy.text, list, statement.value);
}

/** Adds a statement as the first one, or behind another. */
export function addStatement(policy: PolicyFacts, json: Json, after?: StatementFacts): Edit | undefined {
  const list = policy.document.statement?.value;
  const { text } = policy;
  if (list?.kind === 'array') {
    const indent = statementIndent(policy);
    return addStatementText(policy, render(text, json, indent), after);
  }
  const { root } = policy.document;
  if (list || root?.kind !== 'object') return undefined;
  return insertMember(text, root, 'Statement', [json]);
}

/** The same with text that is laid out already. */
export function addStatementText(
  policy: PolicyFacts,
  statement: string,
  after?: StatementFacts,
): Edit | undefined {
  const list = policy.document.statement?.value;
  const { text } = policy;
  if (list?.kind !== 'array') return undefined;
  const [first] = list.items;
  if (!first) {
    const outer = lineIndent(text, list.span.start);
    const eol = eolOf(text);
    const inner = text.trim().includes('\n')
      ? `[${eol}${outer}${indentUnit(text)}${statement}${eol}${outer}]`
      : `[${statement}]`;
    return { span: list.span, newText: inner };
  }
  const gap = gapIn(text, list);
  if (after) return insertion(after.value.span.end, `,${gap}${statement}`);
  return insertion(first.span.start, `${statement},${gap}`);
}

/** The white space before a statement's opening brace. */
function statementIndent({ document, text }: PolicyFacts): string {
  const list = document.statement?.value;
  if (list?.kind !== 'array') return '';
  const [first] = list.items;
  if (first) return lineIndent(text, first.span.start);
  return lineIndent(text, list.span.start) + indentUnit(text);
}

/** The account of the key: known, else the one that the policy's account principal names first. */
export function accountOf(policy: PolicyFacts): string | undefined {
  const found = accounts.get(policy);
  if (found) return found.account;
  const account = findAccount(policy);
  accounts.set(policy, { account });
  return account;
}

/** Asked for by every finding that offers an account, and the same for the whole policy. */
const accounts = new WeakMap<PolicyFacts, { account: string | undefined }>();

function findAccount({ known, statements }: PolicyFacts): string | undefined {
  const sure = known.key?.accountId ?? accountOfArn(known.key?.arn) ?? known.callerAccount;
  if (sure) return sure;
  const principals = statements.flatMap((statement) => statement.principals);
  const roots = principals.filter(({ value }) => /:root$|^\d{12}$/.test(value.value));
  for (const { value } of [...roots, ...principals]) {
    const account = /^\d{12}$/.test(value.value) ? value.value : accountOfArn(value.value);
    if (account) return account;
  }
  return accountOfArn(known.callerArn);
}

function accountOfArn(arn: string | undefined): string | undefined {
  const account = arn?.split(':')[4];
  return account && /^\d{12}$/.test(account) ? account : undefined;
}

/** The partition of the key, or of the policy's principals. */
export function partitionOf(policy: PolicyFacts): string {
  const found = partitions.get(policy) ?? findPartition(policy);
  partitions.set(policy, found);
  return found;
}

const partitions = new WeakMap<PolicyFacts, string>();

function findPartition({ known, statements }: PolicyFacts): string {
  const arns = [
    known.key?.arn,
    ...statements.flatMap(({ principals }) => principals.map((p) => p.value.value)),
  ];
  const names = arns.map((arn) => /^arn:([^:]*):/.exec(arn ?? '')?.[1]);
  return names.find((name) => name !== undefined && partitionShape.test(name)) ?? 'aws';
}

/** AWS's example account, for a text that somebody has to complete. */
const exampleAccount = '111122223333';

/** The statement with which the console's default policy begins. */
function delegatingStatement(policy: PolicyFacts): Json {
  const account = accountOf(policy) ?? exampleAccount;
  return {
    Sid: freshSid('Enable IAM User Permissions', sidsOf(policy)),
    Effect: 'Allow',
    Principal: { AWS: `arn:${partitionOf(policy)}:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
}

/** Adds the statement that lets the account's IAM policies decide. */
export function delegationFix(policy: PolicyFacts): Fix[] {
  const edit = addStatement(policy, delegatingStatement(policy));
  if (!edit) return [];
  const account = accountOf(policy) ?? `${exampleAccount} (write your own)`;
  return [{ title: `Let the IAM policies of account ${account} decide`, kind: 'quickfix', edits: [edit] }];
}

/** A fix of one edit that may turn out to be impossible. */
export function fixOf(title: string, edit: Edit | undefined): Fix[] {
  return edit ? [{ title, kind: 'quickfix', edits: [edit] }] : [];
}

/** The text of a value as it stands. */
export function sourceOf({ text }: PolicyFacts, value: Value): string {
  return text.slice(value.span.start, value.span.end);
}
