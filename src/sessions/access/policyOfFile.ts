import { unwrapPolicies } from '../../core/access/policyForms';

/**
 * The policy in a file: the text itself, or the one that stands in what an AWS tool printed (`aws kms get-key-policy`).
 * A file with several is left as it is, so that its reader says what is wrong with it.
 */
export function policyOfFile(text: string): string {
  const [only, ...more] = unwrapPolicies(text);
  if (only === undefined || more.length > 0) return text;
  const { document } = only;
  return typeof document === 'string' ? document : JSON.stringify(document);
}
