import type { Member, PolicyDocument, Span, Value } from '../../document';
import { policyFromValue } from '../../parse';
import type { Block, Expression } from '../hcl/syntax';
import type { HostedPolicy, Remark } from '../language';
import { attributeIn } from './module';
import type { Reached } from './reach';
import { unknownArgument } from './remarks';
import { contentOf, impliedMember, StatementReader } from './statements';
import { statementsOfModule } from './moduleStatements';
import { textPolicy } from './textPolicy';
import { valueOf } from './values';
import type { Place } from './values';

/** A policy of a module as its file has it. */
export function hostedPolicy(reached: Reached, lenient: boolean): HostedPolicy | undefined {
  const { file, what, reason, part, skipsLockoutCheck } = reached;
  if (what.kind === 'text') return textPolicy(file, what.node, reached);
  const found = readRoot(reached);
  if (!found) return undefined;
  const { root, remarks, span } = found;
  const broken = file.broken.filter((place) => span.start <= place.start && place.end <= span.end);
  const whole = broken.length === 0 || lenient;
  const document: PolicyDocument = {
    ...policyFromValue(whole ? root : intactIn(root, broken), file.text),
    resource: reason.resource,
    ...(skipsLockoutCheck && { skipsLockoutCheck }),
    ...(what.kind === 'document' && { distinctSids: true }),
  };
  return {
    document,
    span,
    reason,
    ...((part || broken.length > 0) && { part: true }),
    ...(remarks.length > 0 && broken.length === 0 && { remarks }),
    toFile: (place) => place,
    fromFile: (offset) => offset,
    write: () => undefined,
  };
}

interface Root {
  root: Value;
  remarks: readonly Remark[];
  span: Span;
}

function readRoot({ file, what }: Reached): Root | undefined {
  const { text } = file;
  switch (what.kind) {
    case 'object': {
      const root = valueOf(what.node, { text, notation: 'hcl' });
      return root.kind === 'object' ? { root, remarks: [], span: root.span } : undefined;
    }
    case 'document':
      return documentRoot(text, what.node);
    case 'statements':
      return statementsOfModule(text, what.node, what.major);
    default:
      return undefined;
  }
}

/** The policy that a block `data "aws_iam_policy_document"` makes. */
export function documentRoot(text: string, block: Block): Root {
  const place: Place = { text, document: true, notation: 'hcl' };
  const reader = new StatementReader(place);
  const header = { start: block.span.start, end: block.braces.start };
  const items = block.body.blocks
    .filter(({ type, labels }) => type === 'statement' || (type === 'dynamic' && labels[0] === 'statement'))
    .flatMap((one): Value[] => {
      const { body, braces, typeSpan } = contentOf(one);
      const statement = reader.read({ ...body, braces, header: typeSpan });
      if (one.type === 'statement') return [statement];
      return [statement, { kind: 'hole', span: { start: one.span.end, end: one.span.end }, name: 'dynamic' }];
    });
  const span = {
    start: items[0]?.span.start ?? block.braces.end,
    end: items.at(-1)?.span.end ?? block.braces.end,
  };
  const statement: Member = {
    key: { kind: 'string', span: header, value: 'Statement', notation: 'hcl-argument' },
    span,
    colon: block.braces.start,
    value: { kind: 'array', span: block.braces, items, notation: 'hcl-statements' },
  };
  const version =
    attributeMember(block, 'version', 'Version', place) ?? impliedMember('Version', '2012-10-17', header);
  const id = attributeMember(block, 'policy_id', 'Id', place);
  const members = [version, ...(id ? [id] : []), statement];
  const unknown = [
    ...block.body.attributes.map(({ name, nameSpan }) => ({ name, span: nameSpan })),
    ...block.body.blocks.map(({ type, typeSpan }) => ({ name: type, span: typeSpan })),
  ].flatMap(({ name, span: at }) => unknownArgument(name, at, 'document') ?? []);
  return {
    root: { kind: 'object', span: block.span, members, notation: 'hcl-document' },
    remarks: [...unknown, ...reader.remarks],
    span: block.span,
  };
}

function attributeMember(block: Block, name: string, element: string, place: Place): Member | undefined {
  const attribute = attributeIn(block, name);
  if (!attribute?.value || isNull(attribute.value)) return undefined;
  return {
    key: { kind: 'string', span: attribute.nameSpan, value: element, notation: 'hcl-argument' },
    span: attribute.span,
    ...(attribute.equals !== undefined && { colon: attribute.equals }),
    value: valueOf(attribute.value, place),
  };
}

function isNull(value: Expression): boolean {
  return value.kind === 'literal' && value.value === null;
}

/** The policy with a hole for each statement that is half-typed: nothing is said of what is not there yet. */
function intactIn(root: Value, broken: readonly Span[]): Value {
  const isIntact = ({ start, end }: Span): boolean =>
    !broken.some((place) => place.start < end && start < Math.max(place.end, place.start + 1));
  const hole = ({ span }: Value): Value => ({ kind: 'hole', span, name: 'half-typed' });
  if (root.kind !== 'object') return hole(root);
  return {
    ...root,
    members: root.members.flatMap((member): Member[] => {
      const { value, key } = member;
      if (!value || !isIntact(key.span)) return [];
      if (value.kind !== 'array')
        return isIntact(value.span) ? [member] : [{ ...member, value: hole(value) }];
      const items = value.items.map((item) => (isIntact(item.span) ? item : hole(item)));
      return [{ ...member, value: { ...value, items: [...items, hole(value)] } }];
    }),
  };
}
