import type { Arn } from '../arn';

/** Tests one text; made once from a pattern. */
export type Matcher = (text: string) => boolean;

/** Tests one text against a pattern that may hold policy variables. */
export type TextTest = (text: string, context: ContextLookup) => boolean;

/** Tests a resource: the ARN taken apart, or the text as it stands where it is none (`*`). */
export type ResourceTest = (resource: Arn | string, context: ContextLookup) => boolean;

/** One entry of `Principal` or `NotPrincipal`. */
export type PrincipalPattern =
  | { kind: 'everyone' }
  | { kind: 'account'; account: string; partition?: string }
  /** `role`: its name in lower case, without the path. */
  | { kind: 'arn'; arn: Arn; role?: string }
  | { kind: 'unique-id'; id: string }
  | { kind: 'service'; name: string }
  | { kind: 'federated'; provider: string }
  | { kind: 'never'; text: string };

export interface CompiledCondition {
  /** As written: `ForAnyValue:StringLikeIfExists`. */
  operator: string;
  /** Without set operator and `IfExists`, in the spelling of the documentation; absent where AWS has none such. */
  base?: string;
  set?: 'any' | 'all';
  ifExists: boolean;
  /** As written. */
  key: string;
  /** Lower case: names of condition keys are not case-sensitive. */
  lowerKey: string;
  values: readonly string[];
  /** A missing key satisfies the negated operators. */
  negated: boolean;
  test: TextTest;
}

/** Values of condition keys of one request, by name in lower case. */
export interface ContextLookup {
  get(lowerKey: string): readonly string[] | undefined;
}

export interface CompiledStatement {
  index: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
  /** Undefined where the statement has no such element. */
  principals?: readonly PrincipalPattern[];
  notPrincipals?: readonly PrincipalPattern[];
  /** Takes the action in lower case. */
  action?: Matcher;
  /** As written, for explanations and surveys. */
  actions: readonly string[];
  notAction: boolean;
  /** Takes the resource and the request's condition keys (policy variables). */
  resource?: ResourceTest;
  /** As written, for surveys. */
  resources: readonly string[];
  notResource: boolean;
  conditions: readonly CompiledCondition[];
}

/** Whom a statement is about. */
export type Naming = Pick<CompiledStatement, 'principals' | 'notPrincipals' | 'effect'>;

/** Key policies and resource control policies name principals; the other kinds are bound to one. */
export type PolicyKind = 'key' | 'resource-control' | 'identity';

/** Something in a policy that has no meaning: `at` is the place in it (`Statement[1].Effect`), empty for the whole. */
export interface PolicyProblem {
  at: string;
  message: string;
}

/**
 * A statement, or a whole policy, that cannot be read. What is absent may be anything: nobody can say whom it is
 * about, or whether it allows or denies.
 */
export interface UnreadPart {
  problems: readonly PolicyProblem[];
  /** Absent where the policy as a whole cannot be read. */
  statement?: number;
  sid?: string;
  effect?: 'Allow' | 'Deny';
  principals?: readonly PrincipalPattern[];
  notPrincipals?: readonly PrincipalPattern[];
  action?: Matcher;
}

/** A policy made ready to be asked many times (`compilePolicy`). */
export interface CompiledPolicy {
  readonly compiled: true;
  readonly statements: readonly CompiledStatement[];
  /** What could not be read (`readPolicy`); `compilePolicy` lets no policy with such parts through. */
  readonly unread?: readonly UnreadPart[];
  readonly id?: string;
}
