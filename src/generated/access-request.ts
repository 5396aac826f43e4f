/* Generated from schemas/access-request.schema.json by `npm run generate`. Do not edit. */

/**
 * A policy document, as an object or as JSON text.
 */
export type Policy = string | {};
/**
 * A policy document, or {name, document}.
 */
export type PolicyInput = string | {};
/**
 * A grant as ListGrants answers it.
 */
export type Grant = Grant1 & {
  GrantId?: string;
  Name?: string;
  GranteePrincipal?: string;
  GranteeServicePrincipal?: string;
  RetiringPrincipal?: string;
  RetiringServicePrincipal?: string;
  IssuingAccount?: string;
  Operations: string[];
  Constraints?: {
    EncryptionContextEquals?: Pairs;
    EncryptionContextSubset?: Pairs;
    SourceArn?: string;
  };
};
export type Grant1 = {
  [k: string]: unknown;
};
/**
 * Policies side by side are one level of the organization; a list within the list is a level of its own, and each level has to allow.
 */
export type Levels = (string | {} | PolicyInput[])[];

/**
 * One request to KMS with everything that bears on it, as `evaluate` reads it. Fields that are not named here are ignored with a warning.
 */
export interface DescribedRequest {
  /**
   * How the request is called in the results.
   */
  name?: string;
  /**
   * The decision that is expected; another one makes `evaluate` exit with 1.
   */
  expect?: 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';
  /**
   * ARN of a user, role, role session, federated user or root user; or the name of a service such as cloudtrail.amazonaws.com.
   */
  principal: string;
  principalAccount?: string;
  /**
   * AIDA… or AROA…, for policies that name unique ids.
   */
  principalId?: string;
  session?: {
    roleArn?: string;
    tags?: {
      [k: string]: string;
    };
    federatedProvider?: string;
  };
  /**
   * kms:Decrypt
   */
  action: string;
  /**
   * ARN of the key or alias; * where there is none.
   */
  resource: string;
  keyAccount?: string;
  keyPolicy?: Policy;
  identityPolicies?: PolicyInput[];
  grants?: Grant[];
  grantTokens?: string[];
  /**
   * Condition keys of the request, e.g. kms:EncryptionContext:app or aws:SourceIp.
   */
  context?: {
    [k: string]: string | number | boolean | (string | number | boolean)[];
  };
  serviceControlPolicies?: Levels;
  resourceControlPolicies?: Levels;
  permissionBoundaries?: PolicyInput[];
  sessionPolicies?: PolicyInput[];
}
export interface Pairs {
  [k: string]: string;
}
