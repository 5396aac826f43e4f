import type { KeyRef } from './model';

/** Whether a value from elsewhere (a command's argument, a store) names a key. */
export function isKeyRef(value: unknown): value is KeyRef {
  if (typeof value !== 'object' || value === null) return false;
  const { connection, region, keyId, arn } = value as Partial<Record<keyof KeyRef, unknown>>;
  return [connection, region, keyId, arn].every((field) => typeof field === 'string');
}
