import { KmsError } from '../core/errors';
import { isOperation } from '../core/kms/operations';
import { accepted, ourShare, paceOf, refused, sent, waitOf, type Pace } from '../core/kms/pace';
import { lookupEventsRate, requestQuota, unpublishedRate } from '../core/kms/rates';

/** What a request counts against: one quota of a connection's account in a Region. */
export interface Counted {
  service: 'kms' | 'iam' | 'cloudtrail';
  operation: string;
  connection: string;
  region: string;
}

/** Time as the scheduler sees it; a test has its own. */
export interface Ticks {
  now(): number;
  /** Calls back after so many milliseconds; answers how to call that off. */
  after(ms: number, callback: () => void): () => void;
}

/** Sends the requests of all callers at the pace that each quota allows. */
export interface Scheduler {
  /**
   * Does the work when its quota lets it, and again as often as it is refused for being too many. A request that is
   * cancelled while it waits is never sent. Rejects with the refusal once every request of that quota has been
   * refused for a minute.
   */
  run<T>(counted: Counted, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export interface SchedulerOptions {
  ticks?: Ticks;
  /** How long a quota may refuse everything before its requests fail, in milliseconds. */
  refusedMs?: number;
}

const defaultRefusedMs = 60_000;
/** Nobody's workloads depend on the sandbox, and it refuses nothing unless it is told to. */
const sandboxPerSecond = 10_000;

export function createScheduler({ ticks = realTicks, refusedMs = defaultRefusedMs }: SchedulerOptions = {}) {
  const lanes = new Map<string, Lane>();
  const laneOf = (counted: Counted): Lane => {
    const { name, most } = allowance(counted);
    const id = [counted.connection, counted.region, counted.service, name].join(' ');
    let lane = lanes.get(id);
    if (lane === undefined) lanes.set(id, (lane = new Lane(paceOf(most, ticks.now()), ticks)));
    return lane;
  };
  const scheduler: Scheduler = {
    async run(counted, work, signal) {
      const lane = laneOf(counted);
      for (let again = false; ; again = true) {
        const sentAt = await lane.turn(signal, again);
        try {
          const answer = await work();
          lane.accepted();
          return answer;
        } catch (error) {
          if (!isRefusal(error, counted)) {
            if (wasAnswered(error)) lane.accepted();
            throw error;
          }
          if (lane.refused(sentAt) >= refusedMs) throw error;
        }
      }
    },
  };
  return scheduler;
}

function allowance({ service, operation, connection }: Counted): { name: string; most: number } {
  const { name, perSecond } =
    service === 'kms' && isOperation(operation) ? requestQuota(operation) : otherRates[service];
  return { name, most: connection === 'sandbox' ? sandboxPerSecond : perSecond * ourShare };
}

const otherRates = { kms: unpublishedRate, iam: unpublishedRate, cloudtrail: lookupEventsRate } as const;

/** Not where it was a step on the way to credentials that was refused: that is another quota, of another service. */
function isRefusal(error: unknown, { service, operation }: Counted): boolean {
  if (!(error instanceof KmsError) || error.reason !== 'throttled') return false;
  const refusedOne = error.details.operation;
  return refusedOne === undefined || refusedOne === operation || refusedOne === `${service}:${operation}`;
}

/** Whether the service dealt with the request: then it was not one too many. */
function wasAnswered(error: unknown): boolean {
  return error instanceof KmsError && error.details.code !== undefined && answers.has(error.reason);
}

const answers: ReadonlySet<KmsError['reason']> = new Set([
  ...(['denied', 'not-found', 'already-exists', 'wrong-state', 'disabled', 'unsupported'] as const),
  ...(['invalid', 'limit', 'malformed-policy', 'lockout', 'invalid-principal', 'conflict'] as const),
]);

interface Waiting {
  start(): void;
}

/** The requests that wait for one quota. */
class Lane {
  #pace: Pace;
  readonly #ticks: Ticks;
  /** First come, first served; one that was refused comes before those that were not tried yet. */
  readonly #queue = new Set<Waiting>();
  readonly #refusedOnes = new Set<Waiting>();
  #timer: (() => void) | undefined;

  constructor(pace: Pace, ticks: Ticks) {
    this.#pace = pace;
    this.#ticks = ticks;
  }

  /** Resolves when the request may be sent, with the time. */
  turn(signal: AbortSignal | undefined, again: boolean): Promise<number> {
    const queue = again ? this.#refusedOnes : this.#queue;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        queue.delete(waiting);
        reject(new KmsError('cancelled', 'Cancelled'));
      };
      const waiting: Waiting = {
        start: () => {
          signal?.removeEventListener('abort', leave);
          resolve(this.#ticks.now());
        },
      };
      if (signal?.aborted) return leave();
      signal?.addEventListener('abort', leave, { once: true });
      queue.add(waiting);
      this.#pump();
    });
  }

  accepted(): void {
    this.#pace = accepted(this.#pace, this.#ticks.now());
    this.#pump();
  }

  /** Answers for how long everything has been refused. */
  refused(sentAt: number): number {
    const now = this.#ticks.now();
    this.#pace = refused(this.#pace, sentAt, now);
    return now - (this.#pace.refusedSince ?? now);
  }

  #pump(): void {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const now = this.#ticks.now();
      const wait = waitOf(this.#pace, now);
      if (wait > 0) return this.#wake(wait);
      this.#queue.delete(next);
      this.#refusedOnes.delete(next);
      this.#pace = sent(this.#pace, now);
      next.start();
    }
  }

  #next(): Waiting | undefined {
    for (const waiting of this.#refusedOnes) return waiting;
    for (const waiting of this.#queue) return waiting;
    return undefined;
  }

  #wake(ms: number): void {
    this.#timer?.();
    this.#timer = this.#ticks.after(ms, () => {
      this.#timer = undefined;
      this.#pump();
    });
  }
}

const realTicks: Ticks = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
