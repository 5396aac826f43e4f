import { operations, type OperationName } from './operations';

/**
 * Requests per second that operations share. On AWS keys of RSA, elliptic curve and ML-DSA specs share smaller quotas,
 * and it is larger in some Regions; which key a request is for is not known when it is counted here.
 */
export const sharedRates = { cryptographic: 10_000 } as const;

/**
 * IAM publishes no request rates ("IAM and STS quotas" names none). It is one service for all Regions, and a few requests
 * a second are what its own console sends.
 */
export const unpublishedRate = { name: 'unpublished', perSecond: 30 } as const;

/** Of LookupEvents. Source: CloudTrail API reference, LookupEvents: two requests a second for an account and Region. */
export const lookupEventsRate = { name: 'LookupEvents', perSecond: 2 } as const;

/** The quota of requests that an operation counts against: its own, or one that it shares with others. */
export function requestQuota(operation: OperationName): { name: string; perSecond: number } {
  const { rate } = operations[operation];
  return typeof rate === 'number'
    ? { name: operation, perSecond: rate }
    : { name: rate, perSecond: sharedRates[rate] };
}
