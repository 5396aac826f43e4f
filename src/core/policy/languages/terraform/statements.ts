import { ownValue } from '../../../ownValue';
import type { Member, Span, StringValue, Value } from '../../document';
import type { Attribute, Block, Expression } from '../hcl/syntax';
import { attributeIn } from './module';
import type { Remark } from '../language';
import { listWanted, slipOf, unknownArgument } from './remarks';
import type { documentWords } from './remarks';
import { stringOf, valueOf } from './values';
import type { Place } from './values';

/** A statement as a block, or as an object among the inputs of a module. */
export interface StatementSource {
  attributes: readonly Attribute[];
  blocks: readonly Block[];
  /** From brace to brace. */
  braces: Span;
  /** What stands for the statement where nothing is written: an Effect that is the default. */
  header: Span;
}

/** The words of the data source, and the elements of a policy that they become. */
const attributes: Readonly<Record<string, string>> = {
  sid: 'Sid',
  effect: 'Effect',
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
};
const principalBlocks: Readonly<Record<string, string>> = {
  principals: 'Principal',
  not_principals: 'NotPrincipal',
};
/** What is meant has a remark of its own, and is not missing. */
const slipsOfBlocks: Readonly<Record<string, string>> = {
  principal: 'Principal',
  not_principal: 'NotPrincipal',
  conditions: 'Condition',
};
const blockElements: Readonly<Record<string, string>> = { ...principalBlocks, condition: 'Condition' };
const lists: ReadonlySet<string> = new Set(['actions', 'not_actions', 'resources', 'not_resources']);

/** Makes statements of a policy from those of `aws_iam_policy_document`. */
export class StatementReader {
  readonly remarks: Remark[] = [];
  readonly #place: Place;
  readonly #lenient: boolean;

  /** @param lenient what is not complete is shown for what it may become */
  constructor(place: Place, lenient = false) {
    this.#place = place;
    this.#lenient = lenient;
  }

