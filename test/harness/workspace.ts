import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths';

/** A folder of one run's own, gone afterwards, whatever the run did in it and however it ended. */
export interface RunFolder {
  path: string;
  /** A process (and its group) that must not outlive this program, even where it is killed. */
  endWithUs(child: ChildProcess): void;
  remove(): Promise<void>;
}

export async function runFolder(): Promise<RunFolder> {
  // Short on purpose: VS Code puts sockets below it, whose paths may have some hundred characters at most.
  return watchedFolder(await mkdtemp(join(process.platform === 'darwin' ? '/tmp' : tmpdir(), 'kmswb-')));
}

/** The same for a folder at a place of one's choice. */
export function watchedFolder(path: string): RunFolder {
  const watchdog = spawn(process.execPath, [join(root, 'test', 'harness', 'watchdog.mjs'), path], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.unref();
  return {
    path,
    endWithUs: ({ pid }) => void watchdog.stdin.write(`${String(pid)}\n`),
    async remove() {
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      watchdog.kill('SIGKILL');
    },
  };
}

/** Environment in which a program keeps to a run's folder: nothing lands in, or comes from, the person's home. */
export function environmentIn(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('XDG_'));
  return {
    ...Object.fromEntries(own),
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'share'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: home,
    TMPDIR: home,
    TEMP: home,
    TMP: home,
  };
}

/** The sample key policies that `npm start` opens with, copied so that a person may change them. */
export async function sampleFolder(into: string): Promise<string> {
  const folder = join(into, 'kms-samples');
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'test', 'fixtures', 'samples'), folder, { recursive: true });
  return folder;
}

/** User settings of a run: quiet, and nothing that asks the network. */
export async function writeSettings(userData: string, settings: Record<string, unknown>): Promise<void> {
  const folder = join(userData, 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'settings.json'),
    JSON.stringify(
      {
        'workbench.startupEditor': 'none',
        'workbench.tips.enabled': false,
        'workbench.colorTheme': 'Default Dark Modern',
        'extensions.autoCheckUpdates': false,
        'extensions.ignoreRecommendations': true,
        'telemetry.telemetryLevel': 'off',
        'update.mode': 'none',
        'git.enabled': false,
        'remote.autoForwardPorts': false,
        'chat.disableAIFeatures': true,
        'workbench.secondarySideBar.defaultVisibility': 'hidden',
        ...settings,
      },
      undefined,
      2,
    ),
  );
}
