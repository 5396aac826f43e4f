/**
 * The resources that have a key policy, in the attribute `policy`.
 * Source: Terraform AWS provider documentation, the pages of these resources.
 */
export const keyTypes: ReadonlySet<string> = new Set([
  'aws_kms_key',
  'aws_kms_external_key',
  'aws_kms_replica_key',
  'aws_kms_replica_external_key',
  'aws_kms_key_policy',
]);

/** A published module that makes a key, and the inputs in which it takes policies. */
export interface KeyModule {
  source: RegExp;
  /** A whole key policy, as JSON text. */
  policy: readonly string[];
  /** Lists of policies, as JSON text, that become a part of the key's. */
  documents: readonly string[];
  /** A list, or a map, of statements in the words of `aws_iam_policy_document`. */
  statements?: string;
}

/**
 * Source: Terraform Registry, terraform-aws-modules/kms/aws and cloudposse/kms-key/aws, "Inputs". Modules are named by
 * the registry, by Terragrunt (`tfr:///…`) or by their repository.
 */
export const keyModules: readonly KeyModule[] = [
  {
    source: /(?:^|[/:])terraform-aws-modules\/(?:kms\/aws|terraform-aws-kms)(?![\w-])/,
    policy: ['policy'],
    documents: ['source_policy_documents', 'override_policy_documents'],
    statements: 'key_statements',
  },
  {
    source: /(?:^|[/:])cloudposse\/(?:kms-key\/aws|terraform-aws-kms-key)(?![\w-])/,
    policy: ['policy'],
    documents: [],
  },
];
