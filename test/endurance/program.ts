import { KMSClient } from '@aws-sdk/client-kms';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const program = resolve('dist/sandbox.mjs');
/** One that takes longer to start or to answer hangs. */
const PATIENCE_MS = 60_000;
/** So long a program tries: slow or busy machines get through fewer rounds, and are told how many. */
const LONGEST_MS = 5 * 60_000;

/** A sandbox in a process of its own, as it ships. */
export interface Running {
  kms: KMSClient;
  notices: readonly { kind: string; message: string }[];
  identities: readonly { name: string; accessKeyId: string; secretAccessKey: string }[];
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the built sandbox over a folder. Throws where it does not start. */
export async function start(folder: string): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, [program, '--state', folder, '--empty'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(child, 'exit');
  if (!child.stdout) throw new Error('The sandbox has no standard output.');
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  const first = await Promise.race([line, exited.then(() => undefined)]);
  clearTimeout(patience);
  if (!first) throw new Error('The sandbox did not start.');
  const ready = JSON.parse(first[0]) as {
    endpoint: string;
    identities: Running['identities'];
    notices?: Running['notices'];
  };
  const { accessKeyId = '', secretAccessKey = '' } = ready.identities[0] ?? {};
  const kms = new KMSClient({
    endpoint: ready.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
    requestHandler: { requestTimeout: PATIENCE_MS, throwOnRequestTimeout: true },
  });
  return {
    kms,
    notices: ready.notices ?? [],
    identities: ready.identities,
    async end(signal) {
      child.kill(signal);
      await exited;
      kms.destroy();
    },
  };
}

/** Whether there is time for another round. */
export function timeLeft(): boolean {
  return performance.now() < LONGEST_MS;
}

/** The number after the program's name, or as many as usual. */
export function rounds(usual: number): number {
  const given = Number(process.argv[2] ?? usual);
  if (Number.isInteger(given) && given > 0) return given;
  throw new Error(`${process.argv[2] ?? ''} is not a number of rounds.`);
}
