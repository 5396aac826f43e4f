import { KmsError } from '../../src/core/errors';

/** Something that the page asks the host for: on its way, there, denied or failed. */
export interface Load<T> {
  /** Counts the requests: an answer to an older one is too late. */
  request: number;
  loading: boolean;
  /** What came last; it stays while it is asked for again, and when that fails. */
  value?: T;
  failure?: Failure;
  /** It has come after a failure: whoever pressed Retry has lost the focus with the button. */
  recovered?: boolean;
}

export interface Failure {
  /** `denied`: the person may not see it, which is no fault of anything. */
  reason: 'denied' | 'failed';
  message: string;
}

export type LoadEvent<T> =
  | { kind: 'asked' }
  | { kind: 'answered'; request: number; value: T }
  | { kind: 'failed'; request: number; error: unknown };

export const notAsked: Load<never> = { request: 0, loading: false };

/** What is known after an event; the same value for an answer that is too late. */
export function nextLoad<T>(state: Load<T>, event: LoadEvent<T>): Load<T> {
  if (event.kind === 'asked') {
    const { recovered: _, ...kept } = state;
    return { ...kept, request: state.request + 1, loading: true };
  }
  if (event.request !== state.request || !state.loading) return state;
  const { request, value } = state;
  if (event.kind === 'answered')
    return {
      request,
      loading: false,
      value: event.value,
      ...(state.failure && { recovered: true }),
    };
  return { request, loading: false, failure: failureOf(event.error), ...(value !== undefined && { value }) };
}

function failureOf(error: unknown): Failure {
  const denied = error instanceof KmsError && error.reason === 'denied';
  return {
    reason: denied ? 'denied' : 'failed',
    message: error instanceof Error ? error.message : String(error),
  };
}
