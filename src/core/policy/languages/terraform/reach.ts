import type { Block, Expression, Heredoc, Quoted } from '../hcl/syntax';
import type { Reason } from '../language';
import { keyModules, keyTypes } from './keyTypes';
import { attributeIn } from './module';
import type { In, Module } from './module';
import type { SourceFile } from './sourceFile';

/** A policy that reaches a key: as an object for `jsonencode`, as JSON text, as a document, or as inputs of a module. */
export interface Reached {
  file: SourceFile;
  reason: Reason;
  /** It is merged with others: nothing can be said of the whole. */
  part: boolean;
  skipsLockoutCheck: boolean;
  what:
    | { kind: 'object'; node: Expression & { kind: 'object' } }
    | { kind: 'text'; node: Quoted | Heredoc }
    | { kind: 'document'; node: Block }
    | { kind: 'list'; node: Expression }
    | { kind: 'statements'; node: Expression; major: number | undefined };
}

type Target = Pick<Reached, 'reason' | 'part' | 'skipsLockoutCheck'>;

/** Everything in a module that becomes the policy of a key, each thing once: as a whole if it is one for any key. */
export function reachedIn(module: Module): Reached[] {
  const search = new Search(module);
  for (const found of module.blocks('resource')) search.resource(found);
  for (const found of module.blocks('module')) search.moduleCall(found);
  for (const file of module.files) search.terragrunt(file);
  return search.found;
}

/** Functions that hand one of their arguments on, or put lists together; of others nobody knows what they do. */
const transparent: ReadonlySet<string> = new Set([
  ...['coalesce', 'try', 'one', 'element', 'compact', 'concat', 'flatten', 'distinct', 'tolist', 'toset'],
  ...['nonsensitive', 'sensitive', 'tostring', 'trimspace', 'chomp', 'join', 'coalescelist', 'lookup'],
]);

/** Attributes of a document that are its JSON text. */
const jsonOf: ReadonlySet<string> = new Set(['json', 'minified_json']);

class Search {
  readonly #module: Module;
  readonly #reached = new Map<object, Reached>();

  constructor(module: Module) {
    this.#module = module;
  }

