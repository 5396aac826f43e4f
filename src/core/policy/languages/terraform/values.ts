import type { Member, StringValue, Value } from '../../document';
import { placedText } from '../hcl/texts';
import type { Expression, Item, Quoted } from '../hcl/syntax';
import { holeOf } from './holes';

/** Where expressions stand, and how what they say is written. */
export interface Place {
  text: string;
  /** In the data source `&{…}` is a policy variable, too. */
  document?: true;
  notation: string;
}

/** Functions of lists that leave their items what they are. */
const lists: ReadonlySet<string> = new Set([
  ...['concat', 'flatten', 'compact', 'distinct', 'tolist', 'toset', 'sort'],
]);

/** An expression as the value that it gives; what only Terraform can tell is a hole. */
export function valueOf(expression: Expression, place: Place): Value {
  const { span } = expression;
  const { notation } = place;
  switch (expression.kind) {
    case 'object':
      return objectOf(expression, place);
    case 'list':
      return {
        ...{ kind: 'array', span, notation, items: expression.items.map((item) => valueOf(item, place)) },
        ...(expression.unclosed && { unclosed: true }),
      };
    case 'quoted':
      return stringOf(expression, place) ?? holeOf(place.text, expression);
    case 'literal':
      if (typeof expression.value === 'number') return { kind: 'number', span, value: expression.value };
      if (typeof expression.value === 'boolean') return { kind: 'boolean', span, value: expression.value };
      return holeOf(place.text, expression);
    case 'parentheses':
      return expression.inner ? valueOf(expression.inner, place) : holeOf(place.text, expression);
    case 'call':
      return lists.has(expression.name) && !expression.unclosed
        ? { kind: 'array', span, notation: 'hcl-list-of', items: itemsOf(expression.args, place) }
        : holeOf(place.text, expression);
    case 'for':
      return repeated(expression, place);
    default:
      return holeOf(place.text, expression);
  }
}

/** A text in which nothing is filled in. */
export function stringOf(quoted: Quoted, { text, document, notation }: Place): StringValue | undefined {
  if (quoted.parts.some(({ kind }) => kind !== 'text')) return undefined;
  const said = placedText(text, quoted).text;
  const value = document ? said.replaceAll('&{', '${') : said;
  return { kind: 'string', span: quoted.span, value, notation, ...(quoted.unclosed && { unclosed: true }) };
}

/** The items of lists put together; an argument that is no list in the text may hold any. */
function itemsOf(args: readonly Expression[], place: Place): Value[] {
  return args.flatMap((argument): Value[] => {
    const value = valueOf(argument, place);
    return value.kind === 'array' ? value.items : [value];
  });
}

/** `[for …: { … }]` makes any number of what is in it: one stands for them, beside a hole for the others. */
function repeated(expression: Expression & { kind: 'for' }, place: Place): Value {
  const { body, span } = expression;
  if (body?.kind !== 'object' || place.text.charAt(span.start) !== '[') return holeOf(place.text, expression);
  const items = [holeOf(place.text, expression), valueOf(body, place)];
  return { kind: 'array', span, items, notation: 'hcl-list-of' };
}

function objectOf(expression: Expression & { kind: 'object' }, place: Place): Value {
  const { span, items, unclosed } = expression;
  const members: Member[] = [];
  for (const item of items) {
    const member = memberOf(item, place);
    // A name that is computed may be any: nobody knows what the object has.
    if (!member) return holeOf(place.text, expression);
    members.push(member);
  }
  return { kind: 'object', span, members, notation: place.notation, ...(unclosed && { unclosed: true }) };
}

function memberOf({ key, value, equals, comma, span }: Item, place: Place): Member | undefined {
  const name = keyOf(key, place);
  if (!name) return undefined;
  return {
    ...{ key: name, span },
    ...(equals !== undefined && { colon: equals }),
    ...(comma !== undefined && { comma }),
    ...(value && { value: valueOf(value, place) }),
  };
}

function keyOf(key: Expression, place: Place): StringValue | undefined {
  const notation = `${place.notation}-name`;
  if (key.kind === 'quoted') return stringOf(key, { ...place, notation });
  if (key.kind !== 'reference' || key.path.length > 1) return undefined;
  return { kind: 'string', span: key.span, value: key.path[0] ?? '', notation };
}
