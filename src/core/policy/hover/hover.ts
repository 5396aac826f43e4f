import type { Markdown } from '../../markdown';
import { code, joined, md, prose } from '../../markdown';
import type { AssistContext } from '../complete/completion';
import { subjectOf } from '../complete/subject';
import { cursorContextOf } from '../complete/cursorContext';
import type { Member, PolicyDocument, Span, Statement, StringValue, Value } from '../document';
import { nodeAt } from '../locate';
import { withoutPlaceholders } from '../placeholders';
import { findConditionKey } from '../vocabulary/conditionKeys';
import { matchActions } from '../vocabulary/match';
import { findOperator } from '../vocabulary/operators';
import { actionMarkdown } from './action';
import { conditionKeyMarkdown } from './conditionKey';
import { elementMarkdown } from './element';
import { holeMarkdown } from './hole';
import { operatorMarkdown } from './operator';
import { principalMarkdown, servicePrincipalMarkdown } from './principal';
import { valueMarkdown } from './value';
import { wildcardMarkdown } from './wildcard';

/** What is said of the thing under the cursor, and of which part of the text. */
export interface Hover {
  span: Span;
  markdown: string;
}

interface Subjects {
  context: AssistContext;
  document: PolicyDocument;
  statement?: Statement;
}

/** What the thing at the offset means. Undefined where nothing can be said. Never throws, whatever the text. */
export function hoverAt(
  written: PolicyDocument,
  offset: number,
  context: AssistContext = {},
): Hover | undefined {
  const { document } = withoutPlaceholders(written);
  const place = nodeAt(document, offset);
  const target = place && targetAt(place.part, place.member, place.values.at(-1), offset);
  if (!place || !target) return undefined;
  const inputs = { context, document, ...(place.statement && { statement: place.statement }) };
  const last = place.values.at(-1);
  if (last?.kind === 'hole') {
    const { path } = withoutStatement(place.path);
    return { span: last.span, markdown: holeMarkdown(last, path, document.here).source };
  }
  const markdown =
    place.part === 'key'
      ? keyMarkdown(withoutStatement(place.path.slice(0, -1)), target.text, inputs)
      : textMarkdown(withoutStatement(place.path), target.text, inputs);
  return markdown === undefined ? undefined : { span: target.span, markdown: markdown.source };
}

function targetAt(
  part: 'key' | 'value' | 'between',
  member: Member | undefined,
  value: Value | undefined,
  offset: number,
): { span: Span; text: string } | undefined {
  if (part === 'key') return member && touched(member.key, offset);
  if (part === 'between' || !value) return undefined;
  if (value.kind === 'string') return touched(value, offset);
  if (value.kind === 'number' || value.kind === 'boolean')
    return { span: value.span, text: String(value.value) };
  return value.kind === 'hole' ? { span: value.span, text: value.name } : undefined;
}

function touched({ span, value }: StringValue, offset: number): { span: Span; text: string } | undefined {
  return offset < span.end ? { span, text: value } : undefined;
}

/** The path inside a statement, or that inside the policy with its first name. */
function withoutStatement(path: readonly (string | number)[]): {
  statement: boolean;
  path: (string | number)[];
} {
  if (path[0] !== 'Statement') return { statement: false, path: [...path] };
  return { statement: true, path: path.slice(typeof path[1] === 'number' ? 2 : 1) };
}

type Where = ReturnType<typeof withoutStatement>;

const policyNames = new Set(['Version', 'Id', 'Statement']);
const principalNames = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

function keyMarkdown({ statement, path }: Where, text: string, inputs: Subjects): Markdown | undefined {
  const [element, operator] = path;
  if (!statement) return element === undefined && policyNames.has(text) ? elementMarkdown(text) : undefined;
  if (element === undefined) return policyNames.has(text) ? undefined : elementMarkdown(text);
  if (element === 'Principal' || element === 'NotPrincipal')
    return principalNames.has(text) ? elementMarkdown(text) : undefined;
  if (element !== 'Condition') return undefined;
  if (operator === undefined) {
    const found = findOperator(text);
    return found && operatorMarkdown(found);
  }
  const found = findConditionKey(text);
  return found && joined([conditionKeyMarkdown(found), lackingText(text, inputs)], '\n\n');
}

