import { parseArn } from '../core/arn';
import { operations, type OperationName } from '../core/kms/operations';
import type { KeyRecord } from '../generated/sandbox-state';
import { AwsError, notFound } from './errors';
import type { Store } from './store/store';
import { partitionIdOf } from './store/places';

/** Where a request stands: a bare key id or alias name means this account and Region. */
export interface Place {
  accountId: string;
  region: string;
}

const KEY_ID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|mrk-[0-9a-fA-F]{32})$/;

/** The key that a request names. Throws NotFoundException or InvalidArnException with AWS's texts. */
export function resolveKey(
  reference: string,
  operation: OperationName,
  place: Place,
  store: Store,
): KeyRecord {
  if (isAlias(reference) && !operations[operation].takesAlias) throw aliasRefused();
  const arn = keyArn(reference, place, store);
  const key = store.key(arn);
  if (!key) throw notFound(`Key '${arn}' does not exist`);
  return key;
}

function isAlias(reference: string): boolean {
  return /^(arn:.*:)?alias\//.test(reference);
}

function aliasRefused(): AwsError {
  return new AwsError('InvalidArnException', 'Key Aliases are not supported for this operation.');
}

function keyArn(reference: string, place: Place, store: Store): string {
  if (reference.startsWith('arn:')) return fromArn(reference, place, store);
  if (reference.startsWith('alias/')) return fromAlias(aliasArn(place, reference), store);
  if (!KEY_ID.test(reference)) throw notFound(`Invalid keyId '${reference}'`);
  return `arn:${partitionIdOf(place.region)}:kms:${place.region}:${place.accountId}:key/${reference}`;
}

function fromArn(reference: string, place: Place, store: Store): string {
  const arn = parseArn(reference);
  if (arn?.service !== 'kms' || !/^\d{12}$/.test(arn.account) || !/^(key|alias)\/./.test(arn.resource))
    throw new AwsError('InvalidArnException', `${reference} is not a valid ARN`);
  if (arn.region !== place.region) throw notFound(`Invalid arn ${arn.region}`);
  if (arn.resource.startsWith('alias/')) return fromAlias(reference, store);
  const id = arn.resource.slice('key/'.length);
  // AWS writes the id of an ARN without quotes, and one that stands alone with them.
  if (!KEY_ID.test(id)) throw notFound(`Invalid keyId ${id}`);
  return reference;
}

function fromAlias(arn: string, store: Store): string {
  const alias = store.alias(arn);
  if (alias?.targetKeyId === undefined) throw notFound(`Alias ${arn} is not found.`);
  return `arn:${partitionIdOf(alias.region)}:kms:${alias.region}:${alias.accountId}:key/${alias.targetKeyId}`;
}

/** ARN of an alias by its name, `alias/payments`. */
export function aliasArn(place: Place, name: string): string {
  return `arn:${partitionIdOf(place.region)}:kms:${place.region}:${place.accountId}:${name}`;
}
