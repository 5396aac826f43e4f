import type { Span, Value } from '../../document';
import type { Attribute, Block, Body, Expression, Item } from '../hcl/syntax';
import type { Remark } from '../language';
import { droppedInput } from './remarks';
import { impliedPolicy, StatementReader } from './statements';
import { valueOf } from './values';

/** The major version of terraform-aws-modules/kms from which on a statement has `condition`. Source: its UPGRADE-4.0. */
const conditionSince = 4;

const blockNames: ReadonlySet<string> = new Set(['principals', 'not_principals', 'condition', 'conditions']);

/**
 * The statements that a module takes as an input, in the words of the data source: as objects of a list or a map.
 * @param major of the module, where it is known
 */
export function statementsOfModule(
  text: string,
  input: Expression,
  major: number | undefined,
): { root: Value; remarks: readonly Remark[]; span: Span } | undefined {
  const objects = objectsIn(input);
  if (objects.length === 0) return undefined;
  const reader = new StatementReader({ text, document: true, notation: 'hcl' });
  const dropped: Remark[] = [];
  const open: Value = { kind: 'hole', span: { start: input.span.end, end: input.span.end }, name: 'module' };
  const items = objects.map((object): Value => {
    const body = bodyOf(object);
    // A name that is computed, or a value that is not in the text, may hide anything.
    if (!body)
      return valueOf(object, { text, notation: 'hcl' }).kind === 'hole'
        ? open
        : { ...open, span: object.span };
    dropped.push(...droppedIn(object, major));
    return reader.read({
      ...body,
      braces: object.span,
      header: { start: object.span.start, end: object.span.start },
    });
  });
  const { span } = input;
  return {
    root: impliedPolicy(span, items, open),
    remarks: [...dropped, ...reader.remarks],
    span,
  };
}

type ObjectExpression = Expression & { kind: 'object' };

function objectsIn(input: Expression): ObjectExpression[] {
  if (input.kind === 'list') return input.items.filter((item) => item.kind === 'object');
  if (input.kind === 'call' && input.name === 'concat') return input.args.flatMap(objectsIn);
  if (input.kind !== 'object') return [];
  return input.items.flatMap(({ value }) => (value?.kind === 'object' ? [value] : []));
}

/** The object as a body; undefined where not all of its names, or blocks, are in the text. */
function bodyOf(object: ObjectExpression): Body | undefined {
  const body: Body = { attributes: [], blocks: [] };
  for (const item of object.items) {
    const name = nameOf(item);
    if (name === undefined) return undefined;
    if (!blockNames.has(name)) body.attributes.push(attributeOf(name, item));
    else {
      const blocks = blocksOf(name === 'conditions' ? 'condition' : name, item);
      if (!blocks) return undefined;
      body.blocks.push(...blocks);
    }
  }
  return body;
}

function blocksOf(type: string, { key, value }: Item): Block[] | undefined {
  const items = value?.kind === 'list' ? value.items : value?.kind === 'object' ? [value] : undefined;
  if (!items?.every((item) => item.kind === 'object')) return undefined;
  const blocks: Block[] = [];
  for (const item of items) {
    const body = bodyOf(item);
    if (!body) return undefined;
    blocks.push({ type, typeSpan: key.span, labels: [], body, braces: item.span, span: item.span });
  }
  return blocks;
}

function attributeOf(name: string, { key, value, equals, span }: Item): Attribute {
  return {
    ...{ name, nameSpan: key.span, span },
    ...(equals !== undefined && { equals }),
    ...(value && { value }),
  };
}

function nameOf({ key }: Item): string | undefined {
  return key.kind === 'reference' && key.path.length === 1 ? key.path[0] : undefined;
}

function droppedIn(object: ObjectExpression, major: number | undefined): Remark[] {
  if (major === undefined) return [];
  const [right, wrong] = major >= conditionSince ? ['condition', 'conditions'] : ['conditions', 'condition'];
  return object.items.flatMap((item) =>
    nameOf(item) === wrong ? [droppedInput(wrong, right, item.key.span, major)] : [],
  );
}
