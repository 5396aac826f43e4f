// `npm start`: opens VS Code with KMS Workbench and its sandbox.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { desktopVsCode } from './desktop';
import { startHost } from './host';
import { root } from './paths';
import { runFolder, sampleFolder } from './workspace';

const usage = `npm start -- [options]
  --browser      the browser VS Code on loopback, even where there is a desktop VS Code
  --port N       its port (default: any free one)
  --no-open      do not open a browser
  --folder DIR   the folder to open (default: sample key policies)
  --vsix FILE    install this package instead of running from the project's folder`;

const say = (line: string): void => console.log(line);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean', default: false },
      port: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
      folder: { type: 'string' },
      vsix: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return say(usage);
  const port = parsePort(values.port);
  const folder = values.folder === undefined ? undefined : resolve(values.folder);
  if (folder && !existsSync(folder)) throw new Error(`--folder names ${folder}, where there is nothing.`);
  const desktop = values.browser || values.port || values.vsix ? undefined : desktopVsCode();
  if (desktop) return openDesktop(desktop, folder);
  await openBrowser({ port, folder, vsix: values.vsix, open: !values['no-open'] });
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--port takes a number from 1 to 65535, not ${text}.`);
  return port;
}

async function openDesktop(executable: string, folder: string | undefined): Promise<void> {
  const run = await runFolder();
  const data = join(run.path, 'data');
  await mkdir(data, { recursive: true });
  const opened = folder ?? (await sampleFolder(run.path));
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${data}`,
    '--disable-workspace-trust',
    '--new-window',
    '--wait',
    opened,
  ];
  const child = spawn(executable, args, { stdio: 'ignore' });
  say(`KMS Workbench is ready: ${executable}`);
  await new Promise((done) => child.once('exit', done));
  await run.remove();
}

interface BrowserOptions {
  port: number | undefined;
  folder: string | undefined;
  vsix: string | undefined;
  open: boolean;
}

async function openBrowser({ port, folder, vsix, open }: BrowserOptions): Promise<void> {
  const host = await startHost({
    log: say,
    ...(port === undefined ? {} : { port }),
    ...(folder === undefined ? {} : { folder }),
    ...(vsix === undefined ? {} : { vsix: resolve(vsix) }),
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void host.stop().then(() => process.exit(0));
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  say(`KMS Workbench is ready: ${host.url}`);
  say('Press Ctrl+C to stop.');
  if (open) openUrl(host.url);
  const code = await host.ended;
  if (stopping) return;
  await host.stop();
  throw new Error(`VS Code ended by itself with ${String(code)}.`);
}

/** A person's own browser; on a machine without one the printed address is all there is. */
function openUrl(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['explorer', url]
        : ['xdg-open', url];
  const child = spawn(command ?? 'xdg-open', args, { stdio: 'ignore', detached: true });
  child.on('error', () => say('No browser could be opened here: open the address above in one.'));
  child.unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
