// `npm run test:electron`: the same suites in desktop VS Code, downloaded where there is none.
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { desktopVsCode } from './desktop';
import { results, root } from './paths';
import { runFolder, sampleFolder, writeSettings } from './workspace';

async function main(): Promise<void> {
  const executable = process.env['VSCODE_EXECUTABLE'] ? desktopVsCode() : await download();
  const run = await runFolder();
  const resultFile = join(results, 'electron.json');
  await mkdir(results, { recursive: true });
  await rm(resultFile, { force: true });
  try {
    const userData = join(run.path, 'data');
    await writeSettings(userData, { 'files.hotExit': 'off' });
    await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'dist', 'test', 'host', 'index.cjs'),
      launchArgs: [
        await sampleFolder(run.path),
        `--user-data-dir=${userData}`,
        '--disable-workspace-trust',
        '--disable-extensions',
      ],
      extensionTestsEnv: { KMS_TEST_RESULT: resultFile },
    });
    await check(resultFile);
  } finally {
    await run.remove();
  }
}

async function download(): Promise<string> {
  return downloadAndUnzipVSCode().catch((cause: unknown) => {
    throw new Error(
      'Desktop VS Code could not be downloaded. Name one of yours by VSCODE_EXECUTABLE, or use `npm run test:host`, which runs the same suites in the browser VS Code.',
      { cause },
    );
  });
}

/** An exit code of 0 also comes from a host that crashed. */
async function check(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error('VS Code ended without a result file: the extension host crashed.');
  const { passes, failures } = JSON.parse(text) as { passes: number; failures: unknown[] };
  console.log(`${String(passes)} passed, ${String(failures.length)} failed in desktop VS Code`);
  if (passes === 0 || failures.length > 0) throw new Error('The suite in VS Code failed.');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
