import type { Disposable } from '../async/emitter';
import type { Channel } from './channel';
import type { Guard } from './shape';

/** How one kind of event is received; a value of another shape is dropped. */
export interface EventHandler<T> {
  accepts: Guard<T>;
  on(value: T): void;
}

/** A handler for each event of the interface `E` (`interface WizardEvents { run: RunView }`). */
export type EventHandlers<E> = { readonly [K in keyof E]: EventHandler<E[K]> };

/** Tells the other end that something happened; nobody answers. */
export function emit<E>(channel: Channel, name: keyof E & string, value: E[keyof E & string]): void {
  channel.post({ kind: 'event', name, value });
}

export function listen<E>(channel: Channel, handlers: EventHandlers<E>): Disposable {
  return channel.onMessage((message) => {
    if (message.kind !== 'event' || !Object.hasOwn(handlers, message.name)) return;
    const handler = handlers[message.name as keyof E];
    if (handler.accepts(message.value)) handler.on(message.value);
  });
}
