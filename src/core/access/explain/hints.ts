import type { Arn } from '../../arn';
import { parseArn } from '../../arn';
import { findAction } from '../../policy/vocabulary/actions';

/** How SDKs and tools name the operation that failed; the first group is its name. */
const operations: readonly RegExp[] = [
  // AWS CLI, boto3.
  /when calling the (\w+) operation/i,
  // Go.
  /operation error KMS: (\w+)/i,
  // PHP, with the endpoint.
  /Error executing "(\w+)" on "https:\/\/kms\b/i,
  // Events of CloudTrail, whichever of the two comes first.
  /"eventSource" ?: ?"kms\.amazonaws\.com".{0,200}?"eventName" ?: ?"(\w+)"/i,
  // The request as it goes over the wire.
  /TrentService\.(\w+)/,
  // CloudFormation, and whoever writes the action out.
  /\bkms:([A-Z]\w+)/,
];

/** The action of KMS that a text names without saying that it is refused; undefined where it names none. */
export function actionNamedIn(line: string): string | undefined {
  for (const operation of operations) {
    const name = operation.exec(line)?.[1];
    const action = name === undefined ? undefined : findAction(`kms:${name}`);
    if (action !== undefined) return action.name;
  }
  return rustOperation(line);
}

/** Rust: `aws_sdk_kms::operation::generate_data_key::GenerateDataKeyError`. */
function rustOperation(line: string): string | undefined {
  const name = /kms::operation::(\w+)/.exec(line)?.[1];
  return name === undefined ? undefined : findAction(`kms:${name.replaceAll('_', '')}`)?.name;
}

/** ARN of the key that a text names anywhere; undefined where there are none or several. */
export function keyNamedIn(line: string): string | undefined {
  const named = new Set(line.match(/arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+/g));
  const [only] = named;
  return named.size === 1 ? only : undefined;
}

/** Region, account and partition of a key that a text names. */
export function placeNamedIn(line: string): (Arn & { text: string }) | undefined {
  const text = keyNamedIn(line);
  const arn = text === undefined ? undefined : parseArn(text);
  return text === undefined || arn === undefined ? undefined : { ...arn, text };
}

/** What a call through a service needs of the key. Sources: each service's own guide on encryption with KMS. */
const needs: readonly { names: RegExp; text: string }[] = [
  {
    names: /SNS\b|:sns:|calling the Publish\b/,
    text: 'Publishing to an encrypted topic needs kms:GenerateDataKey* and kms:Decrypt on the key of the topic.',
  },
  {
    names: /SQS\b|:sqs:|calling the (?:Send|Receive)Message/i,
    text: 'Receiving from an encrypted queue needs kms:Decrypt on the key of the queue; sending to it kms:GenerateDataKey and kms:Decrypt.',
  },
  {
    names: /\bS3\b|AmazonS3|calling the (?:Get|Put|Head|Copy)Object|<RequestId>/,
    text: 'Reading an encrypted object needs kms:Decrypt on its key; writing one kms:GenerateDataKey, and kms:Decrypt, too, for multipart uploads.',
  },
  {
    names: /\bSSM\b|GetParameter|Parameter Store/i,
    text: 'Reading a SecureString needs kms:Decrypt on its key; writing one kms:Encrypt.',
  },
  {
    names: /data key failed|Session Manager|session-worker|initiating handshake/i,
    text: 'Session Manager needs kms:Decrypt on the session key for the role of the instance, and kms:GenerateDataKey for whoever starts the session.',
  },
  {
    names: /\bKinesis\b/i,
    text: 'Writing to an encrypted stream needs kms:GenerateDataKey on its key; reading kms:Decrypt.',
  },
  {
    names: /\bSOPS\b|sops metadata|data key required to decrypt/i,
    text: 'SOPS needs kms:Decrypt to read a file and kms:Encrypt to write one; one of the keys in its metadata is enough.',
  },
];

/** What the service that a text names needs of the key. */
export function needsNamedIn(line: string): string[] {
  return needs.filter(({ names }) => names.test(line)).map(({ text }) => text);
}
