import { parseArn } from '../../arn';
import type { Value } from '../document';
import type { PolicyFacts, StatementFacts } from '../facts';
import { freshSid, sidsOf } from '../refactor/addSid';
import { partitionShape } from '../vocabulary/places';
import { notationOf } from '../languages/notations';
import { insertMember, removeItem } from './edit';
import type { Edit, Change } from './fix';
import { eolOf, indentUnit, lineIndent, render } from './layout';
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
    const source =
      list.items.length > 0
        ? notationOf(list).item(text, list, json)
        : render(text, json, lineIndent(text, list.span.start) + indentUnit(text), notationOf(list).string);
    return addStatementText(policy, source, after);
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
  if (list.items.length > 0) return notationOf(list).insertItem(text, list, statement, after?.value);
  const outer = lineIndent(text, list.span.start);
  const eol = eolOf(text);
  const inner = text.trim().includes('\n')
    ? `[${eol}${outer}${indentUnit(text)}${statement}${eol}${outer}]`
    : `[${statement}]`;
  return { span: list.span, newText: inner };
}

/** The account of the key, or of who would save the policy; a statement of the policy may name any. */
export function accountOf({ known }: PolicyFacts): string | undefined {
  return (
    known.key?.accountId ??
    accountOfArn(known.key?.arn) ??
    known.callerAccount ??
    accountOfArn(known.callerArn)
  );
}

function accountOfArn(arn: string | undefined): string | undefined {
  const account = parseArn(arn ?? '')?.account;
  return account && /^\d{12}$/.test(account) ? account : undefined;
}

/** The partition of the key, or of the policy's principals. */
export function partitionOfPolicy(policy: PolicyFacts): string {
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

/** AWS's example account: the person writes its own over it. */
const exampleAccount = '111122223333';

/** The statement with which the console's default policy begins. */
function delegatingStatement(policy: PolicyFacts, account: string): Json {
  return {
    Sid: freshSid('Enable IAM User Permissions', sidsOf(policy)),
    Effect: 'Allow',
    Principal: { AWS: accountPrincipal(policy, account) },
    Action: 'kms:*',
    Resource: '*',
  };
}

/** The principal that stands for an account. */
export function accountPrincipal(policy: PolicyFacts, account: string): string {
  return `arn:${policy.document.here?.partition ?? partitionOfPolicy(policy)}:iam::${account}:root`;
}

/** Adds the statement that lets the account's IAM policies decide. */
export function delegationFix(policy: PolicyFacts): Change[] {
  return withAccount(policy, (account, name) => ({
    title: `Allow ${name} full access through IAM (kms:*)`,
    edit: addStatement(policy, delegatingStatement(policy, account)),
  })).map((change) => ({ ...change, saysWhatItAllows: true }));
}

/**
 * A fix that names the account of the key: the known one, else a placeholder that the person replaces. A
 * statement's account is never taken for it, which may be a partner's.
 */
export function withAccount(
  policy: PolicyFacts,
  make: (account: string, name: string) => { title: string; edit: Edit | undefined },
): Change[] {
  const { here } = policy.document;
  const known = here?.account ?? accountOf(policy);
  const name = here ? 'the account of the key' : known ? `account ${known}` : 'an account';
  const { title, edit } = make(known ?? exampleAccount, name);
  if (!edit) return [];
  const change: Change = { title, edits: [edit] };
  return [known ? change : { ...change, title: `${title}…`, placeholders: [exampleAccount] }];
}

/** A fix of one edit that may turn out to be impossible. */
export function fixOf(title: string, edit: Edit | undefined): Change[] {
  return edit ? [{ title, edits: [edit] }] : [];
}

/** The text of a value as it stands. */
export function sourceOf({ text }: PolicyFacts, value: Value): string {
  return text.slice(value.span.start, value.span.end);
}
