// `npm run test:host`: the suites of test/host inside the browser VS Code.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runInHost } from './inHost';
import { results } from './paths';

interface Result {
  passes: number;
  failures: { title: string; message: string }[];
  pending: number;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2).join(' ');
  const text = await runInHost({
    module: 'index.cjs',
    env: words ? { KMS_TEST_GREP: words } : {},
    log: (line) => console.log(line),
  });
  await writeFile(join(results, 'host.json'), text);
  const result = JSON.parse(text) as Result;
  for (const { title, message } of result.failures) console.error(`FAILED ${title}\n${message}\n`);
  console.log(`${String(result.passes)} passed, ${String(result.failures.length)} failed`);
  if (result.failures.length > 0 || result.pending > 0 || result.passes === 0)
    throw new Error('The suites inside VS Code failed.');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
