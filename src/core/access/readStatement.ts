import { isRecord } from '../json';
import { closest } from '../policy/vocabulary/match';
import { statementElements } from '../policy/vocabulary/limits';
import { didYouMean, show } from '../policy/rules/parts/words';
import type {
  CompiledStatement,
  Matcher,
  PolicyKind,
  PolicyProblem,
  PrincipalPattern,
  ResourceTest,
  UnreadPart,
} from './compiled';
import { readConditions } from './readConditions';
import { readPrincipals } from './readPrincipals';
import { resourceArnTest, wildcardMatcher } from './pattern';
import { ownValue } from '../ownValue';

/** Where a statement stands, and what its policy says of it. */
export interface StatementPlace {
  index: number;
  /** `Statement[2]` */
  at: string;
  kind: PolicyKind;
  variables: boolean;
  /** Names that are there twice in it. */
  twice: readonly PolicyProblem[];
}

type Json = Readonly<Record<string, unknown>>;

/** Reads one statement; where any element has no meaning, what is left of it and why. */
export function readStatement(value: unknown, place: StatementPlace): CompiledStatement | UnreadPart {
  const { index, at, variables } = place;
  if (!isRecord(value))
    return { problems: [{ at, message: 'A statement is a JSON object.' }], statement: index };
  const problems: PolicyProblem[] = [...place.twice, ...unknownElements(value, at)];
  const { Effect: effect, Sid: sid } = value;
  if (effect !== 'Allow' && effect !== 'Deny')
    problems.push({ at: `${at}.Effect`, message: 'Effect is "Allow" or "Deny".' });
  if (sid !== undefined && typeof sid !== 'string')
    problems.push({ at: `${at}.Sid`, message: 'Sid is a text.' });
  // What fits nothing keeps an Allow shut; it opens what is denied, or excepted from an Allow.
  const strict = (element: Element): boolean => effect !== 'Allow' || element.negated;
  const whom = principalsOf(value, place, problems);
  const action = one(value, 'Action', 'NotAction', at, problems);
  const actions = action && texts(action, problems, strict(action) ? actionProblem : () => undefined);
  const resource = one(value, 'Resource', 'NotResource', at, problems);
  const resources =
    resource && texts(resource, problems, strict(resource) ? resourceProblem : () => undefined);
  const conditions = readConditions(value.Condition, `${at}.Condition`, {
    variables,
    deny: effect === 'Deny',
    problems,
  });
  if (effect === 'Deny') problems.push(...deadProblems(value, place));
  const known = {
    ...(typeof sid === 'string' && sid !== '' && { sid }),
    ...whom,
    ...(actions && action && { action: actionMatcher(actions, action.negated) }),
  };
  if (problems.length > 0 || (effect !== 'Allow' && effect !== 'Deny'))
    return {
      ...known,
      problems,
      statement: index,
      ...((effect === 'Allow' || effect === 'Deny') && { effect }),
    };
  return {
    ...known,
    index,
    effect,
    actions: actions ?? [],
    notAction: action?.negated ?? false,
    ...(resources && resource && { resource: resourceTest(resources, resource.negated, variables) }),
    resources: resources ?? [],
    notResource: resource?.negated ?? false,
    conditions,
  };
}

/** Misspelt names: what was to stand there is not known then, and what does stand there says nothing. */
function unknownElements(value: Json, at: string): PolicyProblem[] {
  const names: readonly string[] = statementElements;
  return Object.entries(value)
    .filter(([name, element]) => !names.includes(name) && element !== undefined)
    .map(([name]) => ({
      at: `${at}.${name}`,
      message: `A statement has no element ${show(name)}.${didYouMean(closest(name, statementElements))}`,
    }));
}

interface Element {
  value: unknown;
  at: string;
  negated: boolean;
}

/** The one of two elements that is there: no statement may have both. */
function one(
  value: Json,
  name: string,
  not: string,
  at: string,
  problems: PolicyProblem[],
): Element | undefined {
  const [plain, opposite] = [ownValue(value, name), ownValue(value, not)];
  if (plain !== undefined && opposite !== undefined) {
    problems.push({ at: `${at}.${not}`, message: `A statement has ${name} or ${not}, not both.` });
    return undefined;
  }
  const negated = plain === undefined;
  const found = negated ? opposite : plain;
  return found === undefined ? undefined : { value: found, at: `${at}.${negated ? not : name}`, negated };
}

