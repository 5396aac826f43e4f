import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { environmentIn, runFolder } from './workspace';

/** What a browser on a machine without a desktop needs; the last ones keep it from calling home. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Chromium under Playwright: one that is there, else installed from Debian's packages or by Playwright. It keeps to a
 * folder of its own, which goes when the browser or this program ends.
 * @throws Error that says what to do where none can be had.
 */
export async function launchChromium(log: (line: string) => void): Promise<Browser> {
  const executablePath = findBrowser() ?? installBrowser(log);
  const asRoot = process.getuid?.() === 0;
  const run = await runFolder();
  const browser = await withTemporaryFiles(run.path, () =>
    chromium.launch({
      headless: true,
      ...(executablePath ? { executablePath } : {}),
      args: asRoot ? ['--no-sandbox', ...flags] : flags,
      env: definedOnly(environmentIn(run.path)),
      // Playwright would end this program before VS Code is stopped, or not at all.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    }),
  ).catch(async (error: unknown) => {
    await run.remove();
    throw error;
  });
  browser.once('disconnected', () => void run.remove());
  return browser;
}

/** Playwright has no option for where the browser's profile goes: it asks the environment. */
async function withTemporaryFiles<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const names = ['TMPDIR', 'TEMP', 'TMP'];
  const before = names.map((name) => [name, process.env[name]] as const);
  for (const name of names) process.env[name] = folder;
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function findBrowser(): string | undefined {
  const asked = process.env['CHROME_PATH'];
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Error(`CHROME_PATH names ${asked}, where there is no file.`);
  }
  return candidates().find((path) => existsSync(path));
}

function candidates(): string[] {
  if (process.platform === 'darwin')
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
  if (process.platform === 'win32')
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((name) => {
      const base = process.env[name];
      if (!base) return [];
      return [
        join(base, 'Google/Chrome/Application/chrome.exe'),
        join(base, 'Microsoft/Edge/Application/msedge.exe'),
      ];
    });
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(':').filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function installBrowser(log: (line: string) => void): string | undefined {
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    log('Installing Chromium from Debian’s packages; this happens once.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update'], { stdio: 'ignore', env });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      stdio: 'ignore',
      env,
    });
    const found = findBrowser();
    if (found) return found;
  }
  log('Installing Chromium by Playwright; this happens once.');
  const playwright = createRequire(import.meta.url).resolve('playwright-core/cli.js');
  const { status, stderr } = spawnSync(process.execPath, [playwright, 'install', 'chromium'], {
    encoding: 'utf8',
  });
  if (status === 0) return undefined;
  throw new Error(
    'No browser was found, and none could be installed. Install Chromium, Chrome or Edge, or name one by CHROME_PATH.\n' +
      stderr.slice(-1_000),
  );
}
