import type { StatementText } from './statementText';
import type { Layer } from './model';

/** What an AccessDenied text of AWS says, and what can be done. */
export interface ErrorExplanation {
  principal?: string;
  action?: string;
  /** ARN of the key, where AWS names it. */
  resource?: string;
  layer?: Layer | 'vpc-endpoint-policy';
  /** A statement denies; or nothing allows; or AWS does not tell. */
  kind: 'explicit' | 'implicit' | 'unknown';
  /** The policy that denies, where AWS names it. */
  policyArn?: string;
  /** In the order in which to try it. */
  advice: string[];
  /** Statements that fix it, each with the policy that it belongs to. */
  statements: { layer: Layer; statement: StatementText }[];
}
