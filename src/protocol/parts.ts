import type { Disposable } from '../async/emitter';
import type { Channel } from './channel';
import type { Message } from './message';
import { queuedChannel } from './queuedChannel';

/**
 * A part of a page that another session serves than the rest: its methods and events carry its name on the page's
 * channel. Answers need no name, as the ids of requests belong to one client alone.
 */

/** The page's end of the way to what serves one of its parts. */
export function partOf(channel: Channel, name: string): Channel {
  return {
    post: (message) => channel.post(named(message, name)),
    onMessage: (listener) =>
      channel.onMessage((message) => {
        const inner = isAnswer(message) ? message : unnamed(message, name);
        if (inner) listener(inner);
      }),
  };
}

/** The host's ends of a channel with one part. What comes for an end waits until somebody listens there. */
export interface SplitChannel extends Disposable {
  /** All that is not the part's. */
  own: Channel;
  part: Channel;
}

/** Splits the host's end; `wanted` is told once, when the page first asks for the part. */
export function splitChannel(channel: Channel, name: string, wanted: () => void): SplitChannel {
  const own = queuedChannel((message) => channel.post(message));
  const part = queuedChannel((message) => channel.post(named(message, name)));
  let isWanted = false;
  const listening = channel.onMessage((message) => {
    const inner = unnamed(message, name);
    if (inner) part.receive(inner);
    else own.receive(message);
    if (message.kind === 'ready' || message.kind === 'cancel') part.receive(message);
    if (inner && !isWanted) {
      isWanted = true;
      wanted();
    }
  });
  return {
    own,
    part,
    dispose() {
      listening.dispose();
      own.dispose();
      part.dispose();
    },
  };
}

function isAnswer({ kind }: Message): boolean {
  return kind === 'result' || kind === 'failure';
}

function named(message: Message, name: string): Message {
  if (message.kind === 'request') return { ...message, method: `${name}/${message.method}` };
  return message.kind === 'event' ? { ...message, name: `${name}/${message.name}` } : message;
}

/** Undefined for what is not the part's. */
function unnamed(message: Message, name: string): Message | undefined {
  const prefix = `${name}/`;
  if (message.kind === 'request' && message.method.startsWith(prefix))
    return { ...message, method: message.method.slice(prefix.length) };
  if (message.kind === 'event' && message.name.startsWith(prefix))
    return { ...message, name: message.name.slice(prefix.length) };
  return undefined;
}
