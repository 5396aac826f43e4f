import { isRecord } from '../core/json';
import { parseArn } from '../core/arn';
import { compilePolicy, InvalidPolicyError } from '../core/access/compilePolicy';
import type { KeyRecord } from '../generated/sandbox-state';
import { isAllowed } from './authorize';
import { AwsError } from './errors';
import type { IamDirectory } from './identities/directory';
import type { Call } from './operations/call';
import { asKmsWrites } from './policyText';
import { quotas } from '../core/kms/quotas';
import { partitionIdOf } from './store/places';

/** The key policy of CreateKey and ReplicateKey without a policy. Source: default key policy, developer guide. */
export function defaultKeyPolicy(accountId: string, region: string): string {
  const statement = {
    Sid: 'Enable IAM User Permissions',
    Effect: 'Allow',
    Principal: { AWS: `arn:${partitionIdOf(region)}:iam::${accountId}:root` },
    Action: 'kms:*',
    Resource: '*',
  };
  return asKmsWrites({ Version: '2012-10-17', Id: 'key-default-1', Statement: [statement] });
}

/**
 * Throws where KMS does not take a key policy: too long, not a policy, principals that do not exist, or one that
 * would lock the caller out. `key` is the key it is for, be it there already or about to be made.
 */
export function checkKeyPolicy(
  policy: string,
  key: KeyRecord,
  call: Pick<Call, 'iam' | 'store' | 'question'>,
  bypassLockoutCheck = false,
): void {
  if (Buffer.byteLength(policy, 'utf8') > quotas.policyBytes)
    throw new AwsError('LimitExceededException', `Key policy exceeds ${quotas.policyBytes} bytes.`);
  for (const statement of statementsOf(policy)) checkStatement(statement, key, call.iam);
  compile(policy);
  if (bypassLockoutCheck) return;
  const question = { ...call.question('kms:PutKeyPolicy', key), keyPolicy: policy };
  if (!isAllowed(question, call.store, call.iam))
    throw malformed('The new key policy will not allow you to update the key policy in the future.');
}

function compile(policy: string): void {
  try {
    compilePolicy(policy, 'key');
  } catch (error) {
    if (error instanceof InvalidPolicyError) throw malformed(`Policy is not valid: ${error.message}`);
    throw error;
  }
}

type Json = Record<string, unknown>;

function statementsOf(policy: string): Json[] {
  const document = parsed(policy);
  if (!isRecord(document)) throw malformed('Policy is not a JSON object.');
  const { Version: version, Statement: statement } = document;
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17')
    throw malformed('Policy contains an invalid version.');
  const statements: unknown[] = Array.isArray(statement) ? statement : [statement];
  if (statement === undefined || statements.length === 0 || !statements.every(isRecord))
    throw malformed('Policy contains no statements.');
  return statements;
}

function checkStatement(statement: Json, key: KeyRecord, iam: IamDirectory): void {
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny')
    throw malformed('Policy contains a statement with an invalid effect.');
  const principal = statement['Principal'] ?? statement['NotPrincipal'];
  if (principal === undefined || (isRecord(principal) && Object.keys(principal).length === 0))
    throw malformed('Policy contains a statement with no principal.');
  if (isRecord(principal) && listOf(principal['AWS']).some(isOfNoPrincipal))
    throw new AwsError('InvalidArnException', 'An ARN in the specified key policy is invalid.');
  if (!arePrincipals(principal, key, iam))
    throw malformed('Policy contains a statement with one or more invalid principals.');
  if (isEmpty(statement['Action'] ?? statement['NotAction']))
    throw malformed('Policy contains a statement with no action.');
  const resource = statement['Resource'] ?? statement['NotResource'];
  if (isEmpty(resource)) throw malformed('Policy contains a statement with no resource.');
  // Announced for August 2025: in a key policy, "*" means the key, and nothing else is taken.
  if (!listOf(resource).every((item) => item === '*'))
    throw malformed('Policy contains a statement with one or more invalid resources.');
  checkConditions(statement['Condition']);
}

/** Single-valued keys under ForAllValues match requests that lack the key. Source: conditions-kms. */
function checkConditions(condition: unknown): void {
  if (!isRecord(condition)) return;
  for (const [operator, keys] of Object.entries(condition)) {
    if (!/^ForAllValues:/i.test(operator) || !isRecord(keys)) continue;
    const loose = Object.keys(keys).find((name) => /^(kms:EncryptionContext:|aws:RequestTag\/)/i.test(name));
    if (loose === undefined) continue;
    const subject = /^kms:/i.test(loose) ? 'encryption context' : 'tag';
    throw malformed(
      `OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued condition key matches requests without the specified ${subject} or with an unspecified ${subject}. To fix, remove ForAllValues.`,
    );
  }
}

/** ARNs of other services, and such without an account. AWS tells them from principals that do not exist. */
function isOfNoPrincipal(name: unknown): boolean {
  if (typeof name !== 'string' || !name.startsWith('arn:') || /[*?]/.test(name)) return false;
  const arn = parseArn(name);
  return !arn || !/^\d{12}$/.test(arn.account) || !/^(iam|sts)$/.test(arn.service);
}

function arePrincipals(principal: unknown, key: KeyRecord, iam: IamDirectory): boolean {
  if (principal === '*') return true;
  if (!isRecord(principal)) return false;
  return Object.entries(principal).every(([kind, value]) => {
    const names = listOf(value);
    return names.length > 0 && names.every((name) => isPrincipal(kind, name, key, iam));
  });
}

function isPrincipal(kind: string, name: unknown, key: KeyRecord, iam: IamDirectory): boolean {
  if (typeof name !== 'string' || name === '') return false;
  switch (kind) {
    case 'AWS':
      return isAwsPrincipal(name, key, iam);
    case 'Service':
      return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(name);
    case 'Federated':
      return true;
    default:
      return false;
  }
}

function isAwsPrincipal(name: string, key: KeyRecord, iam: IamDirectory): boolean {
  if (name === '*' || /^\d{12}$/.test(name)) return true;
  if (/^(AIDA|AROA)[A-Z0-9]+$/.test(name)) return iam.byUniqueId(name) !== undefined;
  const arn = parseArn(name);
  if (!arn || arn.partition !== partitionIdOf(key.region) || !/^\d{12}$/.test(arn.account)) return false;
  if (/[*?]/.test(name)) return false;
  if (arn.service === 'iam' && arn.resource === 'root') return true;
  if (arn.service === 'sts') {
    const role = /^assumed-role\/([^/]+)\/[^/]+$/.exec(arn.resource)?.[1];
    if (role === undefined) return /^federated-user\/.+$/.test(arn.resource);
    return !iam.knowsAllOf(arn.account) || iam.named(arn.account, 'role', role) !== undefined;
  }
  if (arn.service !== 'iam' || !/^(user|role)\/./.test(arn.resource)) return false;
  // Of accounts that the sandbox does not have, nobody can say who exists there.
  return !iam.knowsAllOf(arn.account) || iam.principal(name) !== undefined;
}

function parsed(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    throw malformed('Policy is not valid JSON.');
  }
}

function malformed(text: string): AwsError {
  return new AwsError('MalformedPolicyDocumentException', text);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
