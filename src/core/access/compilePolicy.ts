import type {
  CompiledCondition,
  CompiledPolicy,
  CompiledStatement,
  Matcher,
  PrincipalPattern,
  TextTest,
} from './compiled';
import { compileCondition } from './conditions';
import type { PolicySource } from './model';
import { resourceArnTest, wildcardMatcher } from './pattern';
import { compilePrincipal } from './principals';

/** A policy that cannot be read: `at` is the place in it, `Statement[1].Effect`. */
export class InvalidPolicyError extends Error {
  override readonly name = 'InvalidPolicyError';
  constructor(
    message: string,
    readonly at: string,
  ) {
    super(at === '' ? message : `${at}: ${message}`);
  }
}

/**
 * Reads a policy once, so that it can be asked many times.
 * @throws InvalidPolicyError where it is not JSON or an element has the wrong shape.
 */
export function compilePolicy(policy: PolicySource): CompiledPolicy {
  if (isCompiled(policy)) return policy;
  const root = typeof policy === 'string' ? parsed(policy) : policy;
  if (!isRecord(root)) throw new InvalidPolicyError('A policy is a JSON object.', '');
  const { Version: version, Statement: statement, Id: id } = root;
  // Policy variables came with version 2012-10-17; the older version and no version take them as plain text.
  const variables = version === '2012-10-17';
  const list: unknown[] = Array.isArray(statement) ? statement : statement === undefined ? [] : [statement];
  return {
    compiled: true,
    statements: list.map((item, index) => compileStatement(item, index, variables)),
    ...(typeof id === 'string' && { id }),
  };
}

function isCompiled(policy: PolicySource): policy is CompiledPolicy {
  return typeof policy === 'object' && policy.compiled === true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidPolicyError(
      `The policy is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      '',
    );
  }
}

function compileStatement(value: unknown, index: number, variables: boolean): CompiledStatement {
  const at = `Statement[${index}]`;
  if (!isRecord(value)) throw new InvalidPolicyError('A statement is a JSON object.', at);
  const { Effect: effect, Sid: sid } = value;
  if (effect !== 'Allow' && effect !== 'Deny')
    throw new InvalidPolicyError('Effect is "Allow" or "Deny".', `${at}.Effect`);
  const notAction = value.Action === undefined && value.NotAction !== undefined;
  const actions = texts(
    notAction ? value.NotAction : value.Action,
    `${at}.${notAction ? 'NotAction' : 'Action'}`,
  );
  const notResource = value.Resource === undefined && value.NotResource !== undefined;
  const resources = texts(
    notResource ? value.NotResource : value.Resource,
    `${at}.${notResource ? 'NotResource' : 'Resource'}`,
  );
  const principals = principalsOf(value.Principal, `${at}.Principal`);
  const notPrincipals = principalsOf(value.NotPrincipal, `${at}.NotPrincipal`);
  return {
    index,
    ...(typeof sid === 'string' && sid !== '' && { sid }),
    effect,
    ...(principals !== undefined && { principals }),
    ...(notPrincipals !== undefined && { notPrincipals }),
    ...(actions !== undefined && { action: actionMatcher(actions, notAction) }),
    actions: actions ?? [],
    notAction,
    ...(resources !== undefined && { resource: resourceTest(resources, notResource, variables) }),
    notResource,
    conditions: conditionsOf(value.Condition, `${at}.Condition`, variables),
  };
}

/** Names of actions are not case-sensitive; the matcher takes them in lower case. */
function actionMatcher(patterns: readonly string[], negated: boolean): Matcher {
  const matchers = patterns.map((pattern) => wildcardMatcher(pattern.toLowerCase()));
  return (action) => matchers.some((matches) => matches(action)) !== negated;
}

function resourceTest(patterns: readonly string[], negated: boolean, variables: boolean): TextTest {
  const tests = patterns.map((pattern): TextTest => {
    if (/^\*+$/.test(pattern)) return () => true;
    const test = resourceArnTest(pattern, variables);
    return (arn, context) => arn !== '*' && test(arn, context);
  });
  return (arn, context) => tests.some((test) => test(arn, context)) !== negated;
}

function principalsOf(value: unknown, at: string): PrincipalPattern[] | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return [{ kind: 'everyone' }];
  if (!isRecord(value))
    throw new InvalidPolicyError('A principal is "*" or an object such as {"AWS": "…"}.', at);
  return Object.entries(value).flatMap(([kind, entry]) =>
    (texts(entry, `${at}.${kind}`) ?? []).map((text) => compilePrincipal(kind, text)),
  );
}

function conditionsOf(value: unknown, at: string, variables: boolean): CompiledCondition[] {
  if (value === undefined) return [];
  if (!isRecord(value)) throw new InvalidPolicyError('Condition is an object of operators.', at);
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isRecord(keys))
      throw new InvalidPolicyError('An operator holds an object of condition keys.', `${at}.${operator}`);
    return Object.entries(keys).map(([key, entry]) =>
      compileCondition(operator, key, scalars(entry, `${at}.${operator}.${key}`), variables),
    );
  });
}

function texts(value: unknown, at: string): string[] | undefined {
  if (value === undefined) return undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item !== 'string')
      throw new InvalidPolicyError('A text or a list of texts is needed here.', at);
    return item;
  });
}

function scalars(value: unknown, at: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw new InvalidPolicyError('A text, a number, true or false is needed here.', at);
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
