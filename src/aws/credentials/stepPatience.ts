import type { Limits } from '../limits';
import { defaultPatience, type Patience } from '../patience';

/** The SDK's own limits within one step of a credentials chain. */
export function stepPatience(limits: Limits): Patience {
  return {
    connectionMs: Math.min(defaultPatience.connectionMs, limits.stepMs),
    requestMs: limits.stepMs,
    attempts: defaultPatience.attempts,
  };
}
