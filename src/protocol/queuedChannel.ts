import { Emitter, type Disposable } from '../async/emitter';
import type { Channel } from './channel';
import { readMessage, type Message } from './message';

/** What the queue needs of a webview panel, and what tells it about the panel. */
export interface QueuedChannel extends Channel, Disposable {
  /** Whatever the page posted, still unchecked. */
  receive(value: unknown): void;
  /** The page is gone (hidden panels lose their content) or is about to be made again. */
  pause(): void;
}

/**
 * The host's end of the way to a page that comes and goes. VS Code drops messages to a hidden webview, so
 * they wait here until the page, alive again, says `ready`. What a page asks before anybody listens waits, too:
 * what serves it may still be loading.
 */
export function queuedChannel(post: (message: Message) => void): QueuedChannel {
  const messages = new Emitter<Message>();
  let waiting: Message[] = [];
  let unheard: Message[] | undefined = [];
  let listening = false;
  let disposed = false;

  function flush(): void {
    const due = waiting;
    waiting = [];
    for (const message of due) post(message);
  }

  return {
    post(message) {
      if (disposed) return;
      if (listening) post(message);
      else waiting.push(message);
    },
    onMessage(listener) {
      const listening = messages.event(listener);
      const early = unheard ?? [];
      unheard = undefined;
      for (const message of early) listener(message);
      return listening;
    },
    receive(value) {
      const message = readMessage(value);
      if (disposed || !message) return;
      if (message.kind === 'ready') {
        listening = true;
        flush();
      }
      if (unheard) unheard.push(message);
      else messages.fire(message);
    },
    pause() {
      listening = false;
    },
    dispose() {
      disposed = true;
      waiting = [];
      unheard = [];
    },
  };
}
