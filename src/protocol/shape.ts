import { isRecord } from '../core/json';
import { ownValue } from '../core/ownValue';

/** Says whether an unknown value, as it came over a channel, has the shape we expect. */
export type Guard<T> = (value: unknown) => value is T;

type Fields<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

export const isString: Guard<string> = (value) => typeof value === 'string';
export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';
export const isNumber: Guard<number> = (value): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** For methods without input or events without a value: JSON turns undefined into null on some ways. */
export const isNothing: Guard<undefined> = (value): value is undefined =>
  value === undefined || value === null;

export function isOneOf<const T extends string>(...values: readonly T[]): Guard<T> {
  return (value): value is T => values.some((one) => one === value);
}

export function isArrayOf<T>(item: Guard<T>): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every((one) => item(one));
}

/** An object with at least these fields; a field may be absent where its guard accepts undefined. */
export function isObjectWith<T extends object>(fields: Fields<T>): Guard<T> {
  const guards = Object.entries<Guard<unknown>>(fields);
  return (value): value is T =>
    isRecord(value) && guards.every(([name, accepts]) => accepts(ownValue(value, name)));
}

export function isOptional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}
