import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './paths';

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
  if (!existsSync(join(installed, 'complete'))) await installOnce(log);
  return {
    node: join(installed, 'node', 'node_modules', nodePackage(), 'bin', nodeBinary()),
    codeServer: join(installed, 'host', 'node_modules', 'code-server'),
  };
}

/** Several runs may start at once: one installs, the others wait for it. */
async function installOnce(log: (line: string) => void): Promise<void> {
  const lock = `${installed}.lock`;
  await mkdir(folder, { recursive: true });
  const mine = await mkdir(lock).then(
    () => true,
    () => false,
  );
  if (!mine) return waitForOther(lock, log);
  const heartbeat = setInterval(() => void writeFile(join(lock, 'alive'), ''), 5_000);
  try {
    await install(log);
  } finally {
    clearInterval(heartbeat);
    await rm(lock, { recursive: true, force: true });
  }
}

async function waitForOther(lock: string, log: (line: string) => void): Promise<void> {
  log('Another run is installing the browser VS Code; waiting for it.');
  while (existsSync(lock)) {
    await wait(1_000);
    const seen = await stat(join(lock, 'alive')).catch(() => stat(lock).catch(() => undefined));
    if (seen && Date.now() - seen.mtimeMs > 60_000) await rm(lock, { recursive: true, force: true });
  }
  if (!existsSync(join(installed, 'complete'))) await installOnce(log);
}

async function install(log: (line: string) => void): Promise<void> {
  log(
    `Installing the browser VS Code (code-server ${versions.codeServer}, about 620 MB) into .vscode-host; this happens once.`,
  );
  const partial = `${installed}.partial-${String(process.pid)}`;
  await rm(partial, { recursive: true, force: true });
  try {
    const nodeAt = join(partial, 'node');
    const hostAt = join(partial, 'host');
    await Promise.all([
      npmInstall(nodeAt, [`${nodePackage()}@${versions.node}`]),
      npmInstall(hostAt, [`code-server@${versions.codeServer}`]),
    ]);
    const bin = join(nodeAt, 'node_modules', nodePackage(), 'bin');
    const workbench = join(hostAt, 'node_modules', 'code-server', 'lib', 'vscode');
    log('Installing what VS Code itself needs …');
    await npm(workbench, ['install', '--omit=dev'], bin);
    await npm(join(workbench, 'extensions'), ['install', '--omit=dev'], bin);
    await writeFile(join(partial, 'complete'), '');
    await rm(installed, { recursive: true, force: true });
    await rename(partial, installed);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    throw new Error(
      'The browser VS Code could not be installed from the npm registry. Check the network and the registry setting of npm, ' +
        'or set VSCODE_EXECUTABLE to a desktop VS Code of yours.',
      { cause },
    );
  }
}

async function npmInstall(at: string, packages: string[]): Promise<void> {
  await mkdir(at, { recursive: true });
  await writeFile(join(at, 'package.json'), '{"private":true}');
  await npm(at, ['install', '--no-save', ...packages]);
}

/** Scripts are never run: what they compile (kerberos, spdlog) is not needed here. */
function npm(cwd: string, args: string[], pathFirst?: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--force'];
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, ...quiet], {
      cwd,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...(pathFirst
          ? { PATH: `${pathFirst}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH'] ?? ''}` }
          : {}),
      },
    });
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
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `node-${platform}-${process.arch}`;
}

function nodeBinary(): string {
  return process.platform === 'win32' ? 'node.exe' : 'node';
}
