import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClients } from '../../../../src/aws/clients';
import { createConnections } from '../../../../src/aws/connections';
import { awsKeys } from '../../../../src/aws/keys';
import { awsPrincipals } from '../../../../src/aws/principals';
import type { KeyRef, NewKey } from '../../../../src/core/keys/model';
import { IamPolicies } from '../../../../src/sessions/access/iamPolicies';
import type { SessionPorts } from '../../../../src/sessions/access/session';
import { startSandbox } from '../../../../src/sandbox/startSandbox';

const place = { connection: 'sandbox', region: 'us-east-1' };

export interface Bench {
  ports: SessionPorts;
  account: string;
  /** ARN of an identity of the sandbox, by the end of its name. */
  arn(name: string): string;
  makeKey(policy?: (account: string) => object): Promise<KeyRef>;
  /** What an editor shows of the policy. */
  edit(text: string | undefined): void;
  stop(): Promise<void>;
}

/** The ports of a page over a sandbox of its own, with nothing between but what ships. */
export async function accessBench(): Promise<Bench> {
  const stateDir = await mkdtemp(join(tmpdir(), 'kms-access-'));
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
  const keys = awsKeys(clients);
  const principals = awsPrincipals(clients);
  let edited: string | undefined;
  const account = identity.arn.split(':')[4] ?? '';
  return {
    account,
    ports: {
      ...{ keys, principals, connections, iam: new IamPolicies(principals) },
      nameOf: () => 'payments',
      editedPolicy: () => edited,
      now: () => Date.UTC(2026, 10, 24),
    },
    arn(name) {
      const found = running.identities.find(({ arn }) => arn.endsWith(`/${name}`));
      if (!found) throw new Error(`No ${name} among ${running.identities.map(({ arn }) => arn).join(', ')}`);
      return found.arn;
    },
    async makeKey(policy) {
      const text = policy === undefined ? '' : JSON.stringify(policy(account), undefined, 2);
      const key = await keys.create(place, { ...plainKey, policy: text });
      return { ...place, keyId: key.keyId, arn: key.arn };
    },
    edit: (text) => (edited = text),
    async stop() {
      clients.dispose();
      await running.stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

const plainKey: Omit<NewKey, 'policy'> = {
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  multiRegion: false,
  description: '',
  tags: [],
};
