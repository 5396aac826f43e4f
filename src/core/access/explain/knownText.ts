import type { ErrorExplanation } from '../errorExplanation';

/** A text of AWS that tells neither who nor which layer, and what stands behind it. */
export interface KnownText {
  matches: RegExp;
  explanation: Omit<ErrorExplanation, 'statements'>;
  /** What can be written, as far as the text names the parts of it. */
  statements?: (line: string) => ErrorExplanation['statements'];
  /** Services pass the text on as it is: what they need of the key is said as well. */
  passedOn?: true;
  /** Says too little to count beside a denial that says what it is of. */
  vague?: true;
}

/** Where an action is allowed, as the end of a sentence. */
export const inPolicyOrIam =
  'in the key policy, or in IAM where the key policy leaves it to the account. For a key of another account, both.';