  get found(): Reached[] {
    return [...this.#reached.values()];
  }

  resource({ file, node }: In<Block>): void {
    const [type = '', name = ''] = node.labels;
    const policy = attributeIn(node, 'policy')?.value;
    if (!keyTypes.has(type) || !policy) return;
    const skips = attributeIn(node, 'bypass_policy_lockout_safety_check')?.value;
    this.#follow(file, policy, {
      reason: { type, resource: name, property: 'policy' },
      part: false,
      skipsLockoutCheck: skips !== undefined && !(skips.kind === 'literal' && skips.value !== true),
    });
  }

  moduleCall({ file, node }: In<Block>): void {
    const source = literal(file, attributeIn(node, 'source')?.value);
    const version = literal(file, attributeIn(node, 'version')?.value) ?? source;
    const inputs = (name: string): Expression | undefined => attributeIn(node, name)?.value;
    this.#inputs(file, { type: 'module', name: node.labels[0] ?? '', source, version, inputs });
  }

  /** `terragrunt.hcl` names one module, and its inputs in an object. */
  terragrunt(file: SourceFile): void {
    const inputs = file.body.attributes.find(({ name }) => name === 'inputs')?.value;
    const terraform = file.body.blocks.find(({ type }) => type === 'terraform');
    const source = terraform && literal(file, attributeIn(terraform, 'source')?.value);
    if (inputs?.kind !== 'object') return;
    const input = (name: string): Expression | undefined =>
      inputs.items.find(({ key }) => nameOf(file.text, key) === name)?.value;
    this.#inputs(file, { type: 'inputs', name: 'terragrunt', source, version: source, inputs: input });
  }

  #inputs(
    file: SourceFile,
    call: {
      type: string;
      name: string;
      source: string | undefined;
      version: string | undefined;
      inputs: (name: string) => Expression | undefined;
    },
  ): void {
    const known = keyModules.find(({ source }) => call.source !== undefined && source.test(call.source));
    if (!known) return;
    const target = (property: string, part: boolean): Target => ({
      reason: { type: call.type, resource: call.name, property },
      part,
      skipsLockoutCheck: false,
    });
    for (const name of known.policy) this.#follow(file, call.inputs(name), target(name, false));
    for (const name of known.documents) this.#follow(file, call.inputs(name), target(name, true));
    const statements = known.statements === undefined ? undefined : call.inputs(known.statements);
    if (!statements) return;
    const major = /(\d+)\.\d/.exec(call.version ?? '')?.[1];
    this.#add(statements, {
      ...target(known.statements ?? '', true),
      file,
      what: { kind: 'statements', node: statements, major: major === undefined ? undefined : Number(major) },
    });
  }

  /** What an expression may turn out to be. */
  #follow(file: SourceFile, value: Expression | undefined, target: Target, depth = 0): void {
    if (!value || depth > 32) return;
    const next = (inner: Expression | undefined): void => this.#follow(file, inner, target, depth + 1);
    switch (value.kind) {
      case 'parentheses':
        next(value.inner);
        break;
      case 'conditional':
        value.branches.forEach(next);
        break;
      case 'list':
        value.items.forEach(next);
        break;
      case 'quoted': {
        const [only, more] = value.parts;
        if (only?.kind === 'interpolation' && !more) next(only.value);
        else if (isJson(file, value))
          this.#add(value, { ...target, file, what: { kind: 'text', node: value } });
        break;
      }
      case 'heredoc':
        if (isJson(file, value)) this.#add(value, { ...target, file, what: { kind: 'text', node: value } });
        break;
      case 'call':
        if (value.name === 'jsonencode') this.#object(file, value.args[0], target, depth + 1);
        else if (transparent.has(value.name)) value.args.forEach(next);
        break;
      case 'access':
        // `one(data.aws_iam_policy_document.x[*]).json`, `(a ? b : c).json`
        if (value.path.every((step) => jsonOf.has(step) || isIndex(step)))
          this.#documentsIn(file, value.of, target, depth + 1);
        break;
      case 'reference':
        this.#reference(value.path, target, depth + 1);
    }
  }

  #reference(path: readonly string[], target: Target, depth: number): void {
    const [kind, type, name = '', ...rest] = path;
    if (kind === 'local') {
      this.#local(path, target, depth);
      return;
    }
    const attribute = rest.filter((step) => !isIndex(step));
    if (kind !== 'data' || type !== 'aws_iam_policy_document' || attribute.length !== 1) return;
    if (jsonOf.has(attribute[0] ?? '')) this.#document(name, target, depth);
  }

  /** `one(data.aws_iam_policy_document.x)`, of which only later the JSON is taken. */
  #documentsIn(file: SourceFile, value: Expression, target: Target, depth: number): void {
    if (depth > 32) return;
    if (value.kind === 'reference' && value.path[1] === 'aws_iam_policy_document' && value.path[0] === 'data')
      this.#document(value.path[2] ?? '', target, depth);
    const inner =
      value.kind === 'call' && transparent.has(value.name)
        ? value.args
        : value.kind === 'conditional'
          ? value.branches
          : value.kind === 'parentheses'
            ? [value.inner]
            : value.kind === 'list'
              ? value.items
              : [];
    for (const one of inner) if (one) this.#documentsIn(file, one, target, depth + 1);
  }

  #document(name: string, target: Target, depth: number): void {
    for (const { file, node } of this.#module.documents(name)) {
      const merged = mergedInto(node);
      const known = this.#reached.get(node);
      this.#add(node, {
        ...target,
        part: target.part || merged.length > 0,
        file,
        what: { kind: 'document', node },
      });
      if (known) continue;
      for (const value of merged) this.#follow(file, value, { ...target, part: true }, depth + 1);
    }
  }

  #local(path: readonly string[], target: Target, depth: number): void {
    const [, name = '', ...rest] = path;
    for (const { file, node } of this.#module.locals(name))
      for (const value of membersAt(file.text, node, rest)) this.#follow(file, value, target, depth);
  }

  /** The argument of `jsonencode`. */
  #object(file: SourceFile, value: Expression | undefined, target: Target, depth: number): void {
    if (!value || depth > 32) return;
    if (value.kind === 'object') {
      const statement = value.items.find(({ key }) => nameOf(file.text, key) === 'Statement')?.value;
      this.#entries(file, statement, { ...target, part: true }, depth + 1);
      this.#add(value, { ...target, file, what: { kind: 'object', node: value } });
    } else if (value.kind === 'parentheses') this.#object(file, value.inner, target, depth + 1);
    else if (value.kind === 'conditional')
      for (const branch of value.branches) this.#object(file, branch, target, depth + 1);
    else if (value.kind === 'reference' && value.path[0] === 'local') {
      const [, name = '', ...rest] = value.path;
      for (const { file: home, node } of this.#module.locals(name))
        for (const member of membersAt(home.text, node, rest)) this.#object(home, member, target, depth + 1);
    }
  }

  /** Statements that are not in the object itself: in a local, or in a branch that may be taken. */
  #entries(file: SourceFile, value: Expression | undefined, target: Target, depth: number): void {
    if (!value || depth > 32) return;
    const next = (inner: Expression | undefined): void => this.#entries(file, inner, target, depth + 1);
    const add = (home: SourceFile, node: Expression): void => {
      if (node.kind === 'list' || node.kind === 'object')
        this.#add(node, { ...target, file: home, what: { kind: 'list', node } });
      else this.#entries(home, node, target, depth + 1);
    };
    if (value.kind === 'parentheses') next(value.inner);
    else if (value.kind === 'list') value.items.forEach(next);
    else if (value.kind === 'call' && transparent.has(value.name)) value.args.forEach(next);
    else if (value.kind === 'conditional') for (const branch of value.branches) add(file, branch);
    else if (value.kind === 'reference' && value.path[0] === 'local') {
      const [, name = '', ...rest] = value.path;
      for (const { file: home, node } of this.#module.locals(name))
        for (const member of membersAt(home.text, node, rest)) add(home, member);
    }
  }

  #add(node: object, reached: Reached): void {
    const known = this.#reached.get(node);
    if (!known || (known.part && !reached.part)) this.#reached.set(node, reached);
  }
}

