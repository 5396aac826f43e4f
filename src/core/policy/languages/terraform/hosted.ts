import type { Here, Member, PolicyDocument, Span, Value } from '../../document';
import type { Edit } from '../../fixes/fix';
import { policyFromValue } from '../../parse';
import { aligned } from '../hcl/alignment';
import { readHcl } from '../hcl/bodies';
import type { Block, Body, Expression } from '../hcl/syntax';
import type { HostedPolicy, Remark } from '../language';
import { shifted } from '../shifted';
import { attributeIn } from './module';
import { unwritable } from './references';
import type { Reached } from './reach';
import { unknownArgument } from './remarks';
import { contentOf, impliedMember, impliedPolicy, StatementReader } from './statements';
import { statementsOfModule } from './moduleStatements';
import { textPolicy } from './textPolicy';
import { valueOf } from './values';
import type { Place } from './values';

/** What is around the policies of a file. */
export interface Surroundings {
  /** Half-typed statements stay: completion is asked for in them. */
  lenient: boolean;
  here?: Here;
  known: Known;
}

/** What was read of a policy; places are those of its own text. */
export interface ReadPolicy {
  document: PolicyDocument;
  remarks: readonly Remark[];
}

/** What was read before, by the text that it was read of: it, and what is known of it, stays the same. */
export interface Known {
  get(name: string, make: () => ReadPolicy | undefined): ReadPolicy | undefined;
}

/** A policy of a module as its file has it: the document's text is the part of the file that the policy takes. */
export function hostedPolicy(reached: Reached, around: Surroundings): HostedPolicy | undefined {
  const { file, what, reason, part } = reached;
  if (what.kind === 'text') return textPolicy(file, what.node, reached, around.here);
  const { span } = what.node;
  // The white space of the first line is the policy's, too.
  const start = file.text.lastIndexOf('\n', span.start - 1) + 1;
  const broken = file.broken.filter((place) => span.start <= place.start && place.end <= span.end);
  const make = (): ReadPolicy | undefined => readPolicy(reached, start, broken, around);
  const name = [
    what.kind,
    reason.resource,
    reached.skipsLockoutCheck,
    file.name,
    JSON.stringify(around.here),
  ];
  const read =
    broken.length > 0 || around.lenient
      ? make()
      : around.known.get([...name, file.text.slice(start, span.end)].join('\n'), make);
  if (!read) return undefined;
  const toFile = (place: Span): Span => ({ start: place.start + start, end: place.end + start });
  const moved = (edits: readonly Edit[]): Edit[] =>
    edits.map(({ span: place, newText }) => ({ span: toFile(place), newText }));
  const remarks = read.remarks.map(({ fix, ...remark }): Remark => ({
    ...remark,
    span: toFile(remark.span),
    ...(fix && { fix: { ...fix, edits: moved(fix.edits) } }),
  }));
  return {
    document: read.document,
    span,
    reason,
    ...((part || broken.length > 0) && { part: true }),
    ...(remarks.length > 0 && { remarks }),
    toFile,
    fromFile: (offset) => offset - start,
    layOut: (edits) => (file.json ? [...edits] : aligned(file.text, edits)),
    write(edits) {
      const own = moved(edits);
      return own.every((edit) => isWritable(reached, edit)) ? own : undefined;
    },
  };
}

function readPolicy(
  { file, what, reason, skipsLockoutCheck }: Reached,
  start: number,
  broken: readonly Span[],
  { here, lenient }: Surroundings,
): ReadPolicy | undefined {
  const found = readRoot(file.text, what, lenient);
  if (!found) return undefined;
  const root = broken.length === 0 || lenient ? found.root : intactIn(found.root, broken);
  const document: PolicyDocument = {
    ...policyFromValue(shifted(root, -start), file.text.slice(start, what.node.span.end)),
    resource: reason.resource,
    ...(skipsLockoutCheck && { skipsLockoutCheck }),
    ...(what.kind === 'document' && { distinctSids: true as const }),
    ...(here && { here }),
    reread: (changed, { start: from, end }) => reread(changed.slice(from, end), what, here),
  };
  const back = ({ start: from, end }: Span): Span => ({ start: from - start, end: end - start });
  const remarks = found.remarks.map(({ fix, ...remark }): Remark => ({
    ...remark,
    span: back(remark.span),
    ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: back(edit.span) })) } }),
  }));
  return { document, remarks: broken.length > 0 ? [] : remarks };
}

