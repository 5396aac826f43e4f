import { AwsError } from './errors';
import { cryptographicRate, requestRates } from './quotas';

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

  /** Throws ThrottlingException when an account calls an operation more often than its quota. */
  checkRate(accountId: string, { operation, region }: FaultTarget): void {
    if (!this.#throttling.enabled) return;
    const rate = this.#throttling.rates[operation] ?? requestRates[operation] ?? cryptographicRate;
    const name = `${accountId}/${region}/${operation}`;
    const now = Date.now();
    const bucket = this.#buckets.get(name) ?? { tokens: rate, filled: now };
    const tokens = Math.min(rate, bucket.tokens + ((now - bucket.filled) / 1000) * rate);
    this.#buckets.set(name, { tokens: Math.max(0, tokens - 1), filled: now });
    if (tokens < 1)
      throw new AwsError(
        'ThrottlingException',
        'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
      );
  }
}
