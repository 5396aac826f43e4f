import type { Disposable } from '../../async/emitter';
import type { KeyRef } from '../../core/keys/model';
import type { Channel } from '../../protocol/channel';
import { splitChannel } from '../../protocol/parts';
import { refuseAll } from '../../protocol/serve';
import type { KeyPageDeps } from './deps';

/** The access page's parts on the page of a key. */
export interface AccessPart extends Disposable {
  /** What is left of the page's channel. */
  own: Channel;
  /** Reads again what was read. */
  reload(): void;
}

/** Serves them, and loads what they need, once the page asks for them. */
export function accessPart(deps: KeyPageDeps, ref: KeyRef, channel: Channel): AccessPart {
  let served: Awaited<ReturnType<KeyPageDeps['serveAccess']>> | undefined;
  let isClosed = false;
  const { own, part, ...split } = splitChannel(channel, 'access', () => void open());

  async function open(): Promise<void> {
    try {
      served = await deps.serveAccess(ref, part);
      if (isClosed) served.dispose();
    } catch (error) {
      deps.log.failure('show who can use the key', error);
      refuseAll(part, error);
    }
  }

  return {
    own,
    reload: () => served?.reload(),
    dispose() {
      isClosed = true;
      served?.dispose();
      split.dispose();
    },
  };
}
