import type { Reason } from '../core/errors';
import { isRecord } from '../core/json';
import { isString } from './shape';

/** What crosses a failure: an Error itself does not survive the way. */
export interface Failure {
  reason: Reason;
  message: string;
  operation?: string;
  code?: string;
}

/** Everything that may cross the channel between a webview and the host, in either direction. */
export type Message =
  | { kind: 'ready' }
  | { kind: 'request'; id: string; method: string; input?: unknown }
  | { kind: 'cancel'; id: string }
  | { kind: 'result'; id: string; output?: unknown }
  | { kind: 'failure'; id: string; failure: Failure }
  | { kind: 'event'; name: string; value?: unknown };

const hasId = (value: Record<string, unknown>) => isString(value['id']);

const shapes: Record<Message['kind'], (value: Record<string, unknown>) => boolean> = {
  ready: () => true,
  request: (value) => hasId(value) && isString(value['method']),
  cancel: hasId,
  result: hasId,
  failure: (value) => hasId(value) && isFailure(value['failure']),
  event: (value) => isString(value['name']),
};

/** The message, or undefined where the value is none of ours (other scripts may post to a page, too). */
export function readMessage(value: unknown): Message | undefined {
  if (!isRecord(value) || !isString(value['kind'])) return undefined;
  if (!Object.hasOwn(shapes, value['kind'])) return undefined;
  return shapes[value['kind'] as Message['kind']](value) ? (value as Message) : undefined;
}

function isFailure(value: unknown): value is Failure {
  return isRecord(value) && isString(value['reason']) && isString(value['message']);
}
