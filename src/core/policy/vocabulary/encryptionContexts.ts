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
];

const byName = new Map(serviceContexts.map((context) => [context.name.toLowerCase(), context]));

/** The service that sends the pair, by its name in any case. */
export function findServiceContext(name: string): ServiceContext | undefined {
  return byName.get(name.toLowerCase());
}