/** Actions of the statement that do not carry the key: why a condition may do less than it seems. */
function lackingText(name: string, { statement }: Subjects): Markdown | undefined {
  const found = findConditionKey(name);
  if (!found || found.key.global || !statement) return undefined;
  const { covered } = subjectOf(statement);
  const lacking = covered.filter(
    (action) => action.inKeyPolicy && !action.conditionKeys.includes(found.key.name),
  );
  if (lacking.length === 0 || covered.length > 20) return undefined;
  const names = lacking.map((action) => code(action.name));
  return md`⚠ In this statement, requests of ${joined(names, ', ')} do not carry it.`;
}

function textMarkdown({ statement, path }: Where, text: string, inputs: Subjects): Markdown | undefined {
  const [element, ...rest] = path;
  if (!statement) return element === 'Version' ? versionMarkdown(text) : elementText(element, text);
  switch (element) {
    case 'Effect':
      return text === 'Allow' || text === 'Deny' ? elementMarkdown(text) : undefined;
    case 'Action':
    case 'NotAction':
      return actionText(text, inputs);
    case 'Principal':
    case 'NotPrincipal':
      return principalText(rest[0], text, inputs);
    case 'Resource':
    case 'NotResource':
      return resourceText(text, inputs);
    case 'Sid':
      return sidText(text);
    case 'Condition':
      return valueText(rest, text, inputs);
    default:
      return undefined;
  }
}

function elementText(element: string | number | undefined, text: string): Markdown | undefined {
  return element === 'Id'
    ? md`Name of the policy: ${code(text)}. KMS keeps it and does not read it.`
    : undefined;
}

function versionMarkdown(text: string): Markdown | undefined {
  if (text === '2012-10-17')
    return md`
The current version of the policy language.
    `;
  if (text === '2008-10-17')
    return prose(
      'The first version of the policy language: policy variables such as `${aws:username}` are plain text in it. Write `2012-10-17`.',
    );
  return undefined;
}

function actionText(text: string, { context }: Subjects): Markdown | undefined {
  const matches = matchActions(text);
  const [only] = matches;
  if (!only) return undefined;
  return /[*?]/.test(text) ? wildcardMarkdown(text, matches, context.key) : actionMarkdown(only, context.key);
}

function principalText(
  type: string | number | undefined,
  text: string,
  { document, context }: Subjects,
): Markdown | undefined {
  if (type === 'Service') return servicePrincipalMarkdown(text);
  if (type === undefined ? text !== '*' : type !== 'AWS') return undefined;
  const around = cursorContextOf(document, context);
  const own = context.accountId ?? (context.key?.arn === undefined ? undefined : around.account);
  return principalMarkdown(text, {
    ...(own !== undefined && { accountId: own }),
    ...(context.principals && { known: new Set(context.principals) }),
  });
}

function resourceText(text: string, { context }: Subjects): Markdown {
  if (text === '*')
    return md`**This key**: in a key policy ${code('"*"')} is the key to which the policy belongs.`;
  if (context.key?.arn !== undefined && text === context.key.arn)
    return prose('The ARN of this key. AWS takes only `"*"` here: write that.');
  return prose('A key policy is only about its own key: write `"*"`.');
}

const consoleSids: Readonly<Record<string, string>> = {
  'Enable IAM User Permissions': 'the account statement',
  'Allow access for Key Administrators': 'the statement of key administrators',
  'Allow use of the key': 'the statement of key users',
  'Allow attachment of persistent resources': 'the statement on grants of key users',
};

function sidText(text: string): Markdown {
  const known = Object.hasOwn(consoleSids, text) ? consoleSids[text] : undefined;
  return known === undefined
    ? md`
The name of this statement: any text, best used once only. It has no effect on access.
      `
    : md`The console knows ${known} by this Sid. Under another name its default view cannot show the statement.`;
}

function valueText(path: readonly (string | number)[], text: string, inputs: Subjects): Markdown | undefined {
  const [operator, key] = path;
  if (typeof operator !== 'string' || typeof key !== 'string') return undefined;
  return valueMarkdown(findOperator(operator), findConditionKey(key), text, inputs.context);
}
