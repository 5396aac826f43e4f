import { Emitter } from '../../src/async/emitter';
import type { Channel } from '../../src/protocol/channel';
import { readMessage, type Message } from '../../src/protocol/message';

/** The page's end of the channel, and what VS Code keeps for the page while it is hidden. */
export interface Page extends Channel {
  /** What was kept last, unchecked: an older version of the extension may have written it. */
  readonly state: unknown;
  keep(state: unknown): void;
  /** Call once all listeners are set: the host then sends what has waited. */
  ready(): void;
}

/** Connects the page with the host. Only once a page: VS Code hands its interface out a single time. */
export function connectPage(): Page {
  const vscode = acquireVsCodeApi();
  const messages = new Emitter<Message>();
  window.addEventListener('message', (event) => {
    const message = readMessage(event.data);
    if (message) messages.fire(message);
  });
  const ready = () => vscode.postMessage({ kind: 'ready' } satisfies Message);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ready();
  });
  return {
    post: (message) => vscode.postMessage(message),
    onMessage: messages.event,
    state: vscode.getState(),
    keep: (state) => void vscode.setState(state),
    ready,
  };
}
