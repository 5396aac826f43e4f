import type { Browser } from 'playwright-core';
import { serveSession } from '../../../src/sessions/wizard/serve';
import { WizardSession, type SessionPorts } from '../../../src/sessions/wizard/session';
import { sandboxPlace } from '../../unit/sessions/wizard/sandboxPorts';
import { openStage, type Stage } from './stage';

export interface WizardStage extends Stage {
  session: WizardSession;
  /** What the page asked the editor for. */
  asked: string[];
}

/** The wizard's page with a session over the given ports. */
export async function openWizardStage(browser: Browser, ports: SessionPorts): Promise<WizardStage> {
  const session = new WizardSession(sandboxPlace, ports);
  void session.connect();
  const asked: string[] = [];
  const stage = await openStage(browser, 'wizard', (channel) =>
    serveSession(channel, session, {
      openPolicy: () => (asked.push('openPolicy'), Promise.resolve()),
      openKey: () => (asked.push('openKey'), Promise.resolve()),
      importMaterial: () => (asked.push('importMaterial'), Promise.resolve()),
      showKey: () => (asked.push('showKey'), Promise.resolve()),
      close: () => void asked.push('close'),
      created: (run) =>
        void asked.push(`${run.status === 'done' ? 'created' : 'created a part of'} ${run.alias ?? ''}`),
      log: () => undefined,
    }),
  );
  return {
    ...stage,
    session,
    asked,
    async close() {
      session.dispose();
      await stage.close();
    },
  };
}
