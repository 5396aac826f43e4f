import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from './chromium';
import { endWhenAsked } from './endWhenAsked';
import { startHost } from './host';
import { results, root } from './paths';

export interface InHostOptions {
  /** The module that exports `run()`, below dist/test/host. */
  module: string;
  env?: Record<string, string>;
  log: (line: string) => void;
  /** Milliseconds until the run counts as hung. */
  patience?: number;
}

/**
 * Runs a module inside the extension host of the browser VS Code and answers the text of the result file it wrote.
 * The exit code is no proof: a killed host reports 0.
 * @throws Error where VS Code ended without a result file.
 */
export async function runInHost(options: InHostOptions): Promise<string> {
  const resultFile = join(results, `in-host-${String(process.pid)}.json`);
  await mkdir(results, { recursive: true });
  await rm(resultFile, { force: true });
  const host = await startHost({
    log: options.log,
    tests: join(root, 'dist', 'test', 'host', options.module),
    env: { ...options.env, KMS_TEST_RESULT: resultFile },
    settings: { 'files.hotExit': 'off' },
  });
  const stay = endWhenAsked(() => host.stop());
  try {
    await openUntilExit(host.url, options);
  } finally {
    stay();
    await host.stop();
  }
  const text = await readFile(resultFile, 'utf8').catch(() => undefined);
  await rm(resultFile, { force: true });
  if (text === undefined)
    throw new Error(
      'VS Code ended without a result file: the extension host crashed or was ended in the middle.',
    );
  return text;
}

/** Opens the workbench and waits until the module says that it is done. */
async function openUntilExit(url: string, { log, patience = 8 * 60_000 }: InHostOptions): Promise<void> {
  const browser = await launchChromium(log);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    let done: () => void = () => undefined;
    const exit = new Promise<void>((resolve) => (done = resolve));
    await page.exposeFunction('codeAutomationExit', () => done());
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => logSuite(args, log));
    await page.goto(url, { waitUntil: 'commit' });
    const over = new AbortController();
    await Promise.race([exit, timeLimit(patience, over.signal)]).catch(async (error: unknown) => {
      await page.screenshot({ path: join(results, 'in-host-timeout.png') });
      throw error;
    });
    over.abort();
  } finally {
    await browser.close();
  }
}

function timeLimit(patience: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = (): void =>
      reject(new Error(`The run inside VS Code did not end within ${String(patience / 60_000)} minutes.`));
    const timer = setTimeout(late, patience);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** The workbench's own console lines come the same way; the suite marks its lines. */
function logSuite(args: unknown[], log: (line: string) => void): void {
  const text = args.filter((arg): arg is string => typeof arg === 'string').join(' ');
  const marked = /\[suite\] ?([^]*)/.exec(text);
  if (marked?.[1] !== undefined) log(marked[1]);
}
