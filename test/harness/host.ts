import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { browserVsCode, type BrowserVsCode } from './install';
import { packageExtension } from './package';
import { root } from './paths';
import { environmentIn, runFolder, sampleFolder, writeSettings } from './workspace';

export interface HostOptions {
  /** Absent: any free port. */
  port?: number;
  /** The folder to open; absent: a fresh copy of the sample folder. */
  folder?: string;
  /**
   * The extension is installed as a person does it: this package, or (true) one packed of the present build. Absent:
   * the project's own folder as development extension, for which VS Code needs a test option that hides notices.
   */
  vsix?: string | true;
  /** An in-host test module, absolute path. */
  tests?: string;
  settings?: Record<string, unknown>;
  /** Further environment of the extension host. */
  env?: Record<string, string>;
  log?: (line: string) => void;
}

export interface Host {
  /** Open this in a browser: the workbench with the folder and the extension. */
  url: string;
  port: number;
  folder: string;
  /** The run's own folder: home, user data, logs. */
  home: string;
  /** Ends VS Code and everything it started, and removes the run's folder. */
  stop(): Promise<void>;
  /** Set when the server ended by itself. */
  readonly ended: Promise<number | undefined>;
}

/** Starts the browser VS Code on loopback; resolves when it answers. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const log = options.log ?? (() => undefined);
  const port = await usablePort(options.port);
  const vscode = await browserVsCode(log);
  const run = await runFolder();
  try {
    const userData = join(run.path, 'data');
    const extensions = join(run.path, 'ext');
    await mkdir(extensions, { recursive: true });
    await writeFile(join(run.path, 'config.yaml'), '');
    await writeSettings(userData, options.settings ?? {});
    if (options.vsix !== undefined)
      await installVsix(
        vscode,
        run.path,
        options.vsix === true ? await packageExtension(run.path) : options.vsix,
      );
    const folder = options.folder ?? (await sampleFolder(run.path));
    const child = startServer(vscode, run.path, port, options);
    run.endWithUs(child);
    const ended = new Promise<number | undefined>((resolve) =>
      child.once('exit', (code) => resolve(code ?? undefined)),
    );
    const stop = async (): Promise<void> => {
      await stopProcess(child);
      await run.remove();
    };
    await answering(port, child);
    return { url: workbenchUrl(port, folder, options), port, folder, home: run.path, stop, ended };
  } catch (error) {
    await run.remove();
    throw error;
  }
}

function serverArguments(vscode: BrowserVsCode, home: string): string[] {
  return [
    join(vscode.codeServer, 'out', 'node', 'entry.js'),
    '--config',
    join(home, 'config.yaml'),
    '--user-data-dir',
    join(home, 'data'),
    '--extensions-dir',
    join(home, 'ext'),
  ];
}

function startServer(vscode: BrowserVsCode, home: string, port: number, options: HostOptions): ChildProcess {
  const args = [
    ...serverArguments(vscode, home),
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${String(port)}`,
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    '--disable-proxy',
  ];
  // A built VS Code ignores a development extension without this option; with an installed one it stays out.
  if (!options.vsix) args.push('--vscode-option', 'enable-smoke-test-driver');
  return spawn(vscode.node, args, {
    env: { ...environment(home), ...options.env },
    stdio: ['ignore', 'ignore', 'ignore'],
    detached: true,
  });
}

/** Nothing of the person's AWS configuration or editor may reach a run. */
function environment(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(environmentIn(home)).filter(
    ([name]) => !/^(AWS_|VSCODE_|ELECTRON_)/.test(name),
  );
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

async function installVsix(vscode: BrowserVsCode, home: string, vsix: string): Promise<void> {
  const args = [...serverArguments(vscode, home), '--install-extension', vsix];
  const child = spawn(vscode.node, args, { env: environment(home), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0 || !/successfully installed/i.test(output))
    throw new Error(`${vsix} was not installed:\n${output}`);
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null)
      throw new Error(`VS Code ended with ${String(child.exitCode)} before it answered.`);
    const healthy = await fetch(`http://127.0.0.1:${String(port)}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (healthy) return;
    await wait(100);
  }
  await stopProcess(child);
  throw new Error('VS Code did not answer within 30 seconds.');
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signal(child.pid, 'SIGTERM');
  const late = setTimeout(() => child.pid !== undefined && signal(child.pid, 'SIGKILL'), 5_000);
  await gone;
  clearTimeout(late);
  // The extension host is of the same group and may outlive the server for a moment.
  signal(child.pid, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function workbenchUrl(port: number, folder: string, options: HostOptions): string {
  const url = new URL(`http://127.0.0.1:${String(port)}/`);
  url.searchParams.set('folder', folder);
  if (options.vsix) return url.href;
  const authority = `vscode-remote://127.0.0.1:${String(port)}`;
  const remote = (path: string): string => new URL(pathToFileURL(path).pathname, authority).href;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['skipWelcome', 'true'],
  ];
  if (options.tests) payload.push(['extensionTestsPath', remote(options.tests)]);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/**
 * The port that was asked for, else any free one. Looked at beforehand: where another run serves already, its answer
 * would count as ours.
 */
async function usablePort(asked?: number): Promise<number> {
  return listenOnce(asked ?? 0).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Port ${String(asked)} cannot be used (${why}). Choose another one.`, { cause });
  });
}

function listenOnce(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      server.close(() => resolve(port));
    });
  });
}
