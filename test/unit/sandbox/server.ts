import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { STSClient } from '@aws-sdk/client-sts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startSandbox } from '../../../src/sandbox/startSandbox';
import type { StartedSandbox, StartOptions } from '../../../src/sandbox/startSandbox';

/** A sandbox in a folder of its own, in this process, with clients for its identities. */
export interface TestSandbox extends StartedSandbox {
  stateDir: string;
  /** A client that acts as a named identity; the administrator in us-east-1 by default. */
  kms(identity?: string, region?: string): KMSClient;
  iam(identity?: string): IAMClient;
  sts(identity?: string): STSClient;
  /** Calls `/_sandbox/PATH`: POST with a body, else GET. */
  control(path: string, body?: object): Promise<Record<string, unknown>>;
  /** What went wrong inside; a test that expects none of it asks for it to be empty. */
  internalErrors: unknown[];
  /** Stops and starts again over the same folder. The clients from before are of no use then. */
  restart(options?: Partial<StartOptions>): Promise<TestSandbox>;
  /** Stops, and removes the folder. */
  dispose(): Promise<void>;
}

/** Starts a sandbox in a new temporary folder. */
export async function testSandbox(options: Partial<StartOptions> = {}): Promise<TestSandbox> {
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'sandbox-'));
  const internalErrors: unknown[] = [];
  const started = await startSandbox({
    ...options,
    stateDir,
    onInternalError: (error) => internalErrors.push(error),
  });
  const clients: { destroy(): void }[] = [];
  const config = (identity = 'admin', region = 'us-east-1') => ({
    endpoint: started.endpoint,
    region,
    credentials: credentialsOf(started, identity),
    maxAttempts: 1,
  });
  const kept = <C extends { destroy(): void }>(client: C): C => {
    clients.push(client);
    return client;
  };
  const stop = async () => {
    for (const client of clients) client.destroy();
    await started.stop();
  };
  return {
    ...started,
    stateDir,
    internalErrors,
    kms: (identity, region) => kept(new KMSClient(config(identity, region))),
    iam: (identity) => kept(new IAMClient(config(identity))),
    sts: (identity) => kept(new STSClient(config(identity))),
    control: (path, body) => control(started, path, body),
    restart: async (changed = {}) => {
      await stop();
      return testSandbox({ ...options, ...changed, stateDir });
    },
    stop,
    dispose: async () => {
      await stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

function credentialsOf(
  { identities }: StartedSandbox,
  name: string,
): { accessKeyId: string; secretAccessKey: string } {
  const identity = identities.find((one) => one.name === name);
  if (!identity) throw new Error(`There is no identity ${name}.`);
  const { accessKeyId, secretAccessKey } = identity;
  return { accessKeyId, secretAccessKey };
}

async function control(
  { endpoint, secret }: StartedSandbox,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${endpoint}/_sandbox/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${secret}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** What an SDK throws for an error that the service answered. */
export interface ServiceError {
  name: string;
  message: string;
  $metadata: { httpStatusCode?: number };
}

/** The error with which a call fails; a call that succeeds fails the test. */
export async function errorOf(call: Promise<unknown>): Promise<ServiceError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome, 'the call succeeded').toBeDefined();
  return outcome as ServiceError;
}
