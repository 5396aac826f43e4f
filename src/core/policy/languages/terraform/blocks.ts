import { isMark } from '../../complete/snippetTree';
import { ownValue } from '../../../ownValue';
import type { Json } from '../../fixes/layout';
import { alignedPairs, hclText } from '../hcl/writing';
import type { HclWriting } from '../hcl/writing';

/** What the elements of a statement are called in the data source. */
const names: Readonly<Record<string, string>> = {
  Version: 'version',
  Id: 'policy_id',
  Sid: 'sid',
  Effect: 'effect',
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
  Principal: 'principals',
  NotPrincipal: 'not_principals',
  Condition: 'condition',
  Statement: 'statement',
};
const lists: ReadonlySet<string> = new Set(['actions', 'not_actions', 'resources', 'not_resources']);
const blocks: ReadonlySet<string> = new Set(['principals', 'not_principals', 'condition']);

/** The data source's word for an element; a word that it does not know stays. */
export function argumentName(element: string): string {
  return ownValue(names, element) ?? element;
}

/** Whether the element is written in blocks. */
export function isBlock(name: string): boolean {
  return blocks.has(name);
}

/** A statement as a block: its attributes, then its blocks with a line between. */
export function statementBlock(json: Json, indent: string, writing: HclWriting): string {
  const elements =
    typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.entries(json) : [];
  const inner = indent + writing.unit;
  const marks = elements.filter(([element]) => isMark(element)).map(([element]) => inner + element);
  const named = elements
    .filter(([element]) => !isMark(element))
    .map(([element, value]) => [argumentName(element), value] as const);
  const pairs = named
    .filter(([name]) => !isBlock(name))
    .map(([name, value]) => ({ name, value: hclText(argumentValue(name, value), inner, writing) }));
  const nested = named
    .filter(([name]) => isBlock(name))
    .map(([name, value]) => inner + nestedBlocks(name, value, inner, writing));
  const attributes = pairs.length > 0 ? [alignedPairs(pairs, inner, writing)] : [];
  const body = [...attributes, ...nested, ...marks].join(writing.eol + writing.eol);
  return `statement {${writing.eol}${body}${writing.eol}${indent}}`;
}

/** The value of an argument: lists stay lists, also of one. */
export function argumentValue(name: string, json: Json): Json {
  return lists.has(name) && !Array.isArray(json) ? [json] : json;
}

/** `principals { … }` or `condition { … }`, as many as the element has parts. */
export function nestedBlocks(name: string, json: Json, indent: string, writing: HclWriting): string {
  const all = name === 'condition' ? conditionPairs(json) : principalPairs(json);
  const inner = indent + writing.unit;
  return all
    .map((pairs) => {
      const lines = pairs.map(([key, value]) => ({ name: key, value: hclText(value, inner, writing) }));
      return `${name} {${writing.eol}${alignedPairs(lines, inner, writing)}${writing.eol}${indent}}`;
    })
    .join(writing.eol + writing.eol + indent);
}

type Pairs = (readonly [name: string, value: Json])[];

/** `{"AWS": [...], "Service": "…"}`, or `"*"`. */
function principalPairs(json: Json): Pairs[] {
  const types = typeof json === 'object' && json !== null ? Object.entries(json) : [['*', json] as const];
  return types.map(([type, value]): Pairs => [
    ['type', type],
    ['identifiers', Array.isArray(value) ? value : [value]],
  ]);
}

/** `{"Bool": {"key": [...]}}` */
function conditionPairs(json: Json): Pairs[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([test, keys]): Pairs[] =>
    typeof keys === 'object' && keys !== null
      ? Object.entries(keys).map(([variable, value]): Pairs => [
          ['test', test],
          ['variable', variable],
          ['values', Array.isArray(value) ? value : [value]],
        ])
      : [],
  );
}
