import { ownValue } from '../../ownValue';

/** Services whose calls carry kms:ViaService: the part before the Region, and what people call it. */
export interface ViaService {
  prefix: string;
  title: string;
}

/** Source: developer guide, kms:ViaService, "Services that support the kms:ViaService condition key". */
const viaTable: Readonly<Record<string, string>> = {
  airflow: 'Managed Workflows for Apache Airflow',
  aiops: 'CloudWatch investigations',
  aoss: 'OpenSearch Serverless',
  appfabric: 'AppFabric',
  appflow: 'AppFlow',
  apprunner: 'App Runner',
  apptest: 'Mainframe Modernization application testing',
  ards: 'Replicated Data Store',
  athena: 'Athena',
  auditmanager: 'Audit Manager',
  backup: 'AWS Backup',
  'backup-gateway': 'AWS Backup gateway',
  bedrock: 'Bedrock',
  cassandra: 'Keyspaces (for Apache Cassandra)',
  chimevoiceconnector: 'Chime Voice Connector',
  'cleanrooms-ml': 'Clean Rooms ML',
  codeartifact: 'CodeArtifact',
  'codeguru-reviewer': 'CodeGuru Reviewer',
  comprehend: 'Comprehend',
  connect: 'Connect',
  'custom-packages': 'OpenSearch custom packages',
  dax: 'DynamoDB Accelerator (DAX), and ElastiCache together with elasticache',
  deepracer: 'DeepRacer',
  directoryservice: 'Directory Service',
  dms: 'Database Migration Service',
  'docdb-elastic': 'DocumentDB elastic clusters',
  dynamodb: 'DynamoDB',
  ec2: 'EC2 and EBS',
  ecr: 'Elastic Container Registry',
  elasticache: 'ElastiCache (together with dax)',
  elasticfilesystem: 'Elastic File System',
  entityresolution: 'Entity Resolution',
  es: 'OpenSearch Service',
  events: 'EventBridge',
  finspace: 'FinSpace',
  firehose: 'Data Firehose',
  forecast: 'Forecast',
  fsx: 'FSx',
  geo: 'Location Service',
  glue: 'Glue',
  groundstation: 'Ground Station',
  healthlake: 'HealthLake',
  importexport: 'Snowball (Import/Export)',
  iotsitewise: 'IoT SiteWise',
  kafka: 'Managed Streaming for Apache Kafka',
  kendra: 'Kendra',
  kinesis: 'Kinesis Data Streams',
  kinesisvideo: 'Kinesis Video Streams',
  lambda: 'Lambda',
  lex: 'Lex',
  'license-manager': 'License Manager',
  lookoutequipment: 'Lookout for Equipment',
  lookoutmetrics: 'Lookout for Metrics',
  lookoutvision: 'Lookout for Vision',
  m2: 'Mainframe Modernization',
  macie: 'Macie',
  'malware-protection': 'GuardDuty Malware Protection',
  managedblockchain: 'Managed Blockchain',
  mediatailor: 'MediaTailor',
  memorydb: 'MemoryDB',
  mgn: 'Application Migration Service',
  monitron: 'Monitron',
  mq: 'Amazon MQ',
  nimble: 'Nimble Studio',
  omics: 'HealthOmics',
  profile: 'Connect Customer Profiles',
  proton: 'Proton',
  qldb: 'QLDB',
  rds: 'RDS, Aurora, Neptune',
  redshift: 'Redshift',
  'redshift-serverless': 'Redshift Serverless',
  rekognition: 'Rekognition',
  s3: 'S3',
  s3tables: 'S3 Tables',
  sagemaker: 'SageMaker AI',
  secretsmanager: 'Secrets Manager',
  securitylake: 'Security Lake',
  ses: 'Simple Email Service',
  sns: 'Simple Notification Service',
  sqlworkbench: 'Redshift query editor v2',
  sqs: 'Simple Queue Service',
  ssm: 'Systems Manager, Parameter Store',
  'ssm-contacts': 'Incident Manager contacts',
  'ssm-incidents': 'Incident Manager',
  states: 'Step Functions',
  storagegateway: 'Storage Gateway',
  thinclient: 'WorkSpaces Thin Client',
  timestream: 'Timestream',
  translate: 'Translate',
  'verified-access': 'Verified Access',
  wisdom: 'Connect agent assistance (Wisdom)',
  workmail: 'WorkMail',
  workspaces: 'WorkSpaces',
  'workspaces-web': 'WorkSpaces Secure Browser',
  xray: 'X-Ray',
};

