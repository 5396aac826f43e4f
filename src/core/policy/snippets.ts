import type { TemplateJson } from './complete/snippetText';
import { templateSnippet } from './complete/snippetText';
import { untakenSid } from './complete/cursorContext';
import type { CursorContext } from './complete/cursorContext';

/** One or more statements for a situation that people meet. */
export interface StatementSnippet {
  /** What is typed to find it. */
  name: string;
  label: string;
  description: string;
  statements(around: CursorContext): readonly TemplateJson[];
}

const use = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncrypt*',
  'kms:GenerateDataKey*',
  'kms:DescribeKey',
] as const;
const produce = ['kms:GenerateDataKey*', 'kms:Decrypt'] as const;

const iam = ({ partition }: CursorContext, account: string, resource: string) =>
  `arn:${partition}:iam::${account}:${resource}`;
const role = (around: CursorContext, name: string, place = 'role') =>
  iam(around, around.account, `role/‹${place}=${name}›`);

function allow(
  sid: string,
  principal: TemplateJson,
  action: TemplateJson,
  condition?: TemplateJson,
): TemplateJson {
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    Resource: '*',
    ...(condition !== undefined && { Condition: condition }),
  };
}

function deny(sid: string, action: TemplateJson, condition: TemplateJson): TemplateJson {
  return {
    Sid: sid,
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: action,
    Resource: '*',
    Condition: condition,
  };
}

/** A statement for a service that acts as itself, bound to the account's own resources. */
function allowService(
  sid: string,
  service: string,
  around: CursorContext,
  action: TemplateJson = produce,
): TemplateJson {
  const condition = { StringEquals: { 'aws:SourceAccount': `‹account=${around.account}›` } };
  return allow(sid, { Service: service }, action, condition);
}

