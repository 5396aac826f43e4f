import { operations, type OperationName } from '../../core/kms/operations';
import type { Caller } from '../identities/caller';
import { inputs } from '../protocol/inputs';

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
  /** What may be shown of the input; undefined where it was not valid. */
  parameters: Record<string, unknown> | undefined;
  keyArns: string[];
  error?: { code: string; text: string };
}

const MOST_EVENTS = 5000;

/** The last calls, newest last. Kept in memory only, and only so many. */
export class Trail {
  #events: CallEvent[] = [];

  add(event: CallEvent): void {
    const { userAgent, error } = event;
    this.#events.push({
      ...event,
      userAgent: userAgent.slice(0, LONGEST),
      ...(error && { error: { ...error, text: error.text.slice(0, LONGEST) } }),
    });
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

/** Longer values (policies) are left out, and other texts cut, so that a full trail stays small. */
const LONGEST = 2048;
/** Tags and grant constraints are this deep; members that the service does not know may be deeper. */
const DEEPEST = 3;

/** The part of a valid input that an event keeps, by CloudTrail's names. */
export function shownParameters(
  operation: OperationName,
  body: unknown,
): Record<string, unknown> | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { hides } = operations[operation];
  return Object.fromEntries(
    Object.entries(body as Record<string, unknown>)
      .filter(
        ([name, value]) =>
          Object.hasOwn(inputs[operation], name) && !hides?.includes(name) && sizeOf(value) <= LONGEST,
      )
      .map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}

/** About as many characters as it has in JSON; more than there can be where it is too deep. */
function sizeOf(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 5;
  if (depth === DEEPEST) return Infinity;
  return Object.entries(value).reduce((sum, [name, part]) => sum + name.length + sizeOf(part, depth + 1), 0);
}
