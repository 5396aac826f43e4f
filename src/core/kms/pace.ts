/**
 * How fast one quota of requests is used: a token bucket whose rate halves when the service refuses a request and
 * grows again while it accepts them. A value; every step answers a new one. Times are milliseconds of any clock.
 */
export interface Pace {
  /** Requests per second that we allow ourselves at most. */
  readonly most: number;
  /** Requests per second that the service seems to accept now. */
  readonly perSecond: number;
  readonly tokens: number;
  /** When the tokens were counted last. */
  readonly at: number;
  /** When the rate grew or fell last. */
  readonly changedAt: number;
  readonly slowedAt?: number;
  /** Since when every answer was a refusal. */
  readonly refusedSince?: number;
}

/** The part of a quota that we use: the workloads of the account draw on it, too, and come first. */
export const ourShare = 1 / 3;

/** One request in two seconds still goes out, so that the end of the throttling is seen. */
const leastPerSecond = 0.5;
/** After a refusal the rate is back in seven seconds. */
const growthPerSecond = 1.1;

export function paceOf(most: number, now: number): Pace {
  return { most, perSecond: most, tokens: burst(most), at: now, changedAt: now };
}

/** How long the next request has to wait, in milliseconds. */
export function waitOf(pace: Pace, now: number): number {
  const { tokens } = filled(pace, now);
  return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / refill(pace.perSecond)) * 1000);
}

/** A request goes out. */
export function sent(pace: Pace, now: number): Pace {
  const full = filled(pace, now);
  return { ...full, tokens: full.tokens - 1 };
}

/** A request that went out at `sentAt` was refused: too many. Those that were on their way together count once. */
export function refused(pace: Pace, sentAt: number, now: number): Pace {
  const refusedSince = pace.refusedSince ?? now;
  if (pace.slowedAt !== undefined && sentAt < pace.slowedAt) return { ...pace, refusedSince };
  const perSecond = Math.max(Math.min(leastPerSecond, pace.most), pace.perSecond / 2);
  return { ...filled(pace, now), tokens: 0, perSecond, changedAt: now, slowedAt: now, refusedSince };
}

/** A request was accepted, whatever came of it. */
export function accepted(pace: Pace, now: number): Pace {
  const { refusedSince: _, ...full } = filled(pace, now);
  const seconds = (now - pace.changedAt) / 1000;
  const perSecond = Math.min(pace.most, pace.perSecond * growthPerSecond ** seconds);
  return { ...full, perSecond, changedAt: now };
}

function filled(pace: Pace, now: number): Pace {
  const { perSecond, at } = pace;
  const tokens = Math.min(burst(perSecond), pace.tokens + (Math.max(0, now - at) / 1000) * refill(perSecond));
  return { ...pace, tokens, at: now };
}

/** So many requests go out at once after a pause. */
function burst(perSecond: number): number {
  return Math.max(1, Math.floor(perSecond / 10));
}

/** What flows in, so that burst and inflow of any one second together stay within the rate. */
function refill(perSecond: number): number {
  return perSecond - burst(perSecond) + 1;
}
