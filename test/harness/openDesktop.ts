import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endWhenAsked } from './endWhenAsked';
import { root } from './paths';
import { runFolder, sampleFolder, writeSettings } from './workspace';

/** Opens desktop VS Code with the extension, on a folder or the sample policies; resolves when its window is closed. */
export async function openDesktop(
  executable: string,
  folder: string | undefined,
  say: (line: string) => void,
): Promise<void> {
  const run = await runFolder();
  const data = join(run.path, 'data');
  await writeSettings(data, {});
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${data}`,
    `--extensions-dir=${join(run.path, 'ext')}`,
    '--disable-workspace-trust',
    '--new-window',
    '--wait',
    folder ?? (await sampleFolder(run.path)),
  ];
  const child = spawn(executable, args, { stdio: 'ignore' });
  endWhenAsked(async () => {
    await endDesktop(data);
    await run.remove();
  }, 0);
  child.once('spawn', () => say(`KMS Workbench is ready: ${executable}`));
  await new Promise((done, failed) => {
    child.once('exit', done);
    child.once('error', failed);
  });
  await run.remove();
}

/** The command that was started is only a messenger: VS Code itself writes its process id into its data folder. */
async function endDesktop(data: string): Promise<void> {
  const text = await readFile(join(data, 'code.lock'), 'utf8').catch(() => undefined);
  if (text === undefined) return;
  try {
    process.kill(Number(text), 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
