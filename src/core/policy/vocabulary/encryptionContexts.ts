/** A pair of the encryption context that an AWS service always sends. */
export interface ServiceContext {
  /** What follows `kms:EncryptionContext:`. */
  name: string;
  title: string;
  /** What its value is, with `{partition}`, `{region}`, `{account}` and a wildcard. */
  value: string;
}

/** Sources: each service's own guide, "encryption context"; as policies of AWS and its samples have them. */
export const serviceContexts: readonly ServiceContext[] = [
  { name: 'aws:s3:arn', title: 'S3: bucket or object', value: 'arn:{partition}:s3:::*' },
  { name: 'aws:ebs:id', title: 'EBS: volume or snapshot', value: 'vol-*' },
  {
    name: 'SecretARN',
    title: 'Secrets Manager: secret',
    value: 'arn:{partition}:secretsmanager:{region}:{account}:secret:*',
  },
  {
    name: 'PARAMETER_ARN',
    title: 'Parameter Store: parameter',
    value: 'arn:{partition}:ssm:{region}:{account}:parameter/*',
  },
  {
    name: 'aws:lambda:FunctionArn',
    title: 'Lambda: function',
    value: 'arn:{partition}:lambda:{region}:{account}:function:*',
  },
  { name: 'aws:dynamodb:tableName', title: 'DynamoDB: table', value: '*' },
  { name: 'aws:dynamodb:subscriberId', title: 'DynamoDB: account', value: '{account}' },
  { name: 'aws:sqs:arn', title: 'SQS: queue', value: 'arn:{partition}:sqs:{region}:{account}:*' },
  { name: 'aws:sns:topicArn', title: 'SNS: topic', value: 'arn:{partition}:sns:{region}:{account}:*' },
  {
    name: 'aws:cloudtrail:arn',
    title: 'CloudTrail: trail',
    value: 'arn:{partition}:cloudtrail:*:{account}:trail/*',
  },
  {
    name: 'aws:logs:arn',
    title: 'CloudWatch Logs: log group',
    value: 'arn:{partition}:logs:{region}:{account}:log-group:*',
  },
  {
    name: 'aws:events:event-bus:arn',
    title: 'EventBridge: event bus',
    value: 'arn:{partition}:events:{region}:{account}:event-bus/*',
  },
  {
    name: 'aws:scheduler:schedule:arn',
    title: 'EventBridge Scheduler: schedule',
    value: 'arn:{partition}:scheduler:{region}:{account}:schedule/*',
  },
  {
    name: 'aws:kinesis:arn',
    title: 'Kinesis Data Streams: stream',
    value: 'arn:{partition}:kinesis:{region}:{account}:stream/*',
  },
  { name: 'aws:backup:backup-vault', title: 'AWS Backup: vault', value: '*' },
  {
    name: 'aws:bedrock:arn',
    title: 'Bedrock: agent, guardrail or other resource',
    value: 'arn:{partition}:bedrock:{region}:{account}:*',
  },
  { name: 'aws:rds:db-id', title: 'RDS: id of the DB resource', value: 'db-*' },
  { name: 'aws:pi:service', title: 'Performance Insights: service', value: 'rds' },
  {
    name: 'aws:ecr:arn',
    title: 'ECR: repository',
    value: 'arn:{partition}:ecr:{region}:{account}:repository/*',
  },
  { name: 'glue_catalog_id', title: 'Glue Data Catalog: account', value: '{account}' },
  {
    name: 'aws:states:stateMachineArn',
    title: 'Step Functions: state machine',
    value: 'arn:{partition}:states:{region}:{account}:stateMachine:*',
  },
  {
    name: 'aws:redshift:arn',
    title: 'Redshift: cluster',
    value: 'arn:{partition}:redshift:{region}:{account}:cluster:*',
  },
  { name: 'aws:ecs:clusterAccount', title: 'Fargate: account of the cluster', value: '{account}' },
  { name: 'aws:ecs:clusterName', title: 'Fargate: cluster', value: '*' },
  { name: 'aws:ses:source-account', title: 'SES: account', value: '{account}' },
  { name: 'aws:ses:rule-name', title: 'SES: receipt rule', value: '*' },
  { name: 'aws:ses:message-id', title: 'SES: message', value: '*' },
  {
    name: 'aws:sso:instance-arn',
    title: 'IAM Identity Center: instance',
    value: 'arn:{partition}:sso:::instance/*',
  },
  {
    name: 'aws:identitystore:identitystore-arn',
    title: 'Identity store',
    value: 'arn:{partition}:identitystore::{account}:identitystore/*',
  },
];

const byName = new Map(serviceContexts.map((context) => [context.name.toLowerCase(), context]));

/** The service that sends the pair, by its name in any case. */
export function findServiceContext(name: string): ServiceContext | undefined {
  return byName.get(name.toLowerCase());
}
