import type { Here, PolicyDocument, Span, SyntaxProblem, Value } from '../../document';
import { policyFromValue } from '../../parse';
import type { HostedPolicy, Reason } from '../language';
import type { Tree } from '../tree';
import { textPolicy } from './textPolicy';
import { alternatives, branches, intrinsicOf, memberOf, objectAt } from './intrinsics';
import { withHoles } from './policyTree';
import type { Around } from './policyTree';
import { hereIn } from './references';
import { resourcesIn } from './resources';

/** How a template is written: how a part of it is read, and how its values are noted where they do not say so. */
export interface TemplateFormat {
  text: string;
  /** What a part of such a text says. */
  read: (text: string) => Tree;
  notation?: 'cloudformation-json';
}

/** The key policies of a template, or of a part of one that holds whole resources. */
export function policiesIn(tree: Tree, format: TemplateFormat): HostedPolicy[] {
  const here = hereIn(tree.root);
  return resourcesIn(tree.root).flatMap(({ key, value, serverless, repeated }) => {
    const type = keyType(memberOf(value, 'Type')?.value);
    const properties = memberOf(value, 'Properties')?.value;
    const policy = memberOf(properties, 'KeyPolicy')?.value;
    if (!type) return [];
    const reason: Reason = { type, resource: key.value, property: 'KeyPolicy' };
    const around: Around = {
      ...(format.notation && { notation: format.notation }),
      ...(serverless && { serverless }),
      ...(repeated && { repeated }),
    };
    const policies = branches(policy).flatMap((root) => branch(root, { tree, format, reason, around, here }));
    for (const { document } of policies) document.resource = key.value;
    const skips = memberOf(properties, 'BypassPolicyLockoutSafetyCheck')?.value;
    if (skips !== undefined && !isFalse(skips))
      for (const { document } of policies) document.skipsLockoutCheck = true;
    const construct = constructOf(value);
    return construct === undefined ? policies : policies.map((one) => ({ ...one, subject: construct }));
  });
}

/**
 * The construct of the AWS CDK that made a resource: whoever reads a finding knows that, and not the template.
 * Source: AWS CDK Developer Guide, "Construct paths".
 */
function constructOf(resource: Value | undefined): string | undefined {
  const path = memberOf(memberOf(resource, 'Metadata')?.value, 'aws:cdk:path')?.value;
  return path?.kind === 'string' ? path.value.replace(/\/Resource$/, '') : undefined;
}

/** Where a policy was found. */
interface Finding {
  tree: Tree;
  format: TemplateFormat;
  reason: Reason;
  around: Around;
  here: Here;
}

function textIn(
  string: Value | undefined,
  { tree, format, reason, here }: Finding,
  filled: boolean,
): HostedPolicy[] {
  const place = string?.span;
  // A text that is written elsewhere has no places here.
  if (string?.kind !== 'string' || !place || tree.borrowed.some((one) => contains(one, place))) return [];
  return [textPolicy({ text: format.text, string, filled, reason, here })];
}

/** The text of Fn::Sub, alone or with variables of its own. */
function subTextOf(value: Value | undefined): Value | undefined {
  return value?.kind === 'array' ? value.items[0] : value;
}