/** The statements of the console, and those of AWS's guides for other services (see `servicePrincipals`). */
export const statementSnippets: readonly StatementSnippet[] = [
  {
    name: 'account-iam-policies',
    label: 'Account: let IAM policies decide',
    description:
      "The account's IAM policies decide who may do what with the key. Without it (or another statement that allows kms:PutKeyPolicy) a key can become unmanageable.",
    statements: (around) => [
      allow('Enable IAM User Permissions', { AWS: iam(around, around.account, 'root') }, 'kms:*'),
    ],
  },
  {
    name: 'administrators-without-use',
    label: 'Administrators, without use of the key',
    description:
      'They manage the key, its policy and its deletion, but cannot encrypt or decrypt with it, nor give grants.',
    statements: (around) => [
      allow('Allow access for Key Administrators', { AWS: role(around, 'KeyAdmin') }, [
        'kms:CreateAlias',
        'kms:Describe*',
        'kms:Enable*',
        'kms:List*',
        'kms:Put*',
        'kms:Update*',
        'kms:RevokeGrant',
        'kms:Disable*',
        'kms:Get*',
        'kms:DeleteAlias',
        'kms:TagResource',
        'kms:UntagResource',
        'kms:ScheduleKeyDeletion',
        'kms:CancelKeyDeletion',
        'kms:RotateKeyOnDemand',
      ]),
    ],
  },
  {
    name: 'key-users',
    label: 'Key users: encrypt and decrypt, directly and through AWS services',
    description: 'As the console has it: use of the key, and grants for the AWS services that they use.',
    statements: (around) => [
      allow('Allow use of the key', { AWS: role(around, 'ExampleRole') }, use),
      allow(
        'Allow attachment of persistent resources',
        { AWS: role(around, 'ExampleRole') },
        ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
        { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      ),
    ],
  },
  {
    name: 's3-bucket',
    label: 'S3: buckets encrypted with the key (SSE-KMS)',
    description:
      'Everyone in the account may use the key, but only through S3; S3 permissions decide on the objects.',
    statements: (around) => [
      allow('Allow use through S3 by this account', { AWS: '*' }, use, {
        StringEquals: {
          'kms:CallerAccount': `‹account=${around.account}›`,
          'kms:ViaService': `s3.‹region=${around.region}›.amazonaws.com`,
        },
      }),
    ],
  },
  {
    name: 's3-event-notifications',
    label: 'S3: event notifications to an encrypted topic or queue',
    description: 'S3 sends events to SNS topics and SQS queues that are encrypted with the key.',
    statements: (around) => [
      allowService('Allow S3 to send event notifications', 's3.amazonaws.com', around),
    ],
  },
  {
    name: 'cloudtrail',
    label: 'CloudTrail: encrypt log files of a trail',
    description: 'The trail encrypts; whoever reads the logs needs kms:Decrypt besides.',
    statements: (around) => {
      const arn = `arn:${around.partition}:cloudtrail:‹region=${around.region}›:‹account=${around.account}›:trail/‹trail=management-events›`;
      const context = `arn:${around.partition}:cloudtrail:*:‹account=${around.account}›:trail/*`;
      return [
        allow(
          'Allow CloudTrail to encrypt logs',
          { Service: 'cloudtrail.amazonaws.com' },
          'kms:GenerateDataKey*',
          {
            ArnEquals: { 'aws:SourceArn': arn },
            StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': context },
          },
        ),
        allow(
          'Allow CloudTrail to describe key',
          { Service: 'cloudtrail.amazonaws.com' },
          'kms:DescribeKey',
          {
            ArnEquals: { 'aws:SourceArn': arn },
          },
        ),
      ];
    },
  },
  {
    name: 'cloudwatch-logs',
    label: 'CloudWatch Logs: encrypt log groups',
    description:
      'The log groups of the account and Region; narrow the pattern to a single one where you can.',
    statements: (around) => [
      allow(
        'Allow CloudWatch Logs to encrypt log groups',
        { Service: `logs.‹region=${around.region}›.amazonaws.com` },
        ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
        {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': `arn:${around.partition}:logs:‹region=${around.region}›:‹account=${around.account}›:log-group:‹log-group=*›`,
          },
        },
      ),
    ],
  },
  {
    name: 'cloudwatch-alarms-to-sns',
    label: 'SNS: CloudWatch alarms to an encrypted topic',
    description: 'Without it alarms on an encrypted topic fail silently.',
    statements: (around) => [
      allowService('Allow CloudWatch alarms to publish', 'cloudwatch.amazonaws.com', around),
    ],
  },
  {
    name: 'eventbridge-to-sns-sqs',
    label: 'SNS/SQS: EventBridge rules to an encrypted topic or queue',
    description: 'Without it events for an encrypted topic or queue are lost silently.',
    statements: () => [
      // Its deliveries carry neither aws:SourceArn nor aws:SourceAccount (SNS guide, "Managing encryption keys").
      allow('Allow EventBridge to send events', { Service: 'events.amazonaws.com' }, produce),
    ],
  },
  {
    name: 'sns-to-sqs',
    label: 'SQS: subscriptions of an SNS topic to an encrypted queue',
    description: 'The topic delivers messages to a queue that is encrypted with the key.',
    statements: (around) => [
      allow('Allow SNS to deliver to the queue', { Service: 'sns.amazonaws.com' }, produce, {
        ArnLike: {
          'aws:SourceArn': `arn:${around.partition}:sns:‹region=${around.region}›:‹account=${around.account}›:‹topic=example-topic›`,
        },
      }),
    ],
  },
  {
    name: 'ebs-volumes',
    label: 'EBS: encrypted volumes of this account',
    description: 'Everyone in the account may use the key through EC2, which makes grants for the volumes.',
    statements: (around) => {
      const through = {
        'kms:CallerAccount': `‹account=${around.account}›`,
        'kms:ViaService': `ec2.‹region=${around.region}›.amazonaws.com`,
      };
      return [
        allow('Allow use through EBS by this account', { AWS: '*' }, use, { StringEquals: through }),
        allow('Allow EBS to attach volumes', { AWS: '*' }, 'kms:CreateGrant', {
          StringEquals: through,
          Bool: { 'kms:GrantIsForAWSResource': 'true' },
        }),
      ];
    },
  },
  {
    name: 'auto-scaling',
    label: 'EC2 Auto Scaling: instances with encrypted volumes',
    description: 'The service-linked role of Auto Scaling must exist before the policy is saved.',
    statements: (around) => {
      const linked = iam(
        around,
        around.account,
        'role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
      );
      return [
        allow('Allow Auto Scaling to use the key', { AWS: linked }, use),
        allow('Allow Auto Scaling to attach volumes', { AWS: linked }, 'kms:CreateGrant', {
          Bool: { 'kms:GrantIsForAWSResource': 'true' },
        }),
      ];
    },
  },
  {
    name: 'cross-account',
    label: 'Another account: use of the key',
    description:
      "The other account's IAM policies decide which of its identities may use the key; they must allow it too.",
    statements: (around) => {
      const other = iam(around, '‹other=444455556666›', 'root');
      return [
        allow('Allow use by another account', { AWS: other }, use),
        allow(
          'Allow another account to attach resources',
          { AWS: other },
          ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
          {
            Bool: { 'kms:GrantIsForAWSResource': 'true' },
          },
        ),
      ];
    },
  },
  {
    name: 'organization',
    label: 'The whole organization: use of the key',
    description: 'Every account of the organization; its IAM policies decide which identities may.',
    statements: (around) => [
      allow('Allow use by the organization', { AWS: '*' }, use, {
        StringEquals: { 'aws:PrincipalOrgID': `‹organization=${around.organization}›` },
      }),
    ],
  },
  {
    name: 'deny-deletion-without-mfa',
    label: 'Deny deletion and disabling without MFA',
    description:
      'Nobody schedules deletion or disables the key without multi-factor authentication, long-term access keys included.',
    statements: () => [
      deny(
        'Deny deletion without MFA',
        ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DeleteImportedKeyMaterial'],
        {
          BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
        },
      ),
    ],
  },
  {
    name: 'deny-deletion-of-used-key',
    label: 'Deny deletion and disabling while the key is in use',
    description: 'Only a key that has not been used for some time can be disabled or scheduled for deletion.',
    statements: () => [
      deny('Deny deletion of a key in use', ['kms:ScheduleKeyDeletion', 'kms:DisableKey'], {
        NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '‹days=90›' },
      }),
    ],
  },
  {
    name: 'deny-outside-organization',
    label: 'Deny everyone outside of the organization',
    description: 'A guard over all other statements; AWS services that act as themselves stay allowed.',
    statements: (around) => [
      deny('Deny access from outside the organization', 'kms:*', {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': `‹organization=${around.organization}›` },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
    ],
  },
];

/** The statements as a snippet, separated by commas. */
export function statementSnippetText(snippet: StatementSnippet, around: CursorContext): string {
  // One call for all: a place that occurs in two statements is filled in once.
  const list = templateSnippet(
    snippet.statements(around).map((statement) => underFreshSid(statement, around)),
  );
  return list.slice(1, -1).trim().replace(/^\t/gm, '');
}

/** The statement under a Sid that the policy does not have yet. */
function underFreshSid(statement: TemplateJson, around: CursorContext): TemplateJson {
  if (typeof statement !== 'object' || !('Sid' in statement)) return statement;
  const { Sid } = statement;
  return typeof Sid === 'string' ? { ...statement, Sid: untakenSid(Sid, around) } : statement;
}

/** A whole policy as a skeleton for an empty file. */
export interface PolicySkeleton {
  name: string;
  label: string;
  description: string;
  /** Names of the statement snippets in it. */
  parts: readonly string[];
}

export const policySkeletons: readonly PolicySkeleton[] = [
  {
    name: 'key-policy-default',
    label: 'Key policy: IAM policies of the account decide',
    description: 'The policy that KMS gives to a key made without one.',
    parts: ['account-iam-policies'],
  },
  {
    name: 'key-policy-console',
    label: 'Key policy: administrators and users',
    description: 'What the console makes: the account, key administrators, key users.',
    parts: ['account-iam-policies', 'administrators-without-use', 'key-users'],
  },
  {
    name: 'key-policy-cloudtrail',
    label: 'Key policy: CloudTrail',
    description: 'The account, and CloudTrail as the one that encrypts.',
    parts: ['account-iam-policies', 'cloudtrail'],
  },
  {
    name: 'key-policy-cloudwatch-logs',
    label: 'Key policy: CloudWatch Logs',
    description: 'The account, and CloudWatch Logs for encrypted log groups.',
    parts: ['account-iam-policies', 'cloudwatch-logs'],
  },
];

/** A skeleton as a snippet. */
export function policySkeletonText(skeleton: PolicySkeleton, around: CursorContext): string {
  const statements = skeleton.parts.flatMap(
    (part) => statementSnippets.find(({ name }) => name === part)?.statements(around) ?? [],
  );
  return templateSnippet({ Version: '2012-10-17', Statement: statements });
}
