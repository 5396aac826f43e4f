import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClients } from '../../../../src/aws/clients';
import { createConnections } from '../../../../src/aws/connections';
import { awsKeys } from '../../../../src/aws/keys';
import { awsPrincipals } from '../../../../src/aws/principals';
import { draftStore, type Memory } from '../../../../src/sessions/wizard/draftStore';
import type { SessionPorts } from '../../../../src/sessions/wizard/session';
import { startSandbox } from '../../../../src/sandbox/startSandbox';

export const sandboxPlace = { connection: 'sandbox', region: 'us-east-1' };

/** A wizard's ports over a sandbox of its own, with nothing between but what ships. */
export async function sandboxPorts(): Promise<{ ports: SessionPorts; stop(): Promise<void> }> {
  const stateDir = await mkdtemp(join(tmpdir(), 'kms-wizard-'));
  const running = await startSandbox({ stateDir });
  const [identity] = running.identities;
  if (!identity) throw new Error('The sandbox has no identity.');
  const connections = createConnections({
    files: { config: join(stateDir, 'no-config'), credentials: join(stateDir, 'no-credentials') },
    environment: {},
    sandbox: { start: () => Promise.resolve(running), current: () => Promise.resolve(identity) },
    endpointUrl: () => '',
    isProduction: () => false,
    askMfaCode: () => Promise.reject(new Error('The sandbox asks for no code.')),
    log: () => undefined,
  });
  const clients = createClients(connections);
  return {
    ports: {
      connections,
      keys: awsKeys(clients),
      principals: awsPrincipals(clients),
      store: draftStore(memory()),
      now: () => Date.now(),
      allow: () => Promise.resolve(),
      wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
      log: () => undefined,
    },
    async stop() {
      clients.dispose();
      await running.stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

export function memory(): Memory & { kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: (key) => kept.get(key),
    update(key, value) {
      kept.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
}
