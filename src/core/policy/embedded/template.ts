import type { Member, PolicyDocument, Span, SyntaxProblem, Value } from '../document';
import { parsePolicy, policyFromValue } from '../parse';
import { alternatives, intrinsicOf, memberOf, objectAt, withHoles } from './intrinsics';
import type { DuplicateName, TemplateTree } from './templateTree';

/** A key policy inside a CloudFormation template; all offsets are the template's. */
export interface EmbeddedPolicy {
  /** The resource's logical id. */
  resource: string;
  type: 'AWS::KMS::Key' | 'AWS::KMS::ReplicaKey';
  document: PolicyDocument;
  /** Where the policy, or the part of it that `document` holds, is. */
  span: Span;
  /**
   * `document` holds only statements that an intrinsic may put into the policy: each can be judged,
   * the policy as a whole cannot.
   */
  part?: true;
  language: 'json' | 'yaml';
  /** What only shows here and is written elsewhere (YAML aliases): nothing in it can be edited. */
  borrowed: Span[];
}

/** Whether the place only shows something that is written elsewhere in the template. */
export function isBorrowed(policy: EmbeddedPolicy | undefined, { start, end }: Span): boolean {
  return policy?.borrowed.some((place) => place.start <= start && end <= place.end) ?? false;
}

/** CloudFormation takes no larger template, see its quotas page ("Template body size in an S3 object"). */
const largestTemplate = 1_048_576;

/** Whether it is worth parsing: cheap enough to ask of every YAML and JSON file that is opened. */
export function mayHoldKeyPolicy(text: string): boolean {
  return !isTooLarge(text) && text.includes('AWS::KMS::') && text.includes('KeyPolicy');
}

/** Whether no template is as large as this text. */
export function isTooLarge(text: string): boolean {
  return text.length > largestTemplate;
}

/** The key policies of a template. `yaml` is loaded at the first YAML template, never before. */
export async function templatePolicies(text: string, language: 'json' | 'yaml'): Promise<EmbeddedPolicy[]> {
  if (!mayHoldKeyPolicy(text)) return [];
  if (language === 'json') {
    const read = (json: string): TemplateTree => treeOf(parsePolicy(json).root);
    return policiesIn(read(text), { text, language, read });
  }
  const { readYaml } = await import('./yaml');
  const read = (yaml: string): TemplateTree => readYaml(yaml)[0] ?? treeOf(undefined);
  return readYaml(text).flatMap((tree) =>
    withProblems(policiesIn(tree, { text, language, read }), tree, text),
  );
}

/**
 * Hands each problem to the policy that it stands in. One that stands in none, and may be why a policy was not found,
 * becomes a part of its own, of which nothing but the problem is known.
 */
function withProblems(found: EmbeddedPolicy[], tree: TemplateTree, text: string): EmbeddedPolicy[] {
  const whole = found.filter(({ part }) => !part);
  const bears = ({ key, map }: DuplicateName): boolean =>
    whole.length === 0 || whole.some(({ span }) => holds(map, span) || holds(span, key.span));
  const twice = tree.duplicates.filter(bears).map(({ key }): SyntaxProblem => ({
    kind: 'invalid',
    message: `"${key.value}" is there twice in one map, and only one of the two counts. Remove one.`,
    span: key.span,
  }));
  const lost: EmbeddedPolicy[] = [];
  for (const problem of [...tree.problems, ...twice]) {
    const home = whole.find(({ span }) => holds(span, problem.span));
    if (home) home.document.problems.push(problem);
    else lost.push(unreadPart(problem, text));
  }
  return [...found, ...lost];
}

function unreadPart(problem: SyntaxProblem, text: string): EmbeddedPolicy {
  const document: PolicyDocument = { text, embedded: true, statements: [], problems: [problem] };
  const { span } = problem;
  return { resource: '', type: 'AWS::KMS::Key', document, span, part: true, language: 'yaml', borrowed: [] };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function treeOf(root: Value | undefined): TemplateTree {
  return { ...(root && { root }), borrowed: [], problems: [], duplicates: [] };
}

/** Where policies are found, and how a part of such a text is read. */
interface Source {
  text: string;
  language: 'json' | 'yaml';
  read: (text: string) => TemplateTree;
}

function policiesIn(tree: TemplateTree, source: Source): EmbeddedPolicy[] {
  const { language } = source;
  const found: EmbeddedPolicy[] = [];
  for (const { key, value } of resources(memberOf(tree.root, 'Resources')?.value)) {
    const type = keyType(memberOf(value, 'Type')?.value);
    const policy = memberOf(memberOf(value, 'Properties')?.value, 'KeyPolicy')?.value;
    if (!type) continue;
    for (const root of alternatives(policy)) {
      const common = { resource: key.value, type, language, borrowed: tree.borrowed };
      found.push({ ...common, span: root.span, document: documentOf(root, (value) => value, source) });
      for (const { value, wrap } of partsOf(root))
        found.push({ ...common, part: true, span: value.span, document: documentOf(value, wrap, source) });
    }
  }
  return found;
}

/** The members of `Resources`, those that `Fn::ForEach::Name: [variable, list, { … }]` makes included. */
function resources(value: Value | undefined): Member[] {
  if (value?.kind !== 'object') return [];
  return value.members.flatMap((member) => {
    if (!member.key.value.startsWith('Fn::ForEach::')) return [member];
    return member.value?.kind === 'array' ? resources(member.value.items[2]) : [];
  });
}

function keyType(value: Value | undefined): EmbeddedPolicy['type'] | undefined {
  if (value?.kind !== 'string') return undefined;
  return value.value === 'AWS::KMS::Key' || value.value === 'AWS::KMS::ReplicaKey' ? value.value : undefined;
}

/** The policy that a value is, once it is wrapped; what YAML writes elsewhere is not read a second time. */
function documentOf(value: Value, wrap: (value: Value) => Value, { text, read }: Source): PolicyDocument {
  return {
    ...policyFromValue(withHoles(wrap(value)), text),
    reread: (changed, { start, end }) => {
      const column = start - (changed.lastIndexOf('\n', start - 1) + 1);
      // Block style is read by its columns: the first line keeps its own.
      const slice = ' '.repeat(column) + changed.slice(start, end);
      const { root, borrowed, problems } = read(slice);
      return root && borrowed.length === 0 && problems.length === 0
        ? policyFromValue(withHoles(wrap(root)), slice)
        : undefined;
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
