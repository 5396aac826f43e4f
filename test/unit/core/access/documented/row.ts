import type { AccessRequest, Decision } from '../../../../../src/core/access/model';

/** One request with the answer that the documentation gives. */
export interface Row {
  /** What of the documentation the row rests on. */
  source: string;
  name: string;
  request: AccessRequest;
  expect: Decision;
}

/** Rows that rest on one page. */
export type Told = readonly [name: string, changes: Partial<AccessRequest>, expect: Decision];

/** Pages of the IAM user guide and of the KMS developer guide, by the names of their files. */
export const pages = {
  logic: 'IAM user guide, reference_policies_evaluation-logic',
  principal: 'IAM user guide, reference_policies_elements_principal',
  notPrincipal: 'IAM user guide, reference_policies_elements_notprincipal',
  boundaries: 'IAM user guide, access_policies_boundaries',
  sessions: 'IAM user guide, access_policies, session policies',
  elements: 'IAM user guide, reference_policies_elements',
  operators: 'IAM user guide, reference_policies_elements_condition_operators',
  sets: 'IAM user guide, reference_policies_condition-single-vs-multi-valued-context-keys',
  variables: 'IAM user guide, reference_policies_variables',
  globalKeys: 'IAM user guide, reference_policies_condition-keys',
  scp: 'Organizations user guide, orgs_manage_policies_scps',
  rcp: 'Organizations user guide, orgs_manage_policies_rcps',
  keyPolicies: 'KMS developer guide, key-policy-overview',
  keyDefault: 'KMS developer guide, key-policy-default',
  external: 'KMS developer guide, key-policy-modifying-external-accounts',
  services: 'KMS developer guide, key-policy-services',
  grants: 'KMS developer guide, grants',
  grantCreation: 'KMS developer guide, create-grant-overview, Granting CreateGrant permission',
  retire: 'KMS developer guide, grant-delete',
  kmsKeys: 'KMS developer guide, conditions-kms',
  aliases: 'KMS developer guide, alias-access',
  sar: 'Service authorization reference, AWS Key Management Service',
} as const;
