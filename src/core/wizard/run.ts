import type { KeyRef } from '../keys/model';
import type { PlannedCall } from './plan';

export type CallState = 'waiting' | 'running' | 'done' | 'failed';

export interface RunCall {
  operation: PlannedCall['operation'];
  /** "Create the key", "Create alias/payments". */
  title: string;
  state: CallState;
  /** The failure in words, or what is being waited for. */
  message?: string;
}

/** How far the creation of a key has come; the page draws it, and the draft's record keeps it. */
export interface Run {
  status: 'running' | 'retrying' | 'failed' | 'done' | 'undoing' | 'undone';
  calls: RunCall[];
  /** There as soon as KMS has made the key, whatever fails afterwards. */
  key?: KeyRef;
  alias?: string;
  /** The key waits for its material: what comes next is the import. */
  awaitsMaterial?: boolean;
}

export function newRun(calls: readonly PlannedCall[]): Run {
  const alias = calls.find((call) => call.operation === 'CreateAlias')?.name;
  return {
    status: 'running',
    calls: calls.map((call) => ({ operation: call.operation, title: titleOf(call), state: 'waiting' })),
    ...(alias !== undefined && { alias }),
    ...(calls.some((call) => call.operation === 'CreateKey' && call.key.origin === 'EXTERNAL') && {
      awaitsMaterial: true,
    }),
  };
}

/** The run of calls that may have changed since `before`: what is done stays done, the key stays known. */
export function resumedRun(before: Run | undefined, calls: readonly PlannedCall[]): Run {
  const fresh = newRun(calls);
  if (before?.key === undefined) return fresh;
  const done = new Set(before.calls.filter(({ state }) => state === 'done').map(({ title }) => title));
  const resumed = fresh.calls.map((call): RunCall =>
    done.has(call.title) ? { ...call, state: 'done' } : call,
  );
  return { ...fresh, key: before.key, calls: resumed };
}

/** A run that was kept while it was under way: whoever made it is gone, and what came of its last call is unknown. */
export function interruptedRun(run: Run): Run {
  const calls = run.calls.map((call): RunCall =>
    call.state === 'running'
      ? { ...call, state: 'failed', message: 'It was interrupted before the answer came.' }
      : call,
  );
  return { ...run, status: 'failed', calls };
}

function titleOf(call: PlannedCall): string {
  switch (call.operation) {
    case 'CreateKey':
      return 'Create the key with its policy and tags';
    case 'CreateAlias':
      return `Create ${call.name}`;
    case 'EnableKeyRotation':
      return `Turn on rotation every ${call.periodDays} days`;
  }
}

/** The run with one call in another state; a message is kept only with the state that it explains. */
export function withCall(run: Run, operation: string, state: CallState, message?: string): Run {
  const calls = run.calls.map((call): RunCall => {
    if (call.operation !== operation) return call;
    const { title } = call;
    return { operation: call.operation, title, state, ...(message !== undefined && { message }) };
  });
  return { ...run, calls };
}
