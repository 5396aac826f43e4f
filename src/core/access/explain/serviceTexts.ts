import { parseArn } from '../../arn';
import type { ErrorExplanation } from '../errorExplanation';
import type { StatementText } from '../statementText';
import { placeNamedIn } from './hints';
import type { KnownText } from './knownText';
import { inPolicyOrIam } from './knownText';

const launching =
  'kms:CreateGrant (with kms:GrantIsForAWSResource), kms:Decrypt, kms:DescribeKey, kms:GenerateDataKeyWithoutPlaintext and kms:ReEncrypt*';

/**
 * Texts of services that use a key and hide what KMS said. Sources: each service's own guide, as the advice names it;
 * the texts as people post them.
 */
export const serviceTexts: readonly KnownText[] = [
  {
    // Secrets Manager, which asks KMS on the caller's behalf.
    matches: /Access to KMS is not allowed|Secrets Manager can(?:'|no)t (?:en|de)crypt the protected secret/i,
    explanation: {
      action: 'kms:Decrypt',
      kind: 'unknown',
      advice: [
        'Secrets Manager uses the key on behalf of the caller, and KMS refused.',
        `Reading a secret needs kms:Decrypt, writing one kms:GenerateDataKey, too. Allow them to the caller: ${inPolicyOrIam}`,
        'The managed key aws/secretsmanager serves its own account only: for another account, encrypt the secret with a customer managed key.',
      ],
    },
  },
  {
    // CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail".
    matches:
      /InsufficientEncryptionPolicy|Insufficient permissions to access S3 bucket .{0,300}\bor KMS key/i,
    explanation: {
      action: 'kms:GenerateDataKey',
      layer: 'key-policy',
      kind: 'implicit',
      advice: [
        'CloudTrail has to be allowed by name, in the policy of the bucket and in the key policy: cloudtrail.amazonaws.com needs kms:GenerateDataKey* and kms:DescribeKey, and kms:Decrypt where the bucket has a Bucket Key.',
        'The key has to be in the Region of the bucket. If the key policy has the statement, look at the bucket policy.',
      ],
    },
    statements: (line) => {
      const { partition, account } = placeNamedIn(line) ?? {};
      if (partition === undefined || account === undefined) return [];
      return forService(
        'CloudTrail',
        'cloudtrail.amazonaws.com',
        ['kms:GenerateDataKey*', 'kms:DescribeKey'],
        {
          ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudtrail:*:${account}:trail/*` },
        },
      );
    },
  },
  {
    // CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs using AWS KMS".
    matches: /KMS key does not exist or is not allowed to be used with/i,
    explanation: {
      layer: 'key-policy',
      kind: 'implicit',
      advice: [
        'CloudWatch Logs uses the key as itself, so the key policy has to allow logs.<region>.amazonaws.com, with the log group in kms:EncryptionContext:aws:logs:arn. IAM policies of the caller do not help.',
        'If the key policy has that statement, check that the key is enabled, symmetric, and in the Region of the log group.',
      ],
    },
    statements: (line) => {
      const named = /arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:[^\s"'<>,]+/.exec(line)?.[0];
      const arn = parseArn(named ?? '');
      if (named === undefined || arn === undefined) return [];
      const domain = arn.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
      const actions = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
      return forService('CloudWatch Logs', `logs.${arn.region}.${domain}`, actions, {
        ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': named.replace(/[.:]+$/, '') },
      });
    },
  },
  {
    // GuardDuty user guide, "Exporting findings".
    matches: /GuardDuty (?:service principal )?does not have permission to the KMS key/i,
    explanation: {
      action: 'kms:GenerateDataKey',
      layer: 'key-policy',
      kind: 'implicit',
      advice: [
        'GuardDuty exports findings as itself: the key policy has to allow kms:GenerateDataKey to guardduty.amazonaws.com (regional in Regions that have to be opted into), and the bucket policy s3:PutObject.',
        'Key, bucket and detector have to be in one Region.',
      ],
    },
    statements: (line) =>
      bySourceAccount(line, 'GuardDuty', 'guardduty.amazonaws.com', ['kms:GenerateDataKey']),
  },
  {
    // AWS Config developer guide, "Permissions for the KMS key for the AWS Config delivery channel".
    matches: /Insufficient delivery policy to s3 bucket/i,
    explanation: {
      kind: 'implicit',
      advice: [
        'AWS Config cannot write to the bucket: the bucket policy or, where the bucket is encrypted with a KMS key, the key policy lacks it.',
        'The key policy has to allow kms:Decrypt and kms:GenerateDataKey to the role of the configuration recorder, or to config.amazonaws.com where Config uses its service-linked role; name the key in the delivery channel.',
      ],
    },
    statements: (line) =>
      bySourceAccount(line, 'AWS Config', 'config.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey']),
  },
  {
    // S3 user guide, "Granting permissions to publish event notification messages to a destination".
    matches: /Unable to validate the following destination configurations/i,
    explanation: {
      kind: 'unknown',
      advice: [
        'S3 could not send its test message. The policy of the topic, queue or function has to allow s3.amazonaws.com; that is no matter of KMS.',
        'Where the topic or queue is encrypted, its key policy has to allow kms:GenerateDataKey* and kms:Decrypt to s3.amazonaws.com as well. That needs a customer managed key: the policies of aws/sns and aws/sqs cannot be changed.',
      ],
    },
  },
  {
    // EC2 and Auto Scaling. Auto Scaling user guide, "Required KMS key policy for use with encrypted volumes".
    matches:
      /Client\.InternalError\b|Client error on launch|encrypted with an inaccessible (?:AWS )?KMS key|Client\.InvalidKMSKey/i,
    explanation: {
      action: 'kms:CreateGrant',
      kind: 'unknown',
      advice: [
        'The instance could not use the key of an encrypted volume: whoever launches it is not allowed to, or the key is disabled, gone, or in another Region.',
        `Whoever launches needs ${launching}: ${inPolicyOrIam}`,
        'For Auto Scaling that is its service-linked role, role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling, which the key policy has to name; for Spot role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot. A key of another account needs a grant for that role.',
        'CloudTrail shows the CreateGrant that failed, in the account of the launch.',
      ],
    },
  },
  {
    // EC2 and AWS Backup, copies of snapshots and images.
    matches: /Given key ID is not accessible|source snapshot KMS key does not exist/i,
    explanation: {
      action: 'kms:DescribeKey',
      kind: 'unknown',
      advice: [
        'The copy could not use one of the two keys: the one of the source, or the one that the copy is to have. Name both by their ARN, each in its own Region.',
        `Whoever copies needs ${launching} on them: ${inPolicyOrIam}`,
        'A snapshot that is encrypted with the managed key aws/ebs or aws/rds cannot be copied from another account: encrypt it with a customer managed key first.',
      ],
    },
  },
  {
    // RDS, DynamoDB, EFS and others that wrap what KMS answers.
    matches:
      /KMSKeyNotAccessible|inaccessible[-_ ]?encryption[-_ ]?credentials|KMS key access denied|KMS key\b.{0,200}\b(?:is not accessible|(?:do not|don't|does not|doesn't) have (?:permissions?|access)|is inaccessible)|(?:do not|don't|does not|doesn't) have (?:permissions?|access) to (?:use |access )?(?:the )?KMS key/i,
    explanation: {
      kind: 'unknown',
      advice: [
        'The service could not use the key: it is not in this Region, is disabled or pending deletion, or does not let the caller use it through the service.',
        'Check the state of the key, and that the service has its ARN: a key of another account cannot be named by id or alias name.',
        `Then allow the service's actions (often kms:CreateGrant, kms:DescribeKey, kms:Decrypt and kms:GenerateDataKey*) to the caller: ${inPolicyOrIam}`,
      ],
    },
  },
];

function forService(
  title: string,
  service: string,
  actions: string[],
  condition: NonNullable<StatementText['Condition']>,
): ErrorExplanation['statements'] {
  const statement: StatementText = {
    Sid: `Allow ${title} to use the key`,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: actions,
    Resource: '*',
    Condition: condition,
  };
  return [{ layer: 'key-policy', statement }];
}

/** Of services whose calls carry the account that they work for. */
function bySourceAccount(
  line: string,
  title: string,
  service: string,
  actions: string[],
): ErrorExplanation['statements'] {
  const account = placeNamedIn(line)?.account;
  return account === undefined
    ? []
    : forService(title, service, actions, { StringEquals: { 'aws:SourceAccount': account } });
}
