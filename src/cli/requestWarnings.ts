import { isRecord } from '../core/json';
import { parseArn } from '../core/arn';
import { actionProblem, principalProblem } from '../core/access/askable';
import type { DescribedRequest } from '../generated/access-request';
import { didYouMean, show } from '../core/policy/rules/parts/words';
import { conditionKeys, findConditionKey } from '../core/policy/vocabulary/conditionKeys';
import { closest } from '../core/policy/vocabulary/match';

/**
 * What of a request cannot be in AWS. It is decided all the same, but the answer may not mean what it seems to:
 * whoever is not read as they were written is hit by no statement, a Deny included.
 */
export function requestWarnings(item: DescribedRequest, written: unknown): string[] {
  return [
    actionWarning(item.action),
    principalWarning(item),
    resourceWarning(item.resource),
    ownerWarning(item),
    partitionWarning(item),
  ]
    .filter((warning) => warning !== undefined)
    .concat(contextWarnings(written));
}

function actionWarning(action: string): string | undefined {
  const problem = actionProblem(action);
  return problem === undefined ? undefined : `action: ${problem}`;
}

function principalWarning(item: DescribedRequest): string | undefined {
  const { principal } = item;
  if (principal === '*' || item.session?.federatedProvider !== undefined) return undefined;
  const problem = principalProblem(principal);
  return problem === undefined
    ? undefined
    : `principal: ${problem} No statement that names somebody fits it.`;
}

function resourceWarning(resource: string): string | undefined {
  if (!resource.startsWith('arn:')) return undefined;
  const arn = parseArn(resource);
  if (arn?.service === 'kms' && /^(key|alias)\/./.test(arn.resource)) return undefined;
  return `resource: ${show(resource)} is no key and no alias.`;
}

function ownerWarning({ resource, keyAccount }: DescribedRequest): string | undefined {
  const owner = parseArn(resource)?.account;
  if (keyAccount === undefined || !owner || owner === keyAccount) return undefined;
  return `keyAccount: the key is of account ${owner} by its ARN, and not of ${keyAccount}.`;
}

/** Partitions have nothing to do with each other: no identity of one calls KMS in another. */
function partitionWarning({ principal, resource }: DescribedRequest): string | undefined {
  const [caller, key] = [parseArn(principal)?.partition, parseArn(resource)?.partition];
  if (caller === undefined || key === undefined || caller === key) return undefined;
  return `principal: the caller is in partition ${caller} and the key in ${key}: no such request reaches it.`;
}

/** A key that KMS does not have meets no condition: one that was to deny does not. */
function contextKeyWarning(name: string): string | undefined {
  if (!/^kms:/i.test(name) || findConditionKey(name)) return undefined;
  const intended = closest(
    name,
    conditionKeys().map((key) => key.name),
  );
  return `context: KMS has no condition key ${show(name)}.${didYouMean(intended)}`;
}

/** `{"kms:EncryptionContext": {"app": "pay"}}`: condition keys have texts for values, never objects. */
function contextWarnings(written: unknown): string[] {
  const context: unknown =
    typeof written === 'object' && written !== null && 'context' in written ? written.context : undefined;
  if (typeof context !== 'object' || context === null) return [];
  return Object.entries(context).flatMap(([key, value]: [string, unknown]) => {
    if (isRecord(value))
      return [`context: ${show(key)} is an object; it is read as one condition key for each of its names.`];
    return contextKeyWarning(key) ?? [];
  });
}
