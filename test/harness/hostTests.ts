// `npm run test:host`: the suites of test/host inside the browser VS Code.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from './chromium';
import { startHost } from './host';
import { results, root } from './paths';

interface Result {
  passes: number;
  failures: { title: string; message: string }[];
  pending: number;
}

const patience = 8 * 60_000;

async function main(): Promise<void> {
  const resultFile = join(results, `host-${String(process.pid)}.json`);
  await mkdir(results, { recursive: true });
  await rm(resultFile, { force: true });
  const grep = process.argv.slice(2).join(' ');
  const host = await startHost({
    log: (line) => console.log(line),
    tests: join(root, 'dist', 'test', 'host', 'index.cjs'),
    env: { KMS_TEST_RESULT: resultFile, ...(grep ? { KMS_TEST_GREP: grep } : {}) },
    settings: { 'files.hotExit': 'off' },
  });
  process.on('SIGINT', () => void host.stop().then(() => process.exit(130)));
  try {
    await runInBrowser(host.url);
  } finally {
    await host.stop();
  }
  await report(resultFile);
}

/** Opens the workbench and waits until the suite says that it is done. */
async function runInBrowser(url: string): Promise<void> {
  const browser = await launchChromium((line) => console.log(line));
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const exit = new Promise<void>((resolve) => {
      void page.exposeFunction('codeAutomationExit', () => resolve()).then(() => undefined);
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => logSuite(args));
    await page.goto(url);
    const late = new AbortController();
    await Promise.race([exit, timeLimit(late.signal)]).catch(async (error: unknown) => {
      await page.screenshot({ path: join(results, 'host-timeout.png') });
      throw error;
    });
    late.abort();
  } finally {
    await browser.close();
  }
}

function timeLimit(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new Error(`The suite inside VS Code did not end within ${String(patience / 60_000)} minutes.`),
        ),
      patience,
    );
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** The workbench's own console lines come the same way; the suite marks its lines. */
function logSuite(args: unknown[]): void {
  const text = args.filter((arg): arg is string => typeof arg === 'string').join(' ');
  const marked = /\[suite\] ?([^]*)/.exec(text);
  if (marked?.[1] !== undefined) console.log(marked[1]);
}

/** The exit code alone is no proof: a killed host reports 0. Only the result file is. */
async function report(file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new Error(
      'VS Code ended without a result file: the extension host crashed or was ended in the middle.',
    );
  await rm(file, { force: true });
  const result = JSON.parse(text) as Result;
  await writeFile(join(results, 'host.json'), text);
  for (const { title, message } of result.failures) console.error(`FAILED ${title}\n${message}\n`);
  console.log(`${String(result.passes)} passed, ${String(result.failures.length)} failed in VS Code`);
  if (result.failures.length > 0 || result.pending > 0 || result.passes === 0)
    throw new Error('The suite in VS Code failed.');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
