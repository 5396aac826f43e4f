import type { Grant } from '../keys/model';
import { ownValue } from '../ownValue';
import { isServiceName } from './grantee';

/** An AWS service that made a grant for itself, and what depends on it. */
export interface ServiceBehind {
  service: string;
  /** "the volume vol-0abc"; absent where the grant does not tell. */
  resource?: string;
  /** What stops working when the grant is gone, as a sentence. */
  lost: string;
}

interface ServiceRow {
  service: string;
  /** Grantees by which the service is known. */
  grantee?: RegExp;
  /** A name of the encryption context by which it is known, and whose value names the resource. */
  context?: string;
  /** Begins the name of the resource: "the volume". */
  kind: string;
  /** `{it}` stands for the resource. */
  lost: string;
  source: string;
}

/**
 * The services that make grants, the more specific first: WorkSpaces and RDS also name an EBS volume.
 * A service without a row is known by the name of its grantee alone.
 */
const rows: readonly ServiceRow[] = [
  {
    service: 'WorkSpaces',
    context: 'aws:workspaces:sid-directoryid',
    kind: 'the WorkSpace',
    lost: 'The WorkSpace can no longer be started once it has stopped.',
    source: 'WorkSpaces Administration Guide, "Encrypted WorkSpaces"',
  },
  {
    service: 'RDS',
    context: 'aws:rds:db-id',
    kind: 'the database',
    lost: 'RDS can no longer use the key for {it}, which may become inaccessible.',
    source: 'RDS User Guide, "Encrypting Amazon RDS resources"',
  },
  {
    service: 'EBS',
    context: 'aws:ebs:id',
    grantee: /:assumed-role\/aws:ec2-infrastructure\/|^\d{12}:aws:ec2-infrastructure:/,
    kind: 'the volume',
    lost: '{it} can no longer be attached; an instance that has it goes on until it stops or detaches it.',
    source: 'EBS User Guide, "Requirements for EBS encryption"',
  },
  {
    service: 'Auto Scaling',
    grantee: /:role\/aws-service-role\/autoscaling\.amazonaws\.com\//,
    kind: 'the Auto Scaling groups of the account',
    lost: 'Auto Scaling can no longer launch instances whose volumes are encrypted under the key.',
    source: 'EC2 Auto Scaling User Guide, "Required KMS key policy for use with encrypted volumes"',
  },
  {
    service: 'DynamoDB',
    grantee: /^dynamodb\./,
    context: 'aws:dynamodb:tableName',
    kind: 'the table',
    lost: '{it} becomes inaccessible.',
    source: 'DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes"',
  },
  {
    service: 'Lambda',
    context: 'aws:lambda:FunctionArn',
    kind: 'the function',
    lost: '{it} can no longer read its environment variables, and its invocations fail.',
    source: 'Lambda Developer Guide, "Securing environment variables"',
  },
  {
    service: 'Redshift',
    context: 'aws:redshift:arn',
    kind: 'the cluster',
    lost: 'Redshift can no longer read the results of statements that were run through its Data API.',
    source: 'Redshift Management Guide, "Data API and AWS KMS"',
  },
  {
    service: 'Redshift Serverless',
    context: 'aws:redshift-serverless:arn',
    kind: 'the workgroup',
    lost: 'Redshift can no longer read the results of statements that were run through its Data API.',
    source: 'Redshift Management Guide, "Data API and AWS KMS"',
  },
  {
    service: 'EFS',
    grantee: /^elasticfilesystem\./,
    context: 'aws:elasticfilesystem:filesystem:id',
    kind: 'the file system',
    lost: '{it} can no longer be mounted.',
    source: 'EFS User Guide, "Encrypting data at rest"',
  },
  {
    service: 'OpenSearch Serverless',
    grantee: /^aoss\./,
    context: 'aws:aoss:arn',
    kind: 'the collection',
    lost: '{it} becomes inaccessible.',
    source: 'OpenSearch Service Developer Guide, "Encryption in OpenSearch Serverless"',
  },
  {
    service: 'Bedrock',
    grantee: /^bedrock\./,
    context: 'aws:bedrock:data-automation-customer-account-id',
    kind: 'the account',
    lost: 'Bedrock can no longer process data that is encrypted under the key.',
    source: 'Bedrock User Guide, "Encryption of Data Automation"',
  },
  {
    service: 'Data Exchange',
    grantee: /^dataexchange\./,
    context: 'aws:s3:arn',
    kind: 'the data set',
    lost: 'Subscribers can no longer read {it}.',
    source: 'AWS Data Exchange User Guide, "S3 data access with KMS keys"',
  },
];

/** The service that made a grant for itself, and what hangs on it; undefined where none did as far as it tells. */
export function serviceBehind(grant: Grant): ServiceBehind | undefined {
  const context = { ...grant.encryptionContextEquals, ...grant.encryptionContextSubset };
  const row = rows.find(
    ({ grantee, context: name }) =>
      (name !== undefined && Object.hasOwn(context, name) && (grantee === undefined || !isShared(name))) ||
      grantee?.test(grant.grantee),
  );
  if (row === undefined) return byName(grant);
  const value = row.context === undefined ? undefined : ownValue(context, row.context);
  const shown = value ?? grant.sourceArn;
  const resource = shown === undefined ? undefined : `${row.kind} ${shown}`;
  return {
    service: row.service,
    ...(resource !== undefined && { resource }),
    lost: capitalised(row.lost.replaceAll('{it}', resource ?? row.kind)),
  };
}

/** Names that more than one service puts into its contexts: they tell the resource, not the service. */
function isShared(name: string): boolean {
  return name === 'aws:s3:arn';
}

/** A service of which no more is known than its name. */
function byName(grant: Grant): ServiceBehind | undefined {
  if (!isServiceName(grant.grantee)) return undefined;
  const service = grant.grantee.split('.')[0] ?? grant.grantee;
  const { sourceArn } = grant;
  return {
    service,
    ...(sourceArn !== undefined && { resource: sourceArn }),
    lost: `${grant.grantee} can no longer use the key${sourceArn === undefined ? '' : ` for ${sourceArn}`}.`,
  };
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