/** One value that the property may have: the policy, and each statement in it that a condition decides about. */
function branch(value: Value, found: Finding): HostedPolicy[] {
  const intrinsic = intrinsicOf(value);
  if (intrinsic?.key.value === 'Fn::Sub') return textIn(subTextOf(intrinsic.value), found, true);
  // Fn::ToJsonString makes the text of what is written as a map.
  const root = intrinsic?.key.value === 'Fn::ToJsonString' ? intrinsic.value : value;
  if (!root || intrinsicOf(root)) return [];
  if (root.kind === 'string' && /^\s*\{/.test(root.value)) return textIn(root, found, false);
  const whole = hosted(
    root,
    documentOf(root, (value) => value, found),
    found,
  );
  const parts = partsOf(root).map(({ value, wrap }): HostedPolicy => ({
    ...hosted(value, documentOf(value, wrap, found), found),
    part: true,
  }));
  return [whole, ...parts];
}

function hosted({ span }: Value, document: PolicyDocument, { tree, format, reason }: Finding): HostedPolicy {
  // The blanks behind the name of the property are the policy's, too.
  const first =
    span.start - (/ *$/.exec(format.text.slice(Math.max(0, span.start - 80), span.start))?.[0].length ?? 0);
  const isOwn = ({ start, end }: Span): boolean =>
    first <= start && end <= span.end && !tree.borrowed.some((place) => contains(place, { start, end }));
  return {
    document,
    span,
    reason,
    toFile: (place) => place,
    fromFile: (offset) => offset,
    write: (edits) => (edits.every((edit) => isOwn(edit.span)) ? [...edits] : undefined),
  };
}

/**
 * Hands each problem to the policy that it stands in, and answers those that stand in none. Of names that are there
 * twice those count that may be why a policy is not what it seems.
 */
export function handOutProblems(policies: readonly HostedPolicy[], tree: Tree): SyntaxProblem[] {
  const whole = policies.filter(({ part }) => !part);
  const bears = (map: Span, key: Span): boolean =>
    whole.length === 0 || whole.some(({ span }) => span && (contains(map, span) || contains(span, key)));
  const twice = tree.duplicates
    .filter(({ key, map }) => bears(map, key.span))
    .map(({ key }): SyntaxProblem => ({
      kind: 'duplicate-key',
      message: `"${key.value}" is there twice in one map, and only one of the two counts. Remove one.`,
      span: key.span,
    }));
  return [...tree.problems, ...twice].filter((problem) => {
    const home = whole.find(({ span }) => span && contains(span, problem.span));
    home?.document.problems.push(problem);
    return home === undefined;
  });
}

/** Whether a place has the other in it. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Anything else is, or may turn out to be, true. */
function isFalse(value: Value): boolean {
  return (value.kind === 'boolean' || value.kind === 'string') && String(value.value) === 'false';
}

function keyType(value: Value | undefined): string | undefined {
  if (value?.kind !== 'string') return undefined;
  return value.value === 'AWS::KMS::Key' || value.value === 'AWS::KMS::ReplicaKey' ? value.value : undefined;
}

/** The policy that a value is, once it is wrapped; what YAML writes elsewhere is not read a second time. */
function documentOf(value: Value, wrap: (value: Value) => Value, found: Finding): PolicyDocument {
  const { text, read } = found.format;
  const policy = (root: Value, whole: string): PolicyDocument => ({
    ...policyFromValue(withHoles(wrap(root), found.around), whole),
    here: found.here,
  });
  return {
    ...policy(value, text),
    reread: (changed, { start, end }) => {
      const column = start - (changed.lastIndexOf('\n', start - 1) + 1);
      // Block style is read by its columns: the first line keeps its own.
      const slice = ' '.repeat(column) + changed.slice(start, end);
      const { root, borrowed, problems } = read(slice);
      return root && borrowed.length === 0 && problems.length === 0 ? policy(root, slice) : undefined;
    },
  };
}

/** A policy of its own for each statement that stands in an `Fn::If`, with the Version of the whole. */
function partsOf(root: Value): { value: Value; wrap: (value: Value) => Value }[] {
  const statement = memberOf(root, 'Statement');
  if (root.kind !== 'object' || !statement) return [];
  const version = root.members.filter(({ key }) => key.value === 'Version');
  const wrap = (value: Value): Value =>
    value.kind === 'object'
      ? objectAt(value, [...version, { key: statement.key, span: value.span, value }])
      : value;
  return conditional(statement.value).map((value) => ({ value, wrap }));
}

function conditional(value: Value | undefined): (Value & { kind: 'object' })[] {
  if (!value) return [];
  if (intrinsicOf(value))
    return alternatives(value)
      .flatMap((branch) => (branch.kind === 'array' ? branch.items : [branch]))
      .filter(isStatement);
  return value.kind === 'array'
    ? value.items.flatMap((item) => (intrinsicOf(item) ? conditional(item) : []))
    : [];
}

function isStatement(value: Value): value is Value & { kind: 'object' } {
  return value.kind === 'object' && intrinsicOf(value) === undefined;
}
