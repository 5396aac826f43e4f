import { parseArn } from '../arn';
import type { PolicyDocument, Span, Statement, Value } from './document';
import { stringsOf } from './locate';

/** A statement as a list of places to go to. */
export interface OutlineEntry {
  /** The Sid, else what the statement does. */
  name: string;
  /** What the name does not say. */
  detail: string;
  span: Span;
  /** What to select: the Sid where there is one. */
  selection: Span;
}

/** The statements of a policy, in their order. */
export function outline(document: PolicyDocument): OutlineEntry[] {
  return document.statements.map((statement) => {
    const sid = statement.sid?.value?.kind === 'string' ? statement.sid.value : undefined;
    const says = describe(statement);
    const named = sid !== undefined && sid.value.trim() !== '';
    return {
      name: named ? sid.value : says,
      detail: named ? says : '',
      span: statement.value.span,
      selection: named ? sid.span : statement.value.span,
    };
  });
}

/** `Allow kms:Decrypt, kms:Encrypt to role/app, if StringEquals`. */
function describe(statement: Statement): string {
  const effect = stringsOf(statement.effect?.value)[0]?.value ?? 'Statement';
  const actions = stringsOf(statement.action?.value).map(({ value }) => value);
  const refused = stringsOf(statement.notAction?.value).map(({ value }) => value);
  const what = refused.length > 0 ? `all but ${few(refused)}` : few(actions);
  const who = statement.notPrincipal
    ? `everyone but ${few(principals(statement.notPrincipal.value))}`
    : few(principals(statement.principal?.value));
  const condition = statement.condition?.value;
  const when = condition?.kind === 'object' && condition.members.length > 0;
  return [effect, what, who && `to ${who}`, when ? 'with conditions' : '']
    .filter((part) => part !== '')
    .join(' ');
}

function principals(value: Value | undefined): string[] {
  if (value?.kind === 'string') return [value.value === '*' ? 'everyone' : value.value];
  if (value?.kind !== 'object') return [];
  return value.members.flatMap((member) =>
    stringsOf(member.value).map(({ value: name }) => shortPrincipal(name)),
  );
}

/** `role/app` of its ARN, the id of an account. */
function shortPrincipal(name: string): string {
  if (name === '*') return 'everyone';
  const arn = parseArn(name);
  if (arn?.service !== 'iam' && arn?.service !== 'sts') return name;
  return arn.resource === 'root' ? arn.account : arn.resource || name;
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, 2).join(', ');
  return names.length > 2 ? `${shown} and ${names.length - 2} more` : shown;
}
