import { createScheduler, type Ticks } from '../../src/aws/scheduler';
import { KmsError } from '../../src/core/errors';
import type { OperationName } from '../../src/core/kms/operations';
import { requestQuota } from '../../src/core/kms/rates';
import type { Figure } from './main';

/** The quota of keys in an account and Region (Developer Guide, resource quotas). */
const MANY_KEYS = 100_000;
/** Of an answer from a Region on the same continent, in milliseconds. */
const LATENCY = 60;
/** As many keys are described at the same time unless the person sets another number. */
const AT_ONCE = 5;

/**
 * How long a Region with as many keys as AWS allows takes under AWS's own request quotas, by a simulated clock: alone,
 * and while the account's workloads use nearly all of the quotas.
 */
export async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [words, left] of [
    ['', 1],
    ['with a fiftieth of each quota left', 0.02],
  ] as const) {
    const lists = new Simulation(left);
    await Promise.all([
      lists.pages('ListKeys', MANY_KEYS / 1000),
      lists.pages('ListAliases', MANY_KEYS / 100),
    ]);
    const details = new Simulation(left);
    await details.calls('DescribeKey', MANY_KEYS);
    const of = `${String(MANY_KEYS)} keys at AWS's rates ${words}`.trim();
    figures.push(
      { name: `list ${of}`, value: lists.now() / 1000, unit: 's' },
      { name: `describe ${of}`, value: details.now() / 1000, unit: 's' },
      { name: '  of its requests refused', value: (details.refused / details.sent) * 100, unit: '%' },
    );
  }
  return figures;
}

/** A service with quotas, and time that leaps to what is waited for next. */
class Simulation implements Ticks {
  sent = 0;
  refused = 0;
  private at = 0;
  private leaping = false;
  private readonly waiting = new Map<object, { at: number; callback: () => void }>();
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  private readonly scheduler = createScheduler({ ticks: this });

  constructor(private readonly left: number) {}

  now(): number {
    return this.at;
  }

  after(ms: number, callback: () => void): () => void {
    const id = {};
    this.waiting.set(id, { at: this.at + ms, callback });
    this.leap();
    return () => void this.waiting.delete(id);
  }

  async pages(operation: OperationName, count: number): Promise<void> {
    for (let page = 0; page < count; page++) await this.call(operation);
  }

  async calls(operation: OperationName, count: number): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next++ < count) await this.call(operation);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  private call(operation: OperationName): Promise<void> {
    const counted = { service: 'kms', operation, connection: 'profile:bench', region: 'us-east-1' } as const;
    return this.scheduler.run(counted, async () => {
      this.sent++;
      const isAccepted = this.accepts(operation);
      await new Promise<void>((resolve) => void this.after(LATENCY, resolve));
      if (isAccepted) return;
      this.refused++;
      throw new KmsError('throttled', 'Rate exceeded');
    });
  }

  /** A token bucket, as large as a second of it. */
  private accepts(operation: OperationName): boolean {
    const { name, perSecond } = requestQuota(operation);
    const rate = perSecond * this.left;
    const { tokens, at } = this.buckets.get(name) ?? { tokens: rate, at: this.at };
    const filled = Math.min(rate, tokens + ((this.at - at) / 1000) * rate);
    this.buckets.set(name, { tokens: Math.max(0, filled - 1), at: this.at });
    return filled >= 1;
  }

  private leap(): void {
    if (this.leaping) return;
    this.leaping = true;
    setImmediate(() => {
      this.leaping = false;
      let next: { id: object; at: number; callback: () => void } | undefined;
      for (const [id, one] of this.waiting) if (next === undefined || one.at < next.at) next = { id, ...one };
      if (next === undefined) return;
      this.waiting.delete(next.id);
      this.at = Math.max(this.at, next.at);
      next.callback();
      if (this.waiting.size > 0) this.leap();
    });
  }
}
