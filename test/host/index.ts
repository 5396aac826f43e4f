// Entry of the suites that run inside VS Code; the bundler puts every *.test.ts of this folder here.
import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import { format } from 'node:util';
import { register } from 'virtual:host-suites';

/** Runs all suites and writes the result file, the only thing that proves that they ran to their end. */
export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...line: unknown[]) => console.log(`[suite] ${format(...line)}`);
  const grep = process.env['KMS_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    color: false,
    reporter: 'spec',
    forbidOnly: true,
    ...(grep ? { grep } : {}),
  });
  mocha.suite.emit(
    Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE,
    globalThis as unknown as Mocha.MochaGlobals,
    '',
    mocha,
  );
  register();
  const failures: { title: string; message: string }[] = [];
  let passes = 0;
  let pending = 0;
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', () => passes++)
      .on('pending', () => pending++)
      .on('fail', (test, error: Error) =>
        failures.push({ title: test.fullTitle(), message: error.stack ?? error.message }),
      );
  });
  const file = process.env['KMS_TEST_RESULT'];
  if (file) writeFileSync(file, JSON.stringify({ passes, failures, pending }));
  if (failures.length > 0) throw new Error(`${String(failures.length)} tests failed.`);
}