function principalsOf(
  value: Json,
  { at, kind }: StatementPlace,
  problems: PolicyProblem[],
): { principals?: PrincipalPattern[]; notPrincipals?: PrincipalPattern[] } {
  const element = one(value, 'Principal', 'NotPrincipal', at, problems);
  if (element === undefined) return {};
  if (kind === 'identity') {
    const message =
      'Only key policies and other policies of resources name principals; this one belongs to its own.';
    problems.push({ at: element.at, message });
    return {};
  }
  const nobody = value.Effect === 'Allow' && !element.negated;
  const patterns = readPrincipals(element.value, element.at, { problems, nobody });
  if (patterns === undefined) return {};
  return element.negated ? { notPrincipals: patterns } : { principals: patterns };
}

/**
 * A statement that lacks an element matches nothing (developer guide, key-policy-overview). Of an Allow that is safe
 * to say; a Deny was written to stop something, and neither IAM nor, since August 2025, KMS takes it.
 */
function deadProblems(value: Json, { at, kind }: StatementPlace): PolicyProblem[] {
  const lacking = (name: string, not: string): PolicyProblem[] =>
    ownValue(value, name) === undefined && ownValue(value, not) === undefined
      ? [{ at, message: `The statement has no ${name}, and so matches nothing.` }]
      : [];
  // Resource is what a key policy needs itself: NotResource leaves nothing out of the one key that it is about.
  const keyed =
    kind === 'key' && value.Resource === undefined && value.NotResource !== undefined
      ? [
          {
            at: `${at}.NotResource`,
            message: 'In a key policy NotResource matches nothing: write "Resource": "*".',
          },
        ]
      : [];
  return [
    ...(kind === 'identity' ? [] : lacking('Principal', 'NotPrincipal')),
    ...lacking('Action', 'NotAction'),
    ...lacking('Resource', 'NotResource'),
    ...keyed,
    ...['Action', 'NotAction', 'Resource', 'NotResource'].flatMap((name) => {
      const list = ownValue(value, name);
      return Array.isArray(list) && list.length === 0
        ? [{ at: `${at}.${name}`, message: `${name} is empty, and so the statement says nothing.` }]
        : [];
    }),
  ];
}

function texts(
  { value, at }: Element,
  problems: PolicyProblem[],
  problemOf: (text: string) => string | undefined,
): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const wrong = (index: number): string => (Array.isArray(value) ? `${at}[${index}]` : at);
  const read: string[] = [];
  list.forEach((item, index) => {
    if (typeof item !== 'string') {
      problems.push({ at, message: 'A text or a list of texts is needed here.' });
      return;
    }
    const message = problemOf(item);
    if (message === undefined) read.push(item);
    else problems.push({ at: wrong(index), message });
  });
  return read.length === list.length ? read : undefined;
}

/** IAM: "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc." */
function actionProblem(text: string): string | undefined {
  if (/^\*+$|^[A-Za-z0-9*?-]+:[A-Za-z0-9*?_.-]+$/.test(text)) return undefined;
  return `${show(text)} is no action: write "kms:" and a name, such as "kms:Decrypt", or "*".`;
}

/** IAM: 'Resource must be in ARN format or "*"'. */
function resourceProblem(text: string): string | undefined {
  const head = /^[^*?$]*/.exec(text)?.[0] ?? '';
  if (text !== '' && (head.startsWith('arn:') || (head.length < text.length && 'arn:'.startsWith(head))))
    return undefined;
  return `${show(text)} is no resource: write an ARN or "*".`;
}

/** Names of actions are not case-sensitive; the matcher takes them in lower case. */
function actionMatcher(patterns: readonly string[], negated: boolean): Matcher {
  const matchers = patterns.map((pattern) => wildcardMatcher(pattern.toLowerCase()));
  return (action) => matchers.some((matches) => matches(action)) !== negated;
}

function resourceTest(patterns: readonly string[], negated: boolean, variables: boolean): ResourceTest {
  const tests = patterns.map((pattern): ResourceTest => {
    if (/^\*+$/.test(pattern)) return () => true;
    const test = resourceArnTest(pattern, variables);
    return (resource, context) => resource !== '*' && test(resource, context);
  });
  return (resource, context) => tests.some((test) => test(resource, context)) !== negated;
}
