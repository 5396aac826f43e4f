import { isOperation, type OperationName } from '../core/kms/operations';
import { requestQuota } from '../core/kms/rates';
import { AwsError } from './errors';
import { isRecord } from '../core/json';
import { ownValue } from '../core/ownValue';

/** A mishap to order, for tests and demonstrations. What is not named matches everything. */
export interface Fault {
  /** `kms`, `iam`, `sts` or `cloudtrail`. */
  service?: string;
  operation?: string;
  region?: string;
  latencyMs?: number;
  error?: { code: string; message?: string; status?: number };
  /** Cuts the connection instead of answering. */
  disconnect?: boolean;
  /** How many times it still happens; for ever without. */
  times?: number;
}

export interface FaultTarget {
  service: string;
  operation: string;
  region: string;
}

/** An hour. Timers cannot wait for much longer than three weeks, and then do not wait at all. */
const MOST_LATENCY_MS = 3_600_000;
const services = ['kms', 'iam', 'sts', 'cloudtrail'];
const isText = (value: unknown) => typeof value === 'string';
const isCount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isError = (value: unknown) =>
  isRecord(value) &&
  isText(value['code']) &&
  optional(value['message'], isText) &&
  optional(value['status'], isStatus);
const isStatus = (value: unknown) => Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599;

/** What each member of a fault has to be. */
const members: Readonly<Record<keyof Fault, (value: unknown) => boolean>> = {
  service: (value) => services.includes(value as string),
  operation: isText,
  region: isText,
  latencyMs: (value) => isCount(value) && Number(value) <= MOST_LATENCY_MS,
  error: isError,
  disconnect: (value) => typeof value === 'boolean',
  times: (value) => Number.isInteger(value) && Number(value) > 0,
};

/** Faults as somebody ordered them. Throws TypeError where one cannot be understood. */
export function faultsIn(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw new TypeError('Give {"faults":[…]}; an empty list ends them.');
  for (const [index, fault] of (value as unknown[]).entries()) {
    if (!isRecord(fault)) throw new TypeError(`Fault ${index} is not an object.`);
    for (const [name, part] of Object.entries(fault))
      if (!Object.hasOwn(members, name) || !members[name as keyof Fault](part))
        throw new TypeError(`Fault ${index} cannot have ${name} ${JSON.stringify(part)}.`);
  }
  return value as Fault[];
}

/** Requests per second by operation. Throws TypeError where they cannot be understood. */
export function ratesIn(value: unknown = {}): Record<string, number> {
  if (!isRecord(value)) throw new TypeError('Give the rates as {"DescribeKey":10}.');
  for (const [operation, rate] of Object.entries(value)) {
    if (!isOperation(operation)) throw new TypeError(`KMS has no operation ${operation}.`);
    if (!isCount(rate))
      throw new TypeError(`The rate of ${operation} is not a number of requests per second.`);
  }
  return value as Record<string, number>;
}

function optional(value: unknown, holds: (value: unknown) => boolean): boolean {
  return value === undefined || holds(value);
}

/** The faults that are set, and throttling. */
export class Faults {
  #faults: Fault[] = [];
  #throttling: { enabled: boolean; rates: Readonly<Record<string, number>> } = { enabled: false, rates: {} };
  readonly #buckets = new Map<string, { tokens: number; filled: number }>();

  get list(): readonly Fault[] {
    return this.#faults;
  }

  set(faults: Fault[]): void {
    this.#faults = faults.map((fault) => ({ ...fault }));
  }

  /** Requests per second by operation; AWS's own where not given. */
  throttle(enabled: boolean, rates: Readonly<Record<string, number>> = {}): void {
    this.#throttling = { enabled, rates };
    this.#buckets.clear();
  }

  /** The fault that hits a request now, if any; counts as one of its times. */
  take(target: FaultTarget): Fault | undefined {
    const fault = this.#faults.find(
      ({ service, operation, region, times }) =>
        (service ?? target.service) === target.service &&
        (operation ?? target.operation) === target.operation &&
        (region ?? target.region) === target.region &&
        times !== 0,
    );
    if (fault?.times !== undefined) fault.times--;
    return fault;
  }

  /** The quota that a request counts against: an operation's own, or one that it shares. */
  #quotaOf(operation: OperationName): { name: string; perSecond: number } {
    const ordered = ownValue(this.#throttling.rates, operation);
    if (ordered !== undefined) return { name: operation, perSecond: ordered };
    return requestQuota(operation);
  }

  /** Throws ThrottlingException when an account calls an operation more often than its quota. */
  checkRate(accountId: string, { operation, region }: FaultTarget): void {
    if (!this.#throttling.enabled || !isOperation(operation)) return;
    const { name: quota, perSecond } = this.#quotaOf(operation);
    const name = `${accountId}/${region}/${quota}`;
    const now = Date.now();
    const bucket = this.#buckets.get(name) ?? { tokens: perSecond, filled: now };
    const tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.filled) / 1000) * perSecond);
    this.#buckets.set(name, { tokens: Math.max(0, tokens - 1), filled: now });
    if (tokens < 1)
      throw new AwsError(
        'ThrottlingException',
        'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
      );
  }
}
