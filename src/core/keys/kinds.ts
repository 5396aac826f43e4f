import { operations } from '../kms/operations';
import { specOf } from '../kms/specs';
import { refusalIn } from '../kms/states';
import type { Key } from './model';

/** GetPublicKey answers for asymmetric keys (API reference). */
export function hasPublicKey({ spec }: Pick<Key, 'spec'>): boolean {
  return specOf(spec).material.kind !== 'secret';
}

/**
 * GetKeyRotationStatus answers for symmetric encryption keys outside of custom key stores (API reference, errors), in
 * the states of its row.
 */
export function hasRotationStatus({
  spec,
  customKeyStoreId,
  state,
}: Pick<Key, 'spec' | 'customKeyStoreId' | 'state'>): boolean {
  const isOfKind = spec === 'SYMMETRIC_DEFAULT' && customKeyStoreId === undefined;
  return isOfKind && refusalIn(operations.GetKeyRotationStatus.states, state) === undefined;
}