/** Attributes in which a document takes others in. Source: provider documentation, `aws_iam_policy_document`. */
const merges: readonly string[] = [
  ...['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'],
];

function mergedInto(document: Block): Expression[] {
  return merges.flatMap((name) => attributeIn(document, name)?.value ?? []);
}

/** `local.policies.orders` and `local.policies["orders"]`; with an index that is not known, each of them. */
function membersAt(text: string, value: Expression, path: readonly string[]): Expression[] {
  const [step, ...rest] = path;
  if (step === undefined) return [value];
  if (value.kind === 'list')
    return value.items
      .filter((_, index) => isAny(step) || step === String(index))
      .flatMap((item) => membersAt(text, item, rest));
  if (value.kind !== 'object') return [];
  return value.items
    .filter(({ key }) => isAny(step) || nameOf(text, key) === step)
    .flatMap((item) => (item.value ? membersAt(text, item.value, rest) : []));
}

const isAny = (step: string): boolean => step === '[]' || step === '*';
const isIndex = (step: string): boolean => isAny(step) || /^\d+$/.test(step) || /[^\w]/.test(step);

function nameOf(text: string, key: Expression): string | undefined {
  if (key.kind === 'quoted') return text.slice(key.span.start + 1, key.span.end - 1);
  return key.kind === 'reference' ? key.path.join('.') : undefined;
}

function isJson({ text }: SourceFile, { parts }: Quoted | Heredoc): boolean {
  const first = parts[0];
  return (
    first !== undefined &&
    first.kind === 'text' &&
    /^\s*\{/.test(text.slice(first.span.start, first.span.end))
  );
}

function literal({ text }: SourceFile, value: Expression | undefined): string | undefined {
  if (value?.kind !== 'quoted') return undefined;
  return text.slice(value.span.start + 1, value.span.end - 1);
}
