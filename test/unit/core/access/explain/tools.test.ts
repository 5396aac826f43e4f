import { describe, expect, it } from 'vitest';
import { explainError } from '../../../../../src/core/access/explainError';
import { keyArn, user } from '../builders';

const said = `User: ${user('alice')} is not authorized to perform: kms:Decrypt on resource: ${keyArn} because no resource-based policy allows the kms:Decrypt action`;
const read = { principal: user('alice'), action: 'kms:Decrypt', resource: keyArn, layer: 'key-policy' };
const account = '111122223333';

describe('the error of', () => {
  it.each([
    [
      'Go',
      `operation error KMS: Decrypt, https response error StatusCode: 400, RequestID: 1, api error AccessDeniedException: ${said}`,
    ],
    [
      'Java',
      `software.amazon.awssdk.services.kms.model.KmsException: ${said} (Service: Kms, Status Code: 400, Request ID: 1) (SDK Attempt Count: 1)`,
    ],
    [
      '.NET',
      `Amazon.KeyManagementService.AmazonKeyManagementServiceException: ${said} ---> Amazon.Runtime.Internal.HttpErrorResponseException: Exception of type`,
    ],
    ['Rust', `unhandled error: AccessDeniedException: ${said}`],
    [
      'JavaScript',
      `AccessDeniedException: ${said}\n    at throwDefaultError (/app/node_modules/x.js:8:22) {\n  '$fault': 'client',\n  __type: 'AccessDeniedException'\n}`,
    ],
    [
      'PHP',
      `Error executing "Decrypt" on "https://kms.us-east-1.amazonaws.com"; AWS HTTP error: Client error: \`POST https://kms.us-east-1.amazonaws.com\` resulted in a \`400 Bad Request\` response:\n{"__type":"AccessDeniedException","Message":"${said}"}`,
    ],
    ['Ruby', `Aws::KMS::Errors::AccessDeniedException (${said})`],
    ['PowerShell', `Invoke-KMSDecrypt : ${said}\nAt line:1 char:1`],
    [
      'CloudFormation',
      `Resource handler returned message: "${said} (Service: Kms, Status Code: 400, Request ID: 1)" (RequestToken: 2, HandlerErrorCode: AccessDenied)`,
    ],
    [
      'the CDK',
      `❌  Stack failed: ToolkitError: The stack named Stack failed creation: ROLLBACK_COMPLETE: ${said} (Service: Kms)`,
    ],
    [
      'the driver of secrets',
      `MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount: ${said}`,
    ],
    [
      'an older list of actions',
      `User ${user('alice')} is not authorized to use resource ${keyArn} (Actions: kms:Decrypt)`,
    ],
  ])('%s says who, what and on which key', (_, text) => {
    const { layer: _layer, ...names } = read;
    expect(explainError(text)).toMatchObject(/Actions:/.test(text) ? names : read);
  });

  it.each([
    [
      'Go',
      'operation error KMS: GenerateDataKey, https response error StatusCode: 400, RequestID: 1, AccessDeniedException: ',
      'kms:GenerateDataKey',
    ],
    [
      'boto3',
      'An error occurred (AccessDeniedException) when calling the Sign operation: Unknown',
      'kms:Sign',
    ],
    [
      'PHP',
      'Error executing "Encrypt" on "https://kms.eu-west-1.amazonaws.com"; AWS HTTP error: AccessDenied',
      'kms:Encrypt',
    ],
    [
      'Rust',
      'aws_sdk_kms::operation::generate_data_key::GenerateDataKeyError: AccessDeniedException',
      'kms:GenerateDataKey',
    ],
    [
      'CloudTrail',
      '{"eventSource":"kms.amazonaws.com","eventName":"CreateGrant","errorCode":"AccessDenied"}',
      'kms:CreateGrant',
    ],
    ['CloudFormation', 'API: kms:DescribeKey Access Denied', 'kms:DescribeKey'],
  ])('%s without a message still names the action', (_, text, action) => {
    expect(explainError(text)).toMatchObject({ action, kind: 'unknown' });
  });

  it.each([
    [
      'CloudTrail',
      `InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket logs or KMS key ${keyArn}`,
      'cloudtrail.amazonaws.com',
    ],
    [
      'CloudWatch Logs',
      `The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:eu-west-1:${account}:log-group:/app'`,
      'logs.eu-west-1.amazonaws.com',
    ],
    [
      'GuardDuty',
      `BadRequestException: The request failed because the GuardDuty service principal does not have permission to the KMS key ${keyArn}`,
      'guardduty.amazonaws.com',
    ],
    [
      'AWS Config',
      `InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: b, unable to write to bucket, provided s3 key prefix is 'null', provided kms key is '${keyArn}'.`,
      'config.amazonaws.com',
    ],
  ])('%s gets a statement for the service, bound to what it works for', (_, text, Service) => {
    const [first, ...more] = explainError(text)?.statements ?? [];
    expect(more).toEqual([]);
    expect(first).toMatchObject({ layer: 'key-policy', statement: { Principal: { Service } } });
    expect(JSON.stringify(first?.statement.Condition)).toContain(account);
  });

  it.each([
    ['EC2', 'State transition reason: Client.InternalError: Client error on launch', 'kms:CreateGrant'],
    [
      'Auto Scaling',
      'One or more of the attached Amazon EBS volumes are encrypted with an inaccessible AWS KMS key.',
      'AWSServiceRoleForAutoScaling',
    ],
    [
      'a copied snapshot',
      'Given key ID is not accessible. You must have DescribeKey permissions on the default CMK.',
      'kms:DescribeKey',
    ],
    [
      'S3 events',
      'InvalidArgument: Unable to validate the following destination configurations',
      's3.amazonaws.com',
    ],
    [
      'a database',
      'The instance is in the state inaccessible-encryption-credentials-recoverable',
      'state of the key',
    ],
    [
      'Secrets Manager',
      "EncryptionFailure: Secrets Manager can't encrypt the protected secret text using the provided KMS key",
      'kms:GenerateDataKey',
    ],
    [
      'SNS',
      'KMSAccessDeniedException: The ciphertext refers to a customer master key that does not exist (Service: AmazonSNS)',
      'kms:GenerateDataKey*',
    ],
    ['SQS', 'KMS.AccessDeniedException: Access denied (Service: Sqs, Status Code: 400)', 'kms:Decrypt'],
  ])('%s, which may not speak of KMS, says what is needed', (_, text, needed) => {
    expect(explainError(text)?.advice.join(' ')).toContain(needed);
  });

  it.each([
    ['a missing key', `NotFoundException: Key '${keyArn}' does not exist`],
    ['a missing alias', `NotFoundException: Alias arn:aws:kms:us-east-1:${account}:alias/app is not found.`],
    ['a key that is to be deleted', `KMSInvalidStateException: ${keyArn} is pending deletion.`],
    ['a disabled key', `DisabledException: ${keyArn} is disabled.`],
  ])('%s is no denial', (_, text) => {
    expect(explainError(text)?.advice[0]).toMatch(/^Not a denial/);
  });

  it('credentials that are not accepted has nothing to do with policies', () => {
    const text =
      'An error occurred (ExpiredTokenException) when calling the Decrypt operation: The security token included in the request is expired';
    expect(explainError(text)?.advice[0]).toMatch(/^Not a matter of policies/);
  });

  it('an encoded message says how to decode it, and the decoded one is read', () => {
    const encoded =
      'You are not authorized to perform this operation. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm';
    expect(explainError(encoded)?.advice[0]).toContain('aws sts decode-authorization-message');
    const decoded = JSON.stringify({
      allowed: false,
      explicitDeny: true,
      context: {
        principal: { id: 'AIDA1', arn: user('alice') },
        action: 'kms:CreateGrant',
        resource: keyArn,
      },
    });
    for (const text of [
      decoded,
      JSON.stringify({ DecodedMessage: decoded }),
      JSON.stringify(JSON.parse(decoded), null, 4),
    ])
      expect(explainError(text)).toMatchObject({
        principal: user('alice'),
        action: 'kms:CreateGrant',
        resource: keyArn,
        kind: 'explicit',
      });
  });

  it('another service beside one that hides KMS is named, too', () => {
    const text = `User: ${user('alice')} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:${account}:instance/* because no identity-based policy allows the ec2:RunInstances action. Encoded authorization failure message: 4GIOHlTkIaWHQD0Q0m6XSnuUMCm`;
    const { advice = [] } = explainError(text) ?? {};
    expect(advice[0]).toContain('decode-authorization-message');
    expect(advice.at(-1)).toContain('ec2:RunInstances');
  });

  it.each([
    'ERROR 2026-01-01 something failed: access denied to bucket',
    'You are not authorized to perform this operation.',
    'Error: no such file or directory',
  ])('something else is none: %s', (text) => {
    expect(explainError(text)).toBeUndefined();
  });
});
