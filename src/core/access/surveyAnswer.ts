import type { Arn } from '../arn';
import type { Grant } from '../keys/model';
import type { Asked } from './ask';
import type { CompiledPolicy, Naming, PrincipalPattern } from './compiled';
import type { Place } from './model';
import type { PrincipalMatch } from './principalMatch';
import type { Unread } from './unread';

/** Somebody of whom a survey asks; `match` says how a statement or a grant names them. */
export interface Surveyed {
  kind: 'account' | 'principal' | 'service' | 'other-account' | 'anyone';
  principal: string;
  label: string;
  account?: string;
  match(statement: Naming): PrincipalMatch;
  /** Sessions that the NotPrincipal of a Deny spares, though it hits every other session of the role. */
  sparedSessions(statement: Naming): string[];
  matchGrantee(grantee: PrincipalPattern): PrincipalMatch;
  /** What is known of their requests; `unknown` where a condition key may have any value. */
  context(lowerKey: string): readonly string[] | undefined | 'unknown';
  /** Whether an unknown value of the condition key may match the pattern. */
  couldHave(lowerKey: string, pattern: string): boolean;
}

/** What a survey is about, whoever asks. */
export interface About {
  /** The text as it stands where it is no ARN. */
  key: Arn | string;
  keyAccount: string;
  keyPolicy: CompiledPolicy;
  grants: readonly ReadGrant[];
  context: ReadonlyMap<string, readonly string[]>;
}

/** A grant whose grantee is read once for the whole table. */
export type ReadGrant = Omit<Grant, 'grantee'> & { grantee: PrincipalPattern };

/** The same with what is known of the one who asks. */
export interface Known extends About {
  /** IAM policies of the one who asks; absent where they are not known. */
  policies?: readonly Asked[];
}

export type Answer3 = 'yes' | 'if' | 'iam';

/** A statement or grant that decides, and what it asks for. */
export interface Hit extends Place {
  effect: 'allows' | 'delegates' | 'denies';
  /** In words; empty where it decides whatever the request. */
  condition: string;
}

export interface ActionAnswer {
  action: string;
  /** `unknown`: what cannot be read may decide otherwise than what can be. */
  answer: Answer3 | 'denied' | 'no' | 'unknown';
  deciders: Hit[];
  conditions: string[];
  /** What makes the answer `unknown`; else empty. */
  unread: Unread[];
}
