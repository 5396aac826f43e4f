import type { ConditionKey, OwnKeyFacts } from './conditionKey';
import { globalKeyTypes } from './iamData';
import type { IamKeyType } from './iamData';
import { ownValue } from '../../ownValue';

const strings = ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'] as const;
const arns = ['ArnLike', 'ArnEquals', 'ArnNotLike', 'ArnNotEquals'] as const;
const addresses = ['IpAddress', 'NotIpAddress'] as const;
const yesNo = ['true', 'false'] as const;
const dates = ['DateLessThan', 'DateGreaterThan', 'DateLessThanEquals', 'DateGreaterThanEquals'] as const;

/**
 * In our own words, with what matters in a key policy. Sources: IAM User Guide, "AWS global condition context
 * keys"; KMS developer guide, "AWS global condition keys".
 */
const ownFacts: Readonly<Record<string, OwnKeyFacts>> = {
  'aws:PrincipalArn': {
    description:
      'The ARN of the user or role that makes the request; for a role session, the ARN of the role.',
    source: 'principal',
    operators: arns,
    note: 'The way to allow a pattern of roles: with Principal {"AWS": "*"} and ArnLike, since a principal takes no wildcard.',
    rank: 3,
  },
  'aws:PrincipalAccount': {
    description: "The principal's account, 12 digits.",
    source: 'account',
    operators: strings,
    rank: 2,
  },
  'aws:PrincipalOrgID': {
    description: "The id of the organization (AWS Organizations) to which the principal's account belongs.",
    source: 'organization',
    operators: strings,
    note: 'The usual guard on Principal {"AWS": "*"}. Service principals have no organization: they need a statement of their own.',
    rank: 3,
  },
  'aws:PrincipalOrgPaths': {
    description: "The path of organizational units to the principal's account: o-…/r-…/ou-…/.",
    operators: strings,
    rank: 2,
  },
  'aws:PrincipalTag/${TagKey}': {
    description:
      'The value of a tag on the principal (user, role or session). The tag key follows the slash.',
    part: 'a tag key of the principal',
    operators: strings,
    rank: 2,
  },
  'aws:PrincipalIsAWSService': {
    description: 'True when an AWS service makes the request as itself, with its service principal.',
    values: yesNo,
    operators: ['Bool'],
    note: 'In a Deny it exempts services: "Bool": {"aws:PrincipalIsAWSService": "false"}.',
    rank: 2,
  },
  'aws:PrincipalServiceName': {
    description: 'The service principal that makes the request.',
    source: 'service-principal',
    operators: strings,
    rank: 1,
  },
  'aws:PrincipalServiceNamesList': {
    description: 'All names of the service principal that makes the request, regional ones included.',
    source: 'service-principal',
    operators: strings,
  },
  'aws:PrincipalType': {
    description: 'What kind of principal makes the request.',
    values: ['Account', 'User', 'AssumedRole', 'FederatedUser', 'Anonymous'],
    operators: strings,
    rank: 1,
  },
  'aws:userid': {
    description: "The principal's unique id: AIDA… for a user, AROA…:session-name for a role session.",
    operators: strings,
    rank: 1,
  },
  'aws:username': {
    description: 'The name of the IAM user. Role sessions do not have it.',
    operators: strings,
    rank: 1,
  },
  'aws:AssumedRoot': {
    description: 'True when the session came from AssumeRoot (central management of root access).',
    values: yesNo,
    operators: ['Bool'],
  },
  'aws:FederatedProvider': {
    description: 'The identity provider through which the session was made.',
    operators: strings,
  },
  'aws:TokenIssueTime': {
    description: 'When the temporary credentials were issued. Long-term credentials do not have it.',
    operators: dates,
  },
  'aws:MultiFactorAuthAge': {
    description: 'Seconds since the principal proved itself with MFA. Absent without MFA.',
    range: [0, undefined],
    operators: ['NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan'],
    rank: 2,
  },
  'aws:MultiFactorAuthPresent': {
    description: 'True when the temporary credentials came with MFA.',
    values: yesNo,
    operators: ['Bool', 'BoolIfExists'],
    note: 'Long-term access keys do not have it at all. A Deny that should meet them as well needs BoolIfExists … "false".',
    rank: 3,
  },
  'aws:ChatbotSourceArn': {
    description:
      'The ARN of the chat configuration (Amazon Q Developer in chat applications) behind the session.',
    operators: arns,
  },
  'aws:Ec2InstanceSourceVpc': {
    description: "The VPC of the EC2 instance to which the role's credentials were delivered.",
    source: 'vpc',
    operators: strings,
    rank: 1,
  },
  'aws:Ec2InstanceSourcePrivateIPv4': {
    description:
      "The private IPv4 address of the EC2 instance to which the role's credentials were delivered.",
    operators: addresses,
  },
  'aws:SourceIdentity': {
    description:
      'The source identity that was set when the role was assumed; it stays through role chaining.',
    operators: strings,
    rank: 1,
  },
  'aws:SignInSessionArn': {
    description: 'The ARN of the AWS Sign-In session from which the credentials come.',
    operators: arns,
  },
  'ec2:RoleDelivery': {
    description: 'The version of the instance metadata service that delivered the credentials: 1.0 or 2.0.',
    operators: ['NumericGreaterThanEquals', 'NumericLessThan', 'NumericEquals'],
  },
  'ec2:SourceInstanceArn': {
    description: 'The ARN of the EC2 instance that the session belongs to.',
    operators: arns,
  },
  'glue:RoleAssumedBy': {
    description: 'Set when AWS Glue assumed the role for a job.',
    operators: strings,
  },
  'glue:CredentialIssuingService': {
    description: 'The service that issued the credentials of a Glue job.',
    operators: strings,
  },
  'lambda:SourceFunctionArn': {
    description: 'The ARN of the Lambda function whose execution role makes the request.',
    operators: arns,
    rank: 1,
  },
  'ssm:SourceInstanceArn': {
    description: 'The ARN of the managed instance that Systems Manager gave the credentials.',
    operators: arns,
  },
  'identitystore:UserId': {
    description: 'The id of the IAM Identity Center user behind the session.',
    operators: strings,
  },
  'aws:SourceIp': {
    description: "The caller's public IP address, as an address or a range in CIDR form.",
    operators: addresses,
    note: 'Absent from requests through a VPC endpoint, and a service that acts for the principal calls from its own address: use it with "Bool": {"aws:ViaAWSService": "false"}. Think of IPv6 too.',
    rank: 2,
  },
  'aws:SourceVpc': {
    description: 'The VPC from which the request comes, through a VPC endpoint.',
    source: 'vpc',
    operators: strings,
    note: 'Services that act for the principal do not come through the endpoint.',
    rank: 2,
  },
  'aws:SourceVpcArn': {
    description: 'The ARN of the VPC from which the request comes, through a VPC endpoint.',
    operators: arns,
  },
  'aws:SourceVpce': {
    description: 'The VPC endpoint through which the request comes.',
    source: 'vpc-endpoint',
    operators: strings,
    note: 'Services that act for the principal do not come through the endpoint.',
    rank: 2,
  },
  'aws:VpceAccount': {
    description: 'The account that owns the VPC endpoint of the request.',
    source: 'account',
    operators: strings,
  },
  'aws:VpceOrgPaths': {
    description: 'The path of organizational units to the account that owns the VPC endpoint.',
    operators: strings,
  },
  'aws:VpceOrgID': {
    description: 'The organization of the account that owns the VPC endpoint.',
    source: 'organization',
    operators: strings,
  },
  'aws:VpcSourceIp': {
    description: 'The private address of the caller, for requests through a VPC endpoint.',
    operators: addresses,
    rank: 1,
  },
  'aws:ResourceAccount': {
    description: "The key's account. In a key policy always the same.",
    source: 'account',
    operators: strings,
  },
  'aws:ResourceOrgID': {
    description: "The organization of the key's account. In a key policy always the same.",
    source: 'organization',
    operators: strings,
  },
  'aws:ResourceOrgPaths': {
    description: "The path of organizational units to the key's account. In a key policy always the same.",
    operators: strings,
  },
  'aws:ResourceTag/${TagKey}': {
    description: 'The value of a tag on the key. The tag key follows the slash.',
    part: 'a tag key of the KMS key',
    operators: strings,
    note: 'Whoever may tag the key can change what this condition says.',
    rank: 1,
  },
  'aws:CalledVia': {
    description: 'The services, in order, that passed the request on for the principal.',
    operators: strings,
    note: 'KMS is more often reached with kms:ViaService.',
    rank: 1,
  },
  'aws:CalledViaFirst': {
    description: 'The first service in the chain that passed the request on for the principal.',
    operators: strings,
  },
  'aws:CalledViaLast': {
    description: 'The last service in the chain that passed the request on for the principal.',
    operators: strings,
  },
  'aws:CalledViaAWSMCP': {
    description: 'The AWS-managed MCP server through which the request came.',
    operators: strings,
  },
  'aws:ViaAWSService': {
    description: 'True when a service makes the request on behalf of the principal (forward access session).',
    values: yesNo,
    operators: ['Bool'],
    rank: 2,
  },
  'aws:ViaAWSMCPService': {
    description: 'True when the request came through an AWS-managed MCP server.',
    values: yesNo,
    operators: ['Bool'],
  },
  'aws:CurrentTime': {
    description: 'The time of the request: 2026-12-31T23:59:59Z.',
    operators: dates,
    rank: 1,
  },
  'aws:EpochTime': {
    description: 'The time of the request in seconds since 1970.',
    operators: [...dates, 'NumericLessThan', 'NumericGreaterThan'],
  },
  'aws:referer': {
    description: 'The Referer header of the request: anybody can forge it, and calls to KMS do not have it.',
    operators: strings,
  },
  'aws:RequestedRegion': {
    description: 'The Region to which the request was sent.',
    source: 'region',
    operators: strings,
    rank: 1,
  },
  'aws:RequestTag/${TagKey}': {
    description: 'The value of a tag that the request sets. The tag key follows the slash.',
    part: 'a tag key of the request',
    operators: strings,
    note: 'KMS refuses ForAllValues with it.',
    rank: 1,
  },
  'aws:TagKeys': {
    description: 'The keys of the tags that the request sets or removes.',
    operators: strings,
    rank: 1,
  },
  'aws:SecureTransport': {
    description: 'True when the request came over TLS. KMS takes nothing else.',
    values: yesNo,
    operators: ['Bool'],
    rank: 1,
  },
  'aws:SourceArn': {
    description: 'The resource for which a service makes the request as itself: a trail, a topic, a bucket.',
    source: 'source-arn',
    operators: arns,
    note: 'The guard against the confused deputy in statements for a service principal. Calls of users and roles do not have it.',
    rank: 3,
  },
  'aws:SourceAccount': {
    description: 'The account of the resource for which a service makes the request as itself.',
    source: 'account',
    operators: strings,
    note: 'The guard against the confused deputy where the ARN is not known beforehand.',
    rank: 3,
  },
  'aws:SourceOwner': {
    description: 'The former name of aws:SourceAccount, which few services still send.',
    source: 'account',
    operators: strings,
  },
  'aws:SourceOrgPaths': {
    description:
      'The path of organizational units to the account of the resource for which a service makes the request.',
    operators: strings,
    rank: 1,
  },
  'aws:SourceOrgID': {
    description: 'The organization of the resource for which a service makes the request as itself.',
    source: 'organization',
    operators: strings,
    rank: 2,
  },
  'aws:UserAgent': {
    description: 'The User-Agent header of the request: anybody can forge it.',
    operators: strings,
  },
  'aws:IsMcpServiceAction': {
    description: 'True when the action is one of an AWS-managed MCP server itself.',
    values: yesNo,
    operators: ['Bool'],
  },
};

/** AWS's page has them, iam-data does not yet. */
const aheadOfIamData: Readonly<Record<string, IamKeyType>> = { 'aws:SignInSessionArn': 'ARN' };

const page = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';

/** The names that our own facts cover, for the test that compares them with the reference. */
export const describedGlobalKeys: readonly string[] = Object.keys(ownFacts);

/** All global condition keys; `conditionKeys()` has them together with KMS's own. */
export function globalKeys(): ConditionKey[] {
  return Object.entries(ownFacts).flatMap(([name, own]) => {
    const type = ownValue(globalKeyTypes, name) ?? ownValue(aheadOfIamData, name);
    if (!type) return [];
    const anchor = name.replace(/\/.*$/, '').replace(/[:]/g, '-').toLowerCase();
    return [
      {
        ...own,
        name,
        type: type === 'ArrayOfString' ? 'String' : type,
        multivalued: type === 'ArrayOfString',
        global: true,
        link: `${page}#condition-keys-${anchor.replace('aws-', '')}`,
      },
    ];
  });
}