export const viaServices: readonly ViaService[] = Object.entries(viaTable).map(([prefix, title]) => ({
  prefix,
  title,
}));

/** The value of kms:ViaService for a service in a Region: the same form in all partitions. */
export function viaServiceValue(prefix: string, region: string): string {
  return `${prefix}.${region}.amazonaws.com`;
}

const viaShape = /^([a-z0-9-]+)\.([a-z*?][a-z0-9*?-]*)\.amazonaws\.com$/;

/** The two parts of a value of kms:ViaService; undefined where it has not the form. The Region may have wildcards. */
export function parseViaService(
  value: string,
): { prefix: string; region: string; title?: string } | undefined {
  const [, prefix, region] = viaShape.exec(value) ?? [];
  if (prefix === undefined || region === undefined) return undefined;
  const title = ownValue(viaTable, prefix);
  return { prefix, region, ...(title !== undefined && { title }) };
}

const context = 'kms:EncryptionContext:';

/**
 * Condition keys that belong beside kms:ViaService, the likeliest first. Sources: developer guide, "How AWS services
 * use AWS KMS", and each service's own guide on its encryption context.
 */
const keysBesideVia: Readonly<Record<string, readonly string[]>> = {
  // AWS Backup developer guide, "Encryption for backups": it acts for the caller, and creates grants for vaults.
  backup: ['kms:CallerAccount', `${context}aws:backup:backup-vault`, 'kms:GrantIsForAWSResource'],
  bedrock: ['kms:CallerAccount', `${context}aws:bedrock:arn`, 'kms:GrantIsForAWSResource'],
  dynamodb: [
    'kms:CallerAccount',
    `${context}aws:dynamodb:tableName`,
    `${context}aws:dynamodb:subscriberId`,
    'kms:GrantIsForAWSResource',
  ],
  ec2: ['kms:CallerAccount', 'kms:GrantIsForAWSResource', `${context}aws:ebs:id`],
  ecr: ['kms:CallerAccount', `${context}aws:ecr:arn`, 'kms:GrantIsForAWSResource'],
  elasticfilesystem: ['kms:CallerAccount', 'kms:GrantIsForAWSResource'],
  events: ['kms:CallerAccount', `${context}aws:events:event-bus:arn`],
  fsx: ['kms:CallerAccount', 'kms:GrantIsForAWSResource'],
  glue: ['kms:CallerAccount', `${context}glue_catalog_id`],
  identitystore: ['kms:CallerAccount', `${context}aws:identitystore:identitystore-arn`],
  kinesis: ['kms:CallerAccount', `${context}aws:kinesis:arn`],
  lambda: ['kms:CallerAccount', `${context}aws:lambda:FunctionArn`, 'kms:GrantIsForAWSResource'],
  rds: [
    'kms:CallerAccount',
    'kms:GrantIsForAWSResource',
    `${context}aws:rds:db-id`,
    `${context}aws:pi:service`,
  ],
  // KMS developer guide, "How Amazon Redshift uses AWS KMS"; it acts for whoever creates or changes the cluster.
  redshift: ['kms:CallerAccount', 'kms:GrantIsForAWSResource', `${context}aws:redshift:arn`],
  s3: ['kms:CallerAccount', `${context}aws:s3:arn`],
  scheduler: ['kms:CallerAccount', `${context}aws:scheduler:schedule:arn`],
  secretsmanager: ['kms:CallerAccount', `${context}SecretARN`],
  sns: ['kms:CallerAccount', `${context}aws:sns:topicArn`],
  sqs: ['kms:CallerAccount', `${context}aws:sqs:arn`],
  ssm: ['kms:CallerAccount', `${context}PARAMETER_ARN`],
  sso: ['kms:CallerAccount', `${context}aws:sso:instance-arn`],
  states: ['kms:CallerAccount', `${context}aws:states:stateMachineArn`],
};

/**
 * The condition keys that the services of a statement need, the likeliest first, each once.
 * @param principals service principals @param via first parts of the values of kms:ViaService
 */