/** An edit within the policy; in JSON the names are other ones, too, so that only texts can be written there. */
function isWritable({ file, what }: Reached, { span, newText }: Edit): boolean {
  const { node } = what;
  const first = what.kind === 'document' ? what.node.braces.start + 1 : node.span.start;
  if (span.start < first || node.span.end < span.end || newText.includes(unwritable)) return false;
  return !file.json || (isText(file.text.slice(span.start, span.end)) && isText(newText));
}

const isText = (source: string): boolean => /^"[^"$\\]*"$/.test(source);

/** The same policy in a changed text; undefined where that is broken. */
function reread(text: string, what: Reached['what'], here: Here | undefined): PolicyDocument | undefined {
  const source = what.kind === 'document' ? text : `policy = ${text}`;
  const { body, broken } = readHcl(source);
  if (broken.length > 0 || body.attributes.length + body.blocks.length > 1) return undefined;
  const changed = sameKind(what, body);
  const found = changed && readRoot(source, changed, false);
  if (!found || found.remarks.length > 0) return undefined;
  return { ...policyFromValue(found.root, source), ...(here && { here }) };
}

function sameKind(what: Reached['what'], { attributes, blocks }: Body): Reached['what'] | undefined {
  const [node, value] = [blocks[0], attributes[0]?.value];
  if (what.kind === 'document') return node && { kind: 'document', node };
  if (what.kind === 'object') return value?.kind === 'object' ? { kind: 'object', node: value } : undefined;
  if (what.kind === 'list') return value && { kind: 'list', node: value };
  return what.kind === 'statements' && value ? { ...what, node: value } : undefined;
}

interface Root {
  root: Value;
  remarks: readonly Remark[];
  span: Span;
}

function readRoot(text: string, what: Reached['what'], lenient: boolean): Root | undefined {
  switch (what.kind) {
    case 'object': {
      const root = valueOf(what.node, { text, notation: 'hcl' });
      return root.kind === 'object' ? { root, remarks: [], span: root.span } : undefined;
    }
    case 'list':
      return listRoot(text, what.node);
    case 'document':
      return documentRoot(text, what.node, lenient);
    case 'statements':
      return statementsOfModule(text, what.node, what.major);
    default:
      return undefined;
  }
}

/** Statements that are put into a policy elsewhere. */
function listRoot(text: string, node: Expression): Root {
  const value = valueOf(node, { text, notation: 'hcl' });
  const { span } = value;
  const open: Value = { kind: 'hole', span: { start: span.end, end: span.end }, name: 'others' };
  const items = value.kind === 'array' ? value.items : [value];
  return { root: impliedPolicy(span, items, open), remarks: [], span };
}

/** The policy that a block `data "aws_iam_policy_document"` makes. */
function documentRoot(text: string, block: Block, lenient: boolean): Root {
  const place: Place = { text, document: true, notation: 'hcl' };
  const reader = new StatementReader(place, lenient);
  const header = { start: block.span.start, end: block.braces.start };
  const items = block.body.blocks
    .filter(({ type, labels }) => type === 'statement' || (type === 'dynamic' && labels[0] === 'statement'))
    .flatMap((one): Value[] => {
      const { body, braces, typeSpan } = contentOf(one);
      const statement = reader.read({ ...body, braces, header: typeSpan });
      if (one.type === 'statement') return [statement];
      return [statement, { kind: 'hole', span: { start: one.span.end, end: one.span.end }, name: 'dynamic' }];
    });
  const statement: Member = {
    key: { kind: 'string', span: header, value: 'Statement', notation: 'hcl-implied' },
    span: block.braces,
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