  read(source: StatementSource): Value & { kind: 'object' } {
    const members = [
      ...source.attributes.flatMap((attribute) => this.#attribute(attribute) ?? []),
      ...this.#principals(source.blocks),
      ...this.#condition(source.blocks),
    ];
    if (!this.#lenient && !members.some(({ key }) => key.value === 'Effect'))
      members.push(impliedMember('Effect', 'Allow', source.header));
    for (const { type, typeSpan, span } of source.blocks) {
      this.#note(type, typeSpan, 'statement');
      const element = Object.hasOwn(slipsOfBlocks, type) ? slipsOfBlocks[type] : undefined;
      if (element === undefined) continue;
      members.push({ key: this.#name(typeSpan, element), span, value: { kind: 'hole', span, name: 'slip' } });
    }
    members.sort((a, b) => a.span.start - b.span.start);
    return { kind: 'object', span: source.braces, members, notation: 'hcl-statement' };
  }

  #attribute({ name, nameSpan, equals, value, span }: Attribute): Member | undefined {
    const element = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (equals === undefined) return { key: this.#name(nameSpan, name), span };
    if (element === undefined) {
      // `principals = { … }`, as before Terraform 0.12.
      const block = ownValue(blockElements, name);
      if (block !== undefined)
        return { key: this.#name(nameSpan, block), span, value: { kind: 'hole', span, name: 'block' } };
      this.#note(name, nameSpan, 'statement');
      const meant = slipOf(name);
      const known = meant === undefined ? undefined : ownValue(attributes, meant);
      return { key: this.#name(nameSpan, known ?? name), span, value: { kind: 'hole', span, name: 'slip' } };
    }
    if (isNull(value) || (name === 'sid' && this.#isEmpty(value))) return undefined;
    // An empty list is no list: many modules write all arguments down.
    if (!this.#lenient && value?.kind === 'list' && value.items.length === 0) return undefined;
    return {
      ...{ key: this.#name(nameSpan, element), span, colon: equals },
      ...(value && { value: lists.has(name) ? this.list(value, name) : valueOf(value, this.#place) }),
    };
  }

  #name(span: Span, value: string): StringValue {
    return { kind: 'string', span, value, notation: 'hcl-argument' };
  }

  #isEmpty(value: Expression | undefined): boolean {
    return value?.kind === 'quoted' && !value.unclosed && value.parts.length === 0;
  }

  /** A list of texts; numbers and truth values become texts, and a text alone is refused by Terraform. */
  list(expression: Expression, name: string): Value {
    const { notation } = this.#place;
    const value = valueOf(expression, this.#place);
    const { span } = value;
    if (value.kind === 'array')
      return {
        ...value,
        items: value.items.map((item) => textOf(item, notation)),
        notation: value.notation === notation ? 'hcl-strings' : 'hcl-list-of',
      };
    if (value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'boolean') return value;
    this.remarks.push(listWanted(name, span));
    return textOf(value, notation);
  }

  #principals(blocks: readonly Block[]): Member[] {
    return Object.entries(principalBlocks).flatMap(([name, element]) => {
      const found = blocks.filter(
        ({ type, labels }) => type === name || (type === 'dynamic' && labels[0] === name),
      );
      const [first] = found;
      if (!first) return [];
      const members = found.map((block) => this.#principal(block));
      const span = around(found);
      const key = this.#name(first.typeSpan, element);
      const colon = first.typeSpan.end;
      const [only] = members;
      if (members.length === 1 && only && only !== 'hole' && isStar(only))
        return [{ key, colon, span, value: starOf(only) }];
      if (members.includes('hole') && !this.#lenient)
        return [{ key, colon, span, value: { kind: 'hole', span, name: 'principals' } }];
      const known = members
        .filter((member) => member !== 'hole')
        .map((member) => (isStar(member) ? asAws(member) : member));
      const place =
        found.length === 1 ? contentOf(first).braces : { start: first.braces.start, end: span.end };
      return [
        {
          key,
          colon,
          span,
          value: { kind: 'object', span: place, members: known, notation: 'hcl-principals' },
        },
      ];
    });
  }

  /** `type` and `identifiers` of one block; `hole` where the type is only known later. */
  #principal(block: Block): Member | 'hole' {
    const content = contentOf(block);
    const type = attributeIn(content, 'type')?.value;
    const identifiers = attributeIn(content, 'identifiers');
    this.#unknownIn(content, 'principals');
    const key =
      type?.kind === 'quoted' ? stringOf(type, { ...this.#place, notation: 'hcl-text' }) : undefined;
    if (!key) return 'hole';
    const value = identifiers?.value && this.list(identifiers.value, 'identifiers');
    const open: Value = { kind: 'hole', span: content.braces, name: 'identifiers' };
    const items = value?.kind === 'array' ? value.items : value ? [value] : [];
    const names: Value | undefined =
      block === content
        ? (value ?? open)
        : { kind: 'array', span: value?.span ?? content.braces, items: [open, ...items] };
    return { key, span: content.braces, colon: key.span.end, value: names };
  }

  /** Blocks of one operator stay apart: they hold together, as they do in one object. */
  #condition(blocks: readonly Block[]): Member[] {
    const found = blocks.filter(
      ({ type, labels }) => type === 'condition' || (type === 'dynamic' && labels[0] === 'condition'),
    );
    const [first] = found;
    if (!first) return [];
    const members = found.map((block) => this.#conditionBlock(block));
    const span = around(found);
    const key = this.#name(first.typeSpan, 'Condition');
    const known = members.filter((member) => member !== 'hole').flat();
    const colon = first.typeSpan.end;
    if (members.includes('hole') && !this.#lenient)
      return [{ key, colon, span, value: { kind: 'hole', span, name: 'condition' } }];
    const place = found.length === 1 ? contentOf(first).braces : { start: first.braces.start, end: span.end };
    return [
      { key, colon, span, value: { kind: 'object', span: place, members: known, notation: 'hcl-condition' } },
    ];
  }

  #conditionBlock(block: Block): Member[] | 'hole' {
    const content = contentOf(block);
    this.#unknownIn(content, 'condition');
    const test = attributeIn(content, 'test')?.value;
    const place: Place = { ...this.#place, notation: 'hcl-text' };
    const operator = test?.kind === 'quoted' ? stringOf(test, place) : undefined;
    if (!operator) return 'hole';
    const { braces } = content;
    const later: Member = {
      key: operator,
      span: braces,
      colon: operator.span.end,
      value: { kind: 'hole', span: braces, name: 'condition' },
    };
    const variable = attributeIn(content, 'variable')?.value;
    const name = variable?.kind === 'quoted' ? stringOf(variable, place) : undefined;
    if (!name) return [later];
    const values = attributeIn(content, 'values');
    const span = { start: name.span.start, end: Math.max(name.span.end, values?.span.end ?? 0) };
    const pair: Member = {
      ...{ key: name, span, colon: values?.equals ?? name.span.end },
      value: values?.value
        ? this.list(values.value, 'values')
        : { kind: 'hole', span: braces, name: 'values' },
    };
    const value: Value = { kind: 'object', span, members: [pair], notation: 'hcl-condition-values' };
    const judged: Member = { key: operator, span: braces, colon: operator.span.end, value };
    return block === content ? [judged] : [judged, later];
  }

  #unknownIn({ body }: Block, block: 'principals' | 'condition'): void {
    for (const { name, nameSpan } of body.attributes) this.#note(name, nameSpan, block);
  }

  #note(name: string, span: Span, where: keyof typeof documentWords): void {
    const remark = unknownArgument(name, span, where);
    if (remark) this.remarks.push(remark);
  }
}

/** A policy around statements that Terraform puts into one elsewhere; what else is in it is not known. */
export function impliedPolicy(span: Span, statements: readonly Value[], others: Value): Value {
  const statement: Member = {
    key: {
      kind: 'string',
      span: { start: span.start, end: span.start },
      value: 'Statement',
      notation: 'hcl-implied',
    },
    span,
    colon: span.start,
    value: { kind: 'array', span, items: [...statements, others], notation: 'hcl' },
  };
  const members = [impliedMember('Version', '2012-10-17', span), statement];
  return { kind: 'object', span, members, notation: 'hcl' };
}

/** A member that nobody wrote: the data source has a default. */
export function impliedMember(name: string, text: string, { start }: Span): Member {
  const span = { start, end: start };
  const key: StringValue = { kind: 'string', span, value: name, notation: 'hcl-implied' };
  return { key, span, colon: start, value: { kind: 'string', span, value: text, notation: 'hcl-implied' } };
}

/** What is between the braces of a block; of a `dynamic` block, of its `content`. */
export function contentOf(block: Block): Block {
  if (block.type !== 'dynamic') return block;
  return block.body.blocks.find(({ type }) => type === 'content') ?? block;
}

function textOf(value: Value, notation: string): Value {
  if (value.kind !== 'number' && value.kind !== 'boolean') return value;
  return { kind: 'string', span: value.span, value: String(value.value), notation };
}

function isNull(value: Expression | undefined): boolean {
  return value?.kind === 'literal' && value.value === null;
}

function around(blocks: readonly Block[]): Span {
  return { start: blocks[0]?.span.start ?? 0, end: blocks.at(-1)?.span.end ?? 0 };
}

/** `type = "*"` with `identifiers = ["*"]` is everyone. */
function isStar({ key, value }: Member): boolean {
  return key.value === '*' && value?.kind === 'array' && value.items.length === 1;
}

function starOf({ value }: Member): Value {
  const [only] = value?.kind === 'array' ? value.items : [];
  return only ?? { kind: 'hole', span: { start: 0, end: 0 }, name: 'identifiers' };
}

/** Beside other principals everyone has to be one of them. */
function asAws(member: Member): Member {
  return { ...member, key: { ...member.key, value: 'AWS' } };
}
