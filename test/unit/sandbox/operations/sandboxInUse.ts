import { KMS, KMSServiceException } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect } from 'vitest';
import type { SandboxState } from '../../../../src/generated/sandbox-state';
import type { Exported } from '../../../../src/sandbox/exported';
import { testSandbox, type TestSandbox } from '../server';

/** A real sandbox behind real HTTP, and the real SDK in front of it. */
export interface SandboxInUse {
  /** A client of an identity, `admin` unless another is named. */
  client(options?: { as?: string; region?: string }): KMS;
  arnOf(identity: string): string;
  /** Moves the sandbox's clock forward. */
  advance(by: { days?: number; seconds?: number }): Promise<void>;
  /** Changes the state behind the server's back: exports it, and imports what became of it. */
  edit(change: (state: SandboxState) => void): Promise<void>;
}

/** Starts an empty sandbox for the tests of a file, and ends it after them. */
export function useSandbox(): SandboxInUse {
  let started: TestSandbox | undefined;
  const clients = new Map<string, KMS>();
  const running = () => {
    if (!started) throw new Error('The sandbox is not started yet.');
    return started;
  };
  beforeAll(async () => {
    started = await testSandbox({ empty: true });
  });
  afterAll(async () => {
    for (const client of clients.values()) client.destroy();
    const { internalErrors } = running();
    await running().dispose();
    expect(internalErrors).toEqual([]);
  });
  const identityOf = (name: string) => {
    const identity = running().identities.find((candidate) => candidate.name === name);
    if (!identity) throw new Error(`The sandbox has no identity ${name}.`);
    return identity;
  };
  return {
    arnOf: (name) => identityOf(name).arn,
    client({ as = 'admin', region = 'us-east-1' } = {}) {
      const known = clients.get(`${as} ${region}`);
      if (known) return known;
      const { accessKeyId, secretAccessKey } = identityOf(as);
      const { endpoint } = running();
      const credentials = { accessKeyId, secretAccessKey };
      const client = new KMS({ endpoint, region, credentials, maxAttempts: 1 });
      clients.set(`${as} ${region}`, client);
      return client;
    },
    async advance(by) {
      await running().control('clock', by);
    },
    async edit(change) {
      const exported = (await running().control('export')) as unknown as Exported;
      change(exported.state);
      const answer = await running().control('import', exported);
      expect(answer).not.toHaveProperty('error');
    },
  };
}

/** What a call failed with: AWS's code and text. Fails itself where the call succeeds. */
export async function failure(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof KMSServiceException)) throw error;
    return { code: error.name, message: error.message };
  }
  throw new Error('The call succeeded.');
}

/** The code alone. */
export async function failureCode(call: Promise<unknown>): Promise<string> {
  return (await failure(call)).code;
}

/** The ARN of a new key. */
export async function newKey(kms: KMS, input: Parameters<KMS['createKey']>[0] = {}): Promise<string> {
  const { KeyMetadata: key } = await kms.createKey(input);
  return key?.Arn ?? '';
}
