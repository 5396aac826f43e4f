import type { Member, Value } from '../../document';
import { parsePolicy } from '../../parse';
import { readHcl } from '../hcl/bodies';
import { readExpression } from '../hcl/expressions';
import type { Attribute, Block, Body, Expression, HclFile, Item } from '../hcl/syntax';

/** A file of a module. */
export interface SourceFile extends HclFile {
  name: string;
  text: string;
  /** In Terraform's JSON syntax. */
  json?: true;
}

/** Reads a file of Terraform in either syntax. */
export function readSource(name: string, text: string): SourceFile {
  if (!/\.json$/i.test(name)) return { name, text, ...readHcl(text) };
  const { root, problems } = parsePolicy(text);
  return {
    ...{ name, text, json: true },
    body: root?.kind === 'object' ? bodyOf(text, root, topBlocks) : { attributes: [], blocks: [] },
    broken: problems.filter(({ kind }) => kind === 'invalid').map(({ span }) => span),
  };
}

/** The blocks that a body may have, with the number of their labels: in JSON nothing tells them from attributes. */
type Blocks = Readonly<Record<string, { labels: number; blocks: Blocks }>>;

const named = { labels: 0, blocks: {} };
const statement: Blocks = {
  principals: named,
  not_principals: named,
  condition: named,
  dynamic: { labels: 1, blocks: { content: named } },
};
const inDocument: Blocks = {
  statement: { labels: 0, blocks: statement },
  dynamic: { labels: 1, blocks: { content: { labels: 0, blocks: statement } } },
};

/** Source: Terraform language, "JSON Configuration Syntax". */
const topBlocks: Blocks = {
  resource: { labels: 2, blocks: {} },
  data: { labels: 2, blocks: inDocument },
  module: { labels: 1, blocks: {} },
  locals: named,
};

function bodyOf(text: string, object: Value & { kind: 'object' }, blocks: Blocks): Body {
  const body: Body = { attributes: [], blocks: [] };
  for (const member of object.members) {
    const { value, key } = member;
    const block = Object.hasOwn(blocks, key.value) ? blocks[key.value] : undefined;
    if (block && value) body.blocks.push(...blocksOf(text, member, value, [], block));
    else if (key.value !== '//') body.attributes.push(attributeOf(text, member));
  }
  return body;
}

/** A block is an object or a list of objects, at each level of its labels. */
function blocksOf(
  text: string,
  member: Member,
  value: Value,
  labels: readonly string[],
  shape: { labels: number; blocks: Blocks },
): Block[] {
  if (value.kind === 'array')
    return value.items.flatMap((item) => blocksOf(text, member, item, labels, shape));
  if (value.kind !== 'object') return [];
  if (labels.length < shape.labels)
    return value.members.flatMap((inner) =>
      inner.value ? blocksOf(text, member, inner.value, [...labels, inner.key.value], shape) : [],
    );
  const block: Block = {
    type: member.key.value,
    typeSpan: member.key.span,
    labels,
    body: bodyOf(text, value, shape.blocks),
    braces: value.span,
    span: value.span,
  };
  return [value.unclosed ? { ...block, unclosed: true } : block];
}

function attributeOf(text: string, { key, value, colon, span }: Member): Attribute {
  return {
    name: key.value,
    nameSpan: key.span,
    span,
    ...(colon !== undefined && { equals: colon }),
    ...(value && { value: expressionOf(text, value) }),
  };
}

/** A string is a template; one that cannot be read as such is whatever it may be. */
function expressionOf(text: string, value: Value): Expression {
  const { span } = value;
  switch (value.kind) {
    case 'array':
      return { kind: 'list', span, items: value.items.map((item) => expressionOf(text, item)) };
    case 'object':
      return { kind: 'object', span, items: value.members.map((member) => itemOf(text, member)) };
    case 'number':
    case 'boolean':
      return { kind: 'literal', span, value: value.value };
    case 'null':
      return { kind: 'literal', span, value: null };
    default: {
      const read = readExpression(text, span.start);
      return read?.kind === 'quoted' && read.span.end === span.end ? read : { kind: 'other', span };
    }
  }
}

function itemOf(text: string, { key, value, colon, comma, span }: Member): Item {
  return {
    key: expressionOf(text, key),
    span,
    ...(colon !== undefined && { equals: colon }),
    ...(comma !== undefined && { comma }),
    ...(value && { value: expressionOf(text, value) }),
  };
}
