import { Emitter } from '../../../src/async/emitter';
import type { Channel } from '../../../src/protocol/channel';
import { readMessage, type Message } from '../../../src/protocol/message';

/** Two ends that exchange messages the way postMessage does: later, and as copies. */
export function pair() {
  const ends = [new Emitter<Message>(), new Emitter<Message>()] as const;
  const log: Message[] = [];
  const end = (own: 0 | 1): Channel => ({
    post(message) {
      log.push(message);
      queueMicrotask(() => {
        const read = readMessage(structuredClone(message));
        if (read) ends[own === 0 ? 1 : 0].fire(read);
      });
    },
    onMessage: (listener) => ends[own].event(listener),
  });
  return { host: end(0), page: end(1), log };
}
