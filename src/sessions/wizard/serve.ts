import { KmsError } from '../../core/errors';
import type { Run } from '../../core/wizard/run';
import type { Disposable } from '../../async/emitter';
import type { Channel } from '../../protocol/channel';
import { emit } from '../../protocol/events';
import { serve, type Handlers } from '../../protocol/serve';
import { isNothing, isOptional } from '../../protocol/shape';
import { isPageDraft, type WizardEvents, type WizardMethods } from '../../protocol/wizard';
import type { WizardSession } from './session';

/** What only the editor can do for the page. */
export interface PageHost {
  openPolicy(): Promise<void>;
  openKey(run: Run): Promise<void>;
  importMaterial(run: Run): Promise<void>;
  /** In the tree. */
  showKey(run: Run): Promise<void>;
  close(): void;
  /** The key is there; `done` says whether all that belongs to it is, too. */
  created(run: Run): void;
  log(doing: string, error: unknown): void;
}

/** Connects a session with its page, for as long as the channel lives or until this is disposed of. */
export function serveSession(channel: Channel, session: WizardSession, host: PageHost): Disposable {
  const parts = [
    serve<WizardMethods>(channel, handlers(session, host), (method, error) => host.log(method, error)),
    session.onDidChange(() => emit<WizardEvents>(channel, 'changed', session.view)),
    session.onDidRun((run) => emit<WizardEvents>(channel, 'run', run)),
  ];
  return { dispose: () => parts.forEach((part) => part.dispose()) };
}

function handlers(session: WizardSession, host: PageHost): Handlers<WizardMethods> {
  const create = async (): Promise<Run> => {
    const run = await session.create();
    if (run.key) host.created(run);
    return run;
  };
  const made = (): Run => {
    if (session.run?.status === 'done') return session.run;
    throw new KmsError('not-found', 'There is no key to show yet.');
  };
  return {
    start: {
      accepts: isOptional(isPageDraft),
      run(kept) {
        if (kept) session.adopt(kept);
        return session.view;
      },
    },
    update: {
      accepts: isPageDraft,
      run(page) {
        session.update(page);
        return session.draftView();
      },
    },
    create: { accepts: isNothing, run: create },
    retry: { accepts: isNothing, run: create },
    undo: { accepts: isNothing, run: () => session.undo() },
    stopRetrying: { accepts: isNothing, run: () => (session.stopRetrying(), undefined) },
    reconnect: {
      accepts: isNothing,
      async run() {
        await session.connect();
        return session.view;
      },
    },
    listPrincipals: {
      accepts: isNothing,
      run: async () => (await session.listPrincipals(), undefined),
    },
    openPolicy: { accepts: isNothing, run: async () => (await host.openPolicy(), undefined) },
    openKey: { accepts: isNothing, run: async () => (await host.openKey(made()), undefined) },
    importMaterial: { accepts: isNothing, run: async () => (await host.importMaterial(made()), undefined) },
    showKey: { accepts: isNothing, run: async () => (await host.showKey(made()), undefined) },
    startOver: {
      accepts: isNothing,
      run() {
        session.startOver();
        return session.view;
      },
    },
    close: { accepts: isNothing, run: () => (host.close(), undefined) },
  };
}
