/**
 * `npm run test:mutation -- FILE… [--tests FILE]… [--minutes N]`: changes our source in small ways and tells which
 * changes no test notices. A measure for whoever works on a file; there is no threshold.
 */
import { Stryker } from '@stryker-mutator/core';
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const temporary = '.stryker-tmp';
const standardMinutes = '20';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tests: { type: 'string', multiple: true, default: [] },
    minutes: { type: 'string', default: standardMinutes },
  },
});
const minutes = Number(values.minutes);
if (positionals.length === 0 || !(minutes > 0)) {
  refuse(
    'Usage: npm run test:mutation -- FILE… [--tests FILE]… [--minutes N]   (files or folders below src)',
  );
}

const sources = positionals.map(ofCheckout);
const wrong = sources.find((path) => !path.startsWith('src/') || !existsSync(path));
if (wrong !== undefined) refuse(`${wrong} is not a file or folder below src.`);

const tests = [...new Set([...values.tests.map(ofCheckout), ...sources.flatMap(testsOf)])];
if (tests.length === 0) refuse(`No test imports ${sources.join(', ')}: name one with --tests.`);

console.log(`Tests: ${tests.join(', ')}`);
process.env.MUTATION_TESTS = JSON.stringify(tests);
process.env.MUTATION_ENDS = String(Date.now() + minutes * 60_000);
// A run that has reached its limit ends at once, while its worker may still write.
process.on('exit', () =>
  rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
);

await new Stryker({
  mutate: sources.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
  testRunner: 'vitest',
  // Tests of the sandbox reach it over HTTP, which imports do not show.
  vitest: { configFile: 'test/harness/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', import.meta.resolve('./reporter.mjs')],
  reporters: ['survivors'],
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: minutes,
  tempDirName: temporary,
  ignorePatterns: ['dist', 'out', '.vscode-host', '.vscode-test', 'test-results', 'media', '*.vsix'],
  allowConsoleColors: false,
  logLevel: 'warn',
}).runMutationTest();

/** The test of the same name, else the folder of that name, else the tests that import the source themselves. */
function testsOf(source) {
  const base = source.replace(/^src\//, 'test/unit/').replace(/\.ts$/, '');
  if (existsSync(`${base}.test.ts`)) return [`${base}.test.ts`];
  if (existsSync(base)) return testFiles(base);
  return testFiles('test/unit').filter((file) => importsOf(file).some((path) => isBelow(path, source)));
}

function importsOf(file) {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/from '(\.[^']+)'/g)].map((match) => posix.join(dirname(file), `${match[1]}.ts`));
}

function isBelow(path, source) {
  return path === source || path.startsWith(`${source}/`);
}

function testFiles(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name).replaceAll('\\', '/');
      if (statSync(path).isDirectory()) return testFiles(path);
      return name.endsWith('.test.ts') ? [path] : [];
    });
}

function ofCheckout(path) {
  return relative('.', resolve(path)).replaceAll('\\', '/');
}

function refuse(why) {
  console.error(why);
  process.exit(2);
}
