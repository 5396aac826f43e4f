import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths';

/** A folder of one run's own, gone afterwards, whatever the run did in it. */
export interface RunFolder {
  path: string;
  remove(): Promise<void>;
}

export async function runFolder(): Promise<RunFolder> {
  // Short on purpose: VS Code puts sockets below it, whose paths may have some hundred characters at most.
  const path = await mkdtemp(join(process.platform === 'darwin' ? '/tmp' : tmpdir(), 'kmswb-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
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
