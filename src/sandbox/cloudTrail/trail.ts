import type { Caller } from '../operations/contract';

/** A call that happened, as CloudTrail tells of it. */
export interface CallEvent {
  eventId: string;
  requestId: string;
  /** Milliseconds since 1970. */
  time: number;
  operation: string;
  region: string;
  caller: Caller;
  accessKeyId: string;
  sourceIp: string;
  userAgent: string;
  body: unknown;
  keyArns: string[];
  error?: { code: string; text: string };
}

const MOST_EVENTS = 10_000;

/** The last calls, newest last. Kept in memory only, and only so many. */
export class Trail {
  #events: CallEvent[] = [];

  add(event: CallEvent): void {
    this.#events.push(event);
    // Dropping half at once keeps the cost of a call constant.
    if (this.#events.length > MOST_EVENTS) this.#events = this.#events.slice(-MOST_EVENTS / 2);
  }

  /** Newest first. */
  newestFirst(): CallEvent[] {
    return this.#events.toReversed();
  }

  clear(): void {
    this.#events = [];
  }
}