export function keysForServices(principals: readonly string[], via: readonly string[]): string[] {
  const lists = [
    ...principals.map((name) => findServicePrincipal(name)?.service.keys ?? []),
    ...via.map((prefix) => ownValue(keysBesideVia, prefix) ?? []),
  ];
  // The first of each before the second of any.
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list[turn] ?? []));
  return [...new Set(turns.flat())];
}

/** A service that uses a key as itself, with a service principal in the key policy. */
export interface ServicePrincipal {
  name: string;
  title: string;
  /** What it does with the key. */
  purpose: string;
  /** Actions that it needs, as AWS's guides have them. */
  actions: readonly string[];
  /** Its guide names it with the Region in it. */
  regional?: true;
  /** Condition keys that its guide puts into key policies, the likeliest first. */
  keys: readonly string[];
  /** What aws:SourceArn is in its requests, from the service of the ARN on. */
  sourceArn?: string;
  link: string;
}

const docs = 'https://docs.aws.amazon.com/';
const produce: readonly string[] = ['kms:GenerateDataKey*', 'kms:Decrypt'];

/** Sources: each service's own guide, see the links. */
export const servicePrincipals: readonly ServicePrincipal[] = [
  {
    name: 'cloudtrail.amazonaws.com',
    title: 'CloudTrail',
    purpose: 'encrypts the log files of trails and event data stores',
    actions: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
    keys: ['aws:SourceArn', 'kms:EncryptionContext:aws:cloudtrail:arn', 'aws:SourceAccount'],
    sourceArn: 'cloudtrail:{region}:{account}:trail/*',
    link: `${docs}awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html`,
  },
  {
    name: 'logs.amazonaws.com',
    title: 'CloudWatch Logs',
    regional: true,
    purpose:
      'encrypts log groups; guides name it with its Region, logs.<region>.amazonaws.com, and the log group in the encryption context',
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    keys: ['kms:EncryptionContext:aws:logs:arn', 'aws:SourceArn', 'aws:SourceAccount'],
    sourceArn: 'logs:{region}:{account}:*',
    link: `${docs}AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html`,
  },
  {
    name: 'delivery.logs.amazonaws.com',
    title: 'Log delivery (VPC flow logs and others)',
    purpose: 'writes logs to buckets encrypted with the key',
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    keys: ['aws:SourceAccount', 'aws:SourceArn'],
    sourceArn: 'logs:{region}:{account}:*',
    link: `${docs}AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html`,
  },
  {
    name: 's3.amazonaws.com',
    title: 'S3',
    purpose: 'sends event notifications to encrypted SNS topics and SQS queues, and writes inventory reports',
    actions: produce,
    keys: [
      'aws:SourceAccount',
      'aws:SourceArn',
      'kms:EncryptionContext:aws:sns:topicArn',
      'kms:EncryptionContext:aws:sqs:arn',
      'kms:EncryptionContext:aws:s3:arn',
    ],
    sourceArn: 's3:::*',
    link: `${docs}AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html`,
  },
  {
    name: 'sns.amazonaws.com',
    title: 'SNS',
    purpose: 'delivers messages to encrypted SQS queues',
    actions: produce,
    keys: ['aws:SourceArn', 'aws:SourceAccount', 'kms:EncryptionContext:aws:sqs:arn', 'aws:SourceOrgID'],
    sourceArn: 'sns:{region}:{account}:*',
    link: `${docs}sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html`,
  },
  {
    name: 'sqs.amazonaws.com',
    title: 'SQS',
    purpose: 'moves messages between encrypted queues, such as to a dead-letter queue',
    actions: produce,
    keys: ['aws:SourceArn', 'aws:SourceAccount', 'kms:EncryptionContext:aws:sqs:arn'],
    sourceArn: 'sqs:{region}:{account}:*',
    link: `${docs}AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html`,
  },
  {
    name: 'events.amazonaws.com',
    title: 'EventBridge',
    purpose: 'sends events to encrypted topics and queues, and encrypts event buses',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:DescribeKey'],
    keys: ['kms:EncryptionContext:aws:events:event-bus:arn', 'aws:SourceArn', 'aws:SourceAccount'],
    sourceArn: 'events:{region}:{account}:event-bus/*',
    link: `${docs}eventbridge/latest/userguide/eb-encryption-key-policy.html`,
  },
  {
    name: 'cloudwatch.amazonaws.com',
    title: 'CloudWatch alarms',
    purpose: 'sends alarms to encrypted SNS topics',
    actions: produce,
    keys: ['aws:SourceAccount', 'aws:SourceArn', 'kms:EncryptionContext:aws:sns:topicArn'],
    sourceArn: 'cloudwatch:{region}:{account}:alarm:*',
    link: 'https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns',
  },
  {
    name: 'config.amazonaws.com',
    title: 'AWS Config',
    purpose: 'delivers configuration items to an encrypted bucket or topic',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    keys: ['aws:SourceAccount', 'aws:SourceArn'],
    sourceArn: 'config:{region}:{account}:*',
    link: `${docs}config/latest/developerguide/s3-kms-key-policy.html`,
  },
  {
    name: 'ses.amazonaws.com',
    title: 'SES',
    purpose: 'stores received mail encrypted, and publishes to encrypted topics',
    actions: produce,
    keys: [
      'aws:SourceAccount',
      'aws:SourceArn',
      'kms:EncryptionContext:aws:ses:source-account',
      'kms:EncryptionContext:aws:ses:rule-name',
      'kms:EncryptionContext:aws:ses:message-id',
    ],
    sourceArn: 'ses:{region}:{account}:receipt-rule-set/*',
    link: `${docs}ses/latest/dg/receiving-email-permissions.html`,
  },
  {
    name: 'cloudfront.amazonaws.com',
    title: 'CloudFront',
    purpose: 'reads objects of an encrypted bucket through origin access control',
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'],
    keys: ['aws:SourceArn', 'aws:SourceAccount'],
    sourceArn: 'cloudfront::{account}:distribution/*',
    link: `${docs}AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html`,
  },
  {
    name: 'guardduty.amazonaws.com',
    title: 'GuardDuty',
    purpose: 'exports findings to an encrypted bucket',
    actions: ['kms:GenerateDataKey'],
    keys: ['aws:SourceAccount', 'aws:SourceArn'],
    sourceArn: 'guardduty:{region}:{account}:detector/*',
    link: `${docs}guardduty/latest/ug/guardduty_exportfindings.html`,
  },
  {
    name: 'macie.amazonaws.com',
    title: 'Macie',
    purpose: 'stores discovery results in an encrypted bucket',
    actions: ['kms:GenerateDataKey', 'kms:Encrypt'],
    keys: ['aws:SourceAccount', 'aws:SourceArn'],
    // Its guide has classification-job/* beside it.
    sourceArn: 'macie2:{region}:{account}:export-configuration:*',
    link: `${docs}macie/latest/user/discovery-results-repository-s3.html`,
  },
  {
    name: 'inspector2.amazonaws.com',
    title: 'Inspector',
    purpose: 'exports findings to an encrypted bucket',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    keys: ['aws:SourceAccount', 'aws:SourceArn'],
    sourceArn: 'inspector2:{region}:{account}:report/*',
    link: `${docs}inspector/latest/user/findings-managing-exporting-reports.html`,
  },
  {
    name: 'dynamodb.amazonaws.com',
    title: 'DynamoDB',
    purpose: "looks at the key's state for encrypted tables; data access goes through the callers",
    actions: ['kms:Describe*', 'kms:Get*', 'kms:List*'],
    // Its guide has the statement without a condition.
    keys: [],
    link: `${docs}kms/latest/developerguide/services-dynamodb.html`,
  },
  {
    name: 'lambda.amazonaws.com',
    title: 'Lambda',
    purpose: 'encrypts environment variables and code packages',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    keys: ['aws:SourceArn', 'aws:SourceAccount', 'kms:EncryptionContext:aws:lambda:FunctionArn'],
    sourceArn: 'lambda:{region}:{account}:event-source-mapping:*',
    link: `${docs}lambda/latest/dg/configuration-envvars-encryption.html`,
  },
  {
    name: 'bedrock.amazonaws.com',
    title: 'Bedrock',
    purpose: 'encrypts custom models, agents and knowledge bases',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey', 'kms:CreateGrant'],
    keys: [
      'kms:EncryptionContext:aws:bedrock:arn',
      'aws:SourceAccount',
      'aws:SourceArn',
      'kms:GrantIsForAWSResource',
    ],
    sourceArn: 'bedrock:{region}:{account}:*',
    link: `${docs}bedrock/latest/userguide/data-encryption.html`,
  },
  {
    name: 'budgets.amazonaws.com',
    title: 'AWS Budgets',
    purpose: 'publishes alerts to encrypted SNS topics',
    actions: produce,
    keys: ['aws:SourceAccount', 'aws:SourceArn', 'kms:EncryptionContext:aws:sns:topicArn'],
    sourceArn: 'budgets::{account}:*',
    link: `${docs}cost-management/latest/userguide/budgets-sns-policy.html`,
  },
  {
    name: 'costalerts.amazonaws.com',
    title: 'Cost Anomaly Detection',
    purpose: 'publishes alerts to encrypted SNS topics',
    actions: produce,
    // Its guide restricts it by the account alone.
    keys: ['aws:SourceAccount', 'kms:EncryptionContext:aws:sns:topicArn'],
    link: `${docs}cost-management/latest/userguide/ad-SNS.html`,
  },
  {
    name: 'codestar-notifications.amazonaws.com',
    title: 'Developer Tools notifications',
    purpose: 'publishes notifications to encrypted SNS topics',
    actions: produce,
    keys: ['aws:SourceAccount', 'kms:ViaService', 'kms:EncryptionContext:aws:sns:topicArn'],
    link: `${docs}dtconsole/latest/userguide/notification-target-create.html`,
  },
  {
    name: 'scheduler.amazonaws.com',
    title: 'EventBridge Scheduler',
    purpose: 'decrypts schedules encrypted with the key',
    actions: ['kms:Decrypt'],
    keys: ['kms:EncryptionContext:aws:scheduler:schedule:arn', 'aws:SourceArn', 'aws:SourceAccount'],
    sourceArn: 'scheduler:{region}:{account}:schedule/*',
    link: `${docs}scheduler/latest/UserGuide/encryption-rest.html`,
  },
  {
    name: 'dnssec-route53.amazonaws.com',
    title: 'Route 53 DNSSEC',
    purpose: 'signs hosted zones with an ECC_NIST_P256 key in us-east-1',
    actions: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign', 'kms:CreateGrant'],
    keys: ['aws:SourceAccount', 'aws:SourceArn', 'kms:GrantIsForAWSResource'],
    sourceArn: 'route53:::hostedzone/*',
    link: `${docs}Route53/latest/DeveloperGuide/access-control-managing-permissions.html`,
  },
  {
    name: 'fargate.amazonaws.com',
    title: 'Fargate',
    purpose: 'encrypts the ephemeral storage of the tasks of an ECS cluster',
    actions: ['kms:GenerateDataKeyWithoutPlaintext', 'kms:CreateGrant', 'kms:DescribeKey'],
    keys: [
      'kms:EncryptionContext:aws:ecs:clusterAccount',
      'kms:EncryptionContext:aws:ecs:clusterName',
      'kms:GrantOperations',
    ],
    link: `${docs}AmazonECS/latest/developerguide/fargate-create-storage-key.html`,
  },
  {
    name: 'sso.amazonaws.com',
    title: 'IAM Identity Center',
    purpose: 'encrypts the data of an organization instance',
    actions: ['kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:DescribeKey'],
    keys: ['kms:EncryptionContext:aws:sso:instance-arn', 'aws:SourceAccount'],
    link: `${docs}singlesignon/latest/userguide/encryption-at-rest.html`,
  },
  {
    name: 'identitystore.amazonaws.com',
    title: 'Identity store',
    purpose: 'encrypts the users and groups of IAM Identity Center',
    actions: ['kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:DescribeKey'],
    keys: ['kms:EncryptionContext:aws:identitystore:identitystore-arn', 'aws:SourceAccount'],
    link: `${docs}singlesignon/latest/userguide/encryption-at-rest.html`,
  },
];

const servicesByName = new Map(servicePrincipals.map((service) => [service.name, service]));

/** The service of a principal, in its regional form too: `logs.eu-west-1.amazonaws.com`. */
export function findServicePrincipal(
  name: string,
): { service: ServicePrincipal; region?: string } | undefined {
  const plainName = name.replace(/\.amazonaws\.com\.cn$/, '.amazonaws.com');
  const exact = servicesByName.get(plainName);
  if (exact) return { service: exact };
  const [, prefix, region] =
    /^([a-z0-9.-]+)\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com$/.exec(plainName) ?? [];
  const service = prefix === undefined ? undefined : servicesByName.get(`${prefix}.amazonaws.com`);
  return service && region !== undefined ? { service, region } : undefined;
}
