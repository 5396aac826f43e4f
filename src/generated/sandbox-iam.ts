/* Generated from schemas/sandbox-iam.schema.json by `npm run generate`. Do not edit. */

export type Name = string;
export type Path = string;

/**
 * The users, roles and IAM policies of a sandbox. Made to be edited; the sandbox reads it again when it changes.
 */
export interface SandboxIam {
  $schema?: string;
  /**
   * For aws:PrincipalOrgID.
   */
  organizationId?: string;
  /**
   * The first one is the sandbox's own.
   *
   * @minItems 1
   */
  accounts: [IamAccount, ...IamAccount[]];
}
export interface IamAccount {
  id: string;
  users: IamUser[];
  roles: IamRole[];
  policies?: ManagedPolicy[];
  serviceControlPolicies?: InlinePolicies;
  resourceControlPolicies?: InlinePolicies;
}
export interface IamUser {
  name: Name;
  path?: Path;
  /**
   * True for an access key, made at random and kept in credentials.json.
   */
  accessKey?: boolean;
  tags?: {
    [k: string]: string;
  };
  policies?: InlinePolicies;
  /**
   * ARNs of managed policies.
   */
  attached?: string[];
  /**
   * ARN of the permissions boundary.
   */
  boundary?: string;
}
/**
 * Policies by name.
 */
export interface InlinePolicies {
  [k: string]: PolicyDocument;
}
/**
 * An IAM policy.
 */
export interface PolicyDocument {
  [k: string]: unknown;
}
export interface IamRole {
  name: Name;
  path?: Path;
  description?: string;
  trust: PolicyDocument;
  tags?: {
    [k: string]: string;
  };
  policies?: InlinePolicies;
  /**
   * ARNs of managed policies.
   */
  attached?: string[];
  /**
   * ARN of the permissions boundary.
   */
  boundary?: string;
}
export interface ManagedPolicy {
  name: Name;
  path?: Path;
  /**
   * True for arn:aws:iam::aws:policy/NAME.
   */
  awsManaged?: boolean;
  document: PolicyDocument;
}
