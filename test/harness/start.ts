// `npm start`: opens VS Code with KMS Workbench and its sandbox.
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { desktopVsCode } from './desktop';
import { endWhenAsked } from './endWhenAsked';
import { startHost } from './host';
import { openDesktop } from './openDesktop';

const usage = `npm start -- [options]
  --browser      the browser VS Code on loopback, even where there is a desktop VS Code
  --port N       its port (default: any free one)
  --no-open      the browser VS Code, but open no browser
  --folder DIR   the folder to open (default: sample key policies)
  --vsix FILE    install this package instead of one packed of the project's folder`;

const say = (line: string): void => console.log(line);

async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) return say(usage);
  const port = parsePort(values.port);
  const folder = values.folder === undefined ? undefined : existing('--folder', values.folder, 'folder');
  const vsix = values.vsix === undefined ? undefined : existing('--vsix', values.vsix, 'file');
  const wantsBrowser = values.browser || values['no-open'] || port || vsix;
  const desktop = wantsBrowser ? undefined : desktopVsCode();
  if (desktop) return openDesktop(desktop, folder, say);
  await openBrowser({ port, folder, vsix, open: !values['no-open'] });
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        browser: { type: 'boolean', default: false },
        port: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        folder: { type: 'string' },
        vsix: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Error(`${error.message}\n\n${usage}`, { cause: error });
  }
}

/** The absolute path of what an option names; relative ones start where npm was called. */
function existing(option: string, path: string, kind: 'file' | 'folder'): string {
  const absolute = resolve(process.env['INIT_CWD'] ?? '', path);
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (found === undefined) throw new Error(`${option} names ${absolute}, where there is nothing.`);
  if (found.isDirectory() !== (kind === 'folder'))
    throw new Error(`${option} names ${absolute}, which is not a ${kind}.`);
  return absolute;
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--port takes a number from 1 to 65535, not ${text}.`);
  return port;
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
    vsix: vsix ?? true,
  });
  let stopping = false;
  endWhenAsked(() => {
    stopping = true;
    return host.stop();
  }, 0);
  say(`KMS Workbench is ready: ${host.url}`);
  say('Press Ctrl+C to stop.');
  if (open) openUrl(host.url);
  const code = await host.ended;
  if (stopping) return;
  await host.stop();
  throw new Error(
    `VS Code ended by itself (${code === undefined ? 'killed' : `exit code ${String(code)}`}).`,
  );
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
