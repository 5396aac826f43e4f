/* Generated from schemas/key-policy.schema.json by `npm run generate`. Do not edit. */

/**
 * A key policy: the resource policy of an AWS KMS key. Shape only; what it means is judged by the linter. The texts are $comment and not description, and every property is doNotSuggest, because VS Code's JSON service would show and offer them beside the extension's own hovers and completions.
 */
export interface KeyPolicy {
  /**
   * For editors only. KMS does not know it: remove it before the policy is put.
   */
  $schema?: string;
  /**
   * The version of the policy language, not of this policy. Use 2012-10-17: without it policy variables are plain text.
   */
  Version?: string;
  /**
   * A name for the policy. The console writes key-consolepolicy-3, the API's default is key-default-1.
   */
  Id?: string;
  /**
   * One statement or a list of them. A Deny beats every Allow; their order does not matter.
   */
  Statement?: Statement | Statement[];
}
/**
 * Who (Principal) may or may not (Effect) do what (Action) with this key (Resource), and when (Condition).
 */
export interface Statement {
  /**
   * A name for the statement. Spaces and punctuation are allowed. The console's default view knows its own statements by their Sid.
   */
  Sid?: string;
  /**
   * Allow or Deny, with a capital letter.
   */
  Effect?: string;
  /**
   * Whom the statement is about: accounts, users, roles, services.
   */
  Principal?: string | {[type: string]: string | string[]};
  /**
   * Everyone but these. With Allow that is nearly everyone.
   */
  NotPrincipal?: string | {[type: string]: string | string[]};
  /**
   * KMS actions such as kms:Decrypt; * and ? are wildcards.
   */
  Action?: string | string[];
  /**
   * All actions but these, also those that KMS will have one day.
   */
  NotAction?: string | string[];
  /**
   * Always *: this key.
   */
  Resource?: string | string[];
  /**
   * Known to the policy language, of no use in a key policy.
   */
  NotResource?: string | string[];
  /**
   * When the statement applies: operator → condition key → value or values. All must hold.
   */
  Condition?: {
    [operator: string]: {[key: string]: string | number | boolean | (string | number | boolean)[]};
  };
}
