import type { Json } from '../../fixes/layout';
import { hclText, objectName } from '../hcl/writing';
import type { HclWriting } from '../hcl/writing';
import { argumentName, isBlock, statementBlock } from './blocks';
import { expressionText } from './references';

const writing: HclWriting = { eol: '\n', unit: '  ', string: expressionText };

/** A policy for the attribute `policy` of a key: `jsonencode({…})`. */
export function encodedPolicy(policy: Json, indent = ''): string {
  return `jsonencode(${hclText(policy, indent, writing)})`;
}

/** A policy as `data "aws_iam_policy_document"`; undefined where the data source cannot say the same. */
export function documentSource(policy: Json, name: string): string | undefined {
  if (!isObject(policy)) return undefined;
  const { Version: version, Id: id, Statement: list, ...others } = policy;
  const statements = isList(list) ? list : list === undefined ? [] : [list];
  if (Object.keys(others).length > 0 || !statements.every(isStatement)) return undefined;
  const attributes = [
    // The data source has a default of its own, which is not that of a policy.
    ...(version === '2012-10-17' ? [] : [`version = ${hclText(version ?? '2008-10-17', '', writing)}`]),
    ...(id === undefined ? [] : [`policy_id = ${hclText(id, '', writing)}`]),
  ];
  const blocks = statements.map((statement) => statementBlock(statement, '  ', writing));
  const parts = [...attributes, ...blocks].map((part) => `  ${part}`);
  return `data "aws_iam_policy_document" ${JSON.stringify(objectName(name))} {\n${parts.join('\n\n')}\n}\n`;
}

/** Whether each element is one that a block of the data source has, in a form that it takes. */
function isStatement(json: Json): boolean {
  if (!isObject(json)) return false;
  return Object.entries(json).every(([element, value]) => {
    const name = argumentName(element);
    if (name === element || element === 'Statement' || element === 'Version' || element === 'Id')
      return false;
    if (!isBlock(name))
      return name === 'sid' || name === 'effect' ? isText(value) && value !== '' : isTexts(value);
    if (name === 'condition') return isObject(value) && Object.values(value).every(isPairs);
    return value === '*' || (isPairs(value) && !Object.hasOwn(value as object, '*'));
  });
}

function isPairs(json: Json): boolean {
  return isObject(json) && Object.keys(json).length > 0 && Object.values(json).every(isTexts);
}

/** An empty list is nothing to the data source. */
function isTexts(json: Json): boolean {
  return isText(json) || (isList(json) && json.length > 0 && json.every(isText));
}

function isText(json: Json): boolean {
  return typeof json === 'string';
}

function isObject(json: Json | undefined): json is { readonly [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}
