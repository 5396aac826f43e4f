import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { NamedIdentity } from '../../../src/sandbox/identities/identities';

/** Bundles the sandbox as it ships, into a folder of its own. Answers the path of the program. */
export async function builtProgram(): Promise<string> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'sandbox-program-')), 'sandbox.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, '../../../src/cli/sandbox.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // As esbuild.mjs has it: the CommonJS of jsonc-parser cannot be bundled.
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return outfile;
}

/** What the program prints once it listens. */
export interface Ready {
  endpoint: string;
  region: string;
  accountId: string;
  identities: NamedIdentity[];
  notices?: { kind: string; message: string }[];
}

export interface RunningProgram {
  child: ChildProcess;
  ready: Ready;
  /** Everything it said on standard error so far. */
  complaints(): string;
  /** Sends a signal and waits for the end. Answers the exit code, if it ended by itself. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the program and waits for its line. */
export async function runProgram(program: string, args: string[]): Promise<RunningProgram> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const first = await Promise.race([line, exited.then(() => undefined)]);
  if (!first) throw new Error(`The sandbox did not start: ${complaints}`);
  return {
    child,
    ready: JSON.parse(first[0]) as Ready,
    complaints: () => complaints,
    async end(signal) {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
