import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { provideLogModule } from './logModule';
import { root } from './paths';
import { watchedFolder, type RunFolder } from './workspace';

/** VS Code's server and web workbench as the npm package ships them; 4.139 wants Node 24. */
const versions = { codeServer: '4.139.1', node: '24' } as const;

export interface BrowserVsCode {
  node: string;
  /** The package's folder; `out/node/entry.js` starts it. */
  codeServer: string;
}

const folder = join(root, '.vscode-host');
const installed = join(folder, `code-server-${versions.codeServer}`);

/**
 * The browser VS Code, installed on first use into an ignored folder (about 620 MB, half a minute).
 * @throws Error that says what could not be had and what to do instead.
 */
export async function browserVsCode(log: (line: string) => void): Promise<BrowserVsCode> {
  if (process.platform === 'win32')
    throw new Error(
      'The browser VS Code does not run on Windows. Install VS Code or name one by VSCODE_EXECUTABLE; ' +
        '`npm run test:electron` runs the suites in it.',
    );
  if (!existsSync(join(installed, 'complete'))) await installOnce(log);
  const codeServer = join(installed, 'host', 'node_modules', 'code-server');
  await provideLogModule(join(codeServer, 'lib', 'vscode'));
  return { node: join(installed, 'node', 'node_modules', nodePackage(), 'bin', 'node'), codeServer };
}

/** Several runs may start at once: one installs, the others wait for it. One that was killed holds nothing up. */
async function installOnce(log: (line: string) => void): Promise<void> {
  const lock = `${installed}.lock`;
  await mkdir(folder, { recursive: true });
  for (let told = false; !existsSync(join(installed, 'complete'));) {
    if (await taken(lock)) {
      if (!told) log('Another run is installing the browser VS Code; waiting for it.');
      told = true;
      await wait(1_000);
      continue;
    }
    try {
      await install(log);
    } finally {
      await rm(lock, { force: true });
    }
  }
}

/** Whether another living program holds the lock; it is ours otherwise. */
async function taken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
  // It is empty while it is being written.
  if (holder === 0 || lives(holder)) return true;
  await rm(lock, { force: true });
  return taken(lock);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function install(log: (line: string) => void): Promise<void> {
  log(
    `Installing the browser VS Code (code-server ${versions.codeServer}, about 620 MB) into .vscode-host; this happens once.`,
  );
  await removeRemains();
  const partial = watchedFolder(`${installed}.partial-${String(process.pid)}`);
  try {
    const nodeAt = join(partial.path, 'node');
    const hostAt = join(partial.path, 'host');
    await Promise.all([
      npmInstall(partial, nodeAt, `${nodePackage()}@${versions.node}`),
      npmInstall(partial, hostAt, `code-server@${versions.codeServer}`),
    ]);
    const bin = join(nodeAt, 'node_modules', nodePackage(), 'bin');
    const workbench = join(hostAt, 'node_modules', 'code-server', 'lib', 'vscode');
    log('Installing what VS Code itself needs …');
    await npm(partial, workbench, ['install', '--omit=dev'], bin);
    await npm(partial, join(workbench, 'extensions'), ['install', '--omit=dev'], bin);
    await writeFile(join(partial.path, 'complete'), '');
    await rm(installed, { recursive: true, force: true });
    await rename(partial.path, installed);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      'The browser VS Code could not be installed from the npm registry. Check the network and the registry setting of npm, ' +
        `or set VSCODE_EXECUTABLE to a desktop VS Code of yours.\n${why}`,
      { cause },
    );
  } finally {
    await partial.remove();
  }
}

/** What an installation left that was ended together with its watchdog, as by a power cut. */
async function removeRemains(): Promise<void> {
  const remains = (await readdir(folder)).filter((name) => name.includes('.partial-'));
  for (const name of remains) await rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
}

async function npmInstall(run: RunFolder, at: string, wanted: string): Promise<void> {
  await mkdir(at, { recursive: true });
  await writeFile(join(at, 'package.json'), '{"private":true}');
  await npm(run, at, ['install', '--no-save', wanted]);
}

/** Scripts are never run: what they compile is not needed here (kerberos) or has a stand-in (spdlog). */
function npm(run: RunFolder, cwd: string, args: string[], pathFirst?: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--force'];
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, ...quiet], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, PATH: [pathFirst, process.env['PATH']].filter(Boolean).join(delimiter) },
    });
    run.endWithUs(child);
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args.join(' ')} ended with ${String(code)}:\n${output}`));
    });
  });
}

function nodePackage(): string {
  return `node-${process.platform}-${process.arch}`;
}
