/** A half-open range of UTF-16 offsets in the text. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Names how a value is written, in the table of `languages/notations`; JSON's way where a value names none. Without
 * brackets a collection's span goes from its first entry to the end of its last.
 */
export type NotationName = string;

/**
 * One value with its place. The tree is the same for every language that a policy can be written in, so that the same
 * rules read it; what only that language can fill in is a `hole`.
 */
export type Value =
  ObjectValue | ArrayValue | StringValue | NumberValue | BooleanValue | NullValue | HoleValue;

export interface ObjectValue {
  kind: 'object';
  span: Span;
  members: Member[];
  /** The closing brace is missing; the span ends where the reading stopped. */
  unclosed?: true;
  notation?: NotationName;
}
export interface ArrayValue {
  kind: 'array';
  span: Span;
  items: Value[];
  /** The closing bracket is missing. */
  unclosed?: true;
  notation?: NotationName;
}
export interface StringValue {
  kind: 'string';
  /** With the quotes where there are any. */
  span: Span;
  value: string;
  /** The closing quote is missing (half-typed text), or both are (a bare word). */
  unclosed?: true;
  notation?: NotationName;
  /** The text names something of the host language, which does not look into it as it stands: what is missing. */
  forgotten?: { says: string; fix: string };
}
export interface NumberValue {
  kind: 'number';
  span: Span;
  value: number;
}
export interface BooleanValue {
  kind: 'boolean';
  span: Span;
  value: boolean;
}
export interface NullValue {
  kind: 'null';
  span: Span;
}
/** A value that is only known later (an intrinsic function): it satisfies any check that it could satisfy. */
export interface HoleValue {
  kind: 'hole';
  span: Span;
  name: string;
  /** What is known of it all the same, for people. */
  known?: HoleText;
}

/** What a hole will be, as far as the text around it says. */
export interface HoleText {
  /** The text with `${…}` where something is filled in; absent where not even its form is known. */
  text?: string;
  /** What it stands for, as a sentence: `The ARN of the resource Role.` */
  says: string;
}

export interface Member {
  key: StringValue;
  /** Absent in half-typed text: `"Effect":`. */
  value?: Value;
  /** From the key's first quote to the value's end. */
  span: Span;
  /** Offset of the colon, where there is one in JSON. */
  colon?: number;
  /** Offset of the comma that ends the member, where there is one in JSON. */
  comma?: number;
}

export interface SyntaxProblem {
  kind: 'comment' | 'trailing-comma' | 'duplicate-key' | 'invalid';
  message: string;
  span: Span;
  /** What would fix it, written at the start of the span. */
  missing?: string;
}

/** One entry of `Statement`, whatever its shape; elements that occur twice keep the last, as JSON.parse does. */
export interface Statement {
  index: number;
  value: ObjectValue;
  sid?: Member;
  effect?: Member;
  principal?: Member;
  notPrincipal?: Member;
  action?: Member;
  notAction?: Member;
  resource?: Member;
  notResource?: Member;
  condition?: Member;
}

/** Expressions of a host language, as they stand inside a text: `${AWS::AccountId}`. */
export interface Here {
  account: string;
  /** Absent where the language has no name for it there. */
  region?: string;
  partition: string;
  /** ARNs of roles and users that the same file makes. */
  principals: readonly { name: string; text: string }[];
}

export interface PolicyDocument {
  /** The whole text, also where the policy is only a part of it. */
  text: string;
  /** The policy is a part of a bigger document (a template): nothing can be said of its size or its characters. */
  embedded?: true;
  /** The logical name of the resource whose policy it is. */
  resource?: string;
  /** The resource tells KMS to save the policy even if the caller could not change it again. */
  skipsLockoutCheck?: true;
  /** Two statements with one Sid are refused by whoever makes the policy. */
  distinctSids?: true;
  /** A word that was put where nothing is, so that the place can be seen. */
  standIn?: Span;
  /** How the language around the policy names the account, Region and partition in which the key will be. */
  here?: Here;
  root?: Value;
  version?: Member;
  id?: Member;
  statement?: Member;
  /** The objects in `Statement`, be it one object or a list. */
  statements: Statement[];
  problems: SyntaxProblem[];
  /**
   * Of a policy in a template: the same policy in a changed text, where it has the given place now; undefined where
   * it cannot be read without the rest of the template.
   */
  reread?: (text: string, place: Span) => PolicyDocument | undefined;
}
