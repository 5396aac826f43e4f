import type { Rule } from './rule';

/** A finding about the file itself, which no check of a policy makes. */
export type Notice = Pick<Rule, 'code' | 'severity' | 'summary' | 'link'>;

const policies = 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html';

const terraformDocument =
  'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document';

/** What is said of a file of which nothing, or not all, could be checked. */
export const notices = {
  noKeyPolicy: {
    code: 'KMS_NO_KEY_POLICY',
    severity: 'info',
    summary: 'No key policy was found in the file.',
    link: policies,
  },
  templateNotRead: {
    code: 'KMS_TEMPLATE_NOT_READ',
    severity: 'error',
    summary: 'The template is too large to be read.',
    link: policies,
  },
  placeholder: {
    code: 'KMS_PLACEHOLDER',
    severity: 'info',
    summary: 'A value of the policy is still to be filled in.',
    link: policies,
  },
  terraformList: {
    code: 'KMS_TERRAFORM_LIST',
    severity: 'error',
    summary: 'A single text stands where Terraform takes a list of texts.',
    link: terraformDocument,
  },
  terraformArgument: {
    code: 'KMS_TERRAFORM_ARGUMENT',
    severity: 'error',
    summary: 'The data source aws_iam_policy_document has no such argument or block.',
    link: terraformDocument,
  },
  terraformModuleInput: {
    code: 'KMS_TERRAFORM_MODULE_INPUT',
    severity: 'error',
    summary: 'The module drops a part of a statement without a word.',
    link: 'https://github.com/terraform-aws-modules/terraform-aws-kms/blob/master/docs/UPGRADE-4.0.md',
  },
  policyIsText: {
    code: 'KMS_POLICY_IS_TEXT',
    severity: 'info',
    summary: 'The key policy is a text within JSON, as the AWS CLI prints it.',
    link: 'https://docs.aws.amazon.com/cli/latest/reference/kms/get-key-policy.html',
  },
} as const satisfies Record<string, Notice>;
