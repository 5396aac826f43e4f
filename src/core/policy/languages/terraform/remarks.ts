import { ownValue } from '../../../ownValue';
import type { Span } from '../../document';
import type { Edit } from '../../fixes/fix';
import type { Remark } from '../language';
import { closest } from '../../vocabulary/match';
import { notices } from '../../rules/parts/notices';

/** The arguments and blocks of the data source. Source: provider documentation, `aws_iam_policy_document`. */
export const documentWords = {
  document: [
    ...['policy_id', 'version', 'statement', 'source_policy_documents', 'override_policy_documents'],
    ...[
      'source_json',
      'override_json',
      'dynamic',
      'count',
      'for_each',
      'provider',
      'depends_on',
      'lifecycle',
    ],
  ],
  statement: [
    ...['sid', 'effect', 'actions', 'not_actions', 'resources', 'not_resources'],
    ...['principals', 'not_principals', 'condition', 'dynamic'],
  ],
  principals: ['type', 'identifiers'],
  condition: ['test', 'variable', 'values'],
} as const satisfies Record<string, readonly string[]>;

/** Names of a policy in JSON for what the data source calls otherwise, and other usual slips. */
const slips: Readonly<Record<string, string>> = {
  action: 'actions',
  notaction: 'not_actions',
  resource: 'resources',
  notresource: 'not_resources',
  principal: 'principals',
  notprincipal: 'not_principals',
  conditions: 'condition',
  id: 'policy_id',
};

/** What is meant by a name of a policy in JSON. */
export function slipOf(name: string): string | undefined {
  return ownValue(slips, name.toLowerCase());
}

/** What Terraform says of such names: "An argument named "Action" is not expected here." */
export function unknownArgument(
  name: string,
  span: Span,
  where: keyof typeof documentWords,
): Remark | undefined {
  const known: readonly string[] = documentWords[where];
  if (known.includes(name)) return undefined;
  const slip = slipOf(name);
  const right = slip !== undefined && known.includes(slip) ? slip : closest(name, known);
  const place = where === 'document' ? 'aws_iam_policy_document' : `A ${where} block`;
  const message = `${where === 'document' ? 'The data source ' : ''}${place} has no ${name}, and Terraform refuses it. ${right === undefined ? 'Remove it.' : `Write ${right}.`}`;
  return remark(
    'terraformArgument',
    span,
    message,
    right === undefined ? undefined : [`Write ${right}`, [{ span, newText: right }]],
  );
}

/** Terraform: "Inappropriate value for attribute "values": list of string required." */
export function listWanted(name: string, { start, end }: Span): Remark {
  const edits = [
    { span: { start, end: start }, newText: '[' },
    { span: { start: end, end }, newText: ']' },
  ];
  const message = `${name} takes a list of texts, and Terraform refuses a text alone. Write it in square brackets.`;
  return remark('terraformList', { start, end }, message, ['Write a list', edits]);
}

/** An attribute of a statement that the version of the module does not look at. */
export function droppedInput(name: string, right: string, span: Span, version: number): Remark {
  const message = `Version ${version} of the module knows no ${name} and drops it without a word: the statement holds without it. Write ${right}.`;
  return remark('terraformModuleInput', span, message, [`Write ${right}`, [{ span, newText: right }]]);
}

function remark(
  notice: 'terraformArgument' | 'terraformList' | 'terraformModuleInput',
  span: Span,
  message: string,
  fix: [title: string, edits: Edit[]] | undefined,
): Remark {
  const { code, severity, link } = notices[notice];
  // Terraform takes the text only afterwards: what anybody may do then is what the text says.
  return {
    code,
    severity,
    link,
    span,
    message,
    ...(fix && { fix: { title: fix[0], edits: fix[1], kind: 'correction' } }),
  };
}
