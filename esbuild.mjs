// Builds everything the project ships or tests: `node esbuild.mjs [--watch] [--production] [--tests] [--generate]`.
import { build, context } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeManifest } from './manifest.mjs';
import { generate } from './schemas/generate.mjs';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const watch = flags.has('--watch');

/** The SDK's CommonJS parts call `require`, which ESM does not have. */
const requireBanner = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
};

/** The SDK asks our https, which passes on what an agent alone cannot say: see src/aws/sdkHttps.ts. */
const sdkHttps = {
  name: 'sdk-https',
  setup(plugin) {
    plugin.onResolve({ filter: /^node:https$/ }, ({ importer }) =>
      /[\\/]@smithy[\\/]node-http-handler[\\/]/.test(importer)
        ? { path: resolve('src/aws/sdkHttps.ts') }
        : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // The CommonJS of jsonc-parser hides its files behind a `require` that is handed around: it cannot be bundled.
  mainFields: ['module', 'main'],
  banner: requireBanner,
};

function targets() {
  /** @type {Record<string, import('esbuild').BuildOptions>} */
  const all = {
    host: {
      ...node,
      entryPoints: { extension: 'src/extension.ts' },
      outdir: 'dist',
      chunkNames: 'chunks/[name]-[hash]',
      splitting: true,
      external: ['vscode'],
      plugins: [sdkHttps],
    },
    programs: {
      ...node,
      entryPoints: { cli: 'src/cli/main.ts', sandbox: 'src/cli/sandbox.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
      chunkNames: 'chunks/[name]-[hash]',
      splitting: true,
    },
    webviews: {
      ...shared,
      platform: 'browser',
      format: 'iife',
      target: 'chrome120',
      entryPoints: webviewEntries(),
      outdir: 'dist/webview',
      loader: { '.svg': 'text' },
    },
  };
  if (flags.has('--tests') || watch) {
    all.harness = {
      ...node,
      packages: 'external',
      entryPoints: {
        start: 'test/harness/start.ts',
        hostTests: 'test/harness/hostTests.ts',
        electron: 'test/harness/electron.ts',
        bench: 'test/bench/main.ts',
        screenshot: 'test/harness/screenshot.ts',
        kills: 'test/endurance/kills.ts',
        bitFlips: 'test/endurance/bitFlips.ts',
      },
      outdir: 'dist/test/harness',
      outExtension: { '.js': '.mjs' },
      splitting: true,
      plugins: [benches],
    };
    // The page of a test: it shows what no page of the extension shows yet.
    all.stagePages = {
      ...all.webviews,
      entryPoints: { parts: 'test/ui/webview/parts/main.ts' },
      outdir: 'dist/test/webview',
    };
    all.hostTests = {
      ...shared,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      entryPoints: { index: 'test/host/index.ts', activationTime: 'test/host/activationTime.ts' },
      outdir: 'dist/test/host',
      outExtension: { '.js': '.cjs' },
      external: ['vscode', 'mocha'],
      plugins: [hostSuites],
    };
  }
  for (const options of Object.values(all))
    options.entryPoints = Object.fromEntries(
      Object.entries(options.entryPoints).filter(([, file]) => existsSync(file)),
    );
  return all;
}

let building = 0;

/** Tells the editor's problem matcher when a build begins and when all of them have ended. */
const announced = {
  name: 'announced',
  setup(plugin) {
    plugin.onStart(() => {
      if (building++ === 0) console.log('Building.');
    });
    plugin.onEnd(() => {
      if (--building === 0) console.log('Watching for changes.');
    });
  },
};

/** `virtual:host-suites` loads every test/host/*.test.ts, so that no list of them can be incomplete. */
const hostSuites = {
  name: 'host-suites',
  setup(plugin) {
    plugin.onResolve({ filter: /^virtual:host-suites$/ }, ({ path }) => ({ path, namespace: 'suites' }));
    plugin.onLoad({ filter: /.*/, namespace: 'suites' }, () => {
      const files = readdirSync('test/host').filter((file) => file.endsWith('.test.ts'));
      const calls = files.map((file) => `  require(${JSON.stringify(`./${file}`)});`);
      return {
        contents: `exports.register = () => {\n${calls.join('\n')}\n};`,
        resolveDir: resolve('test/host'),
      };
    });
  },
};

const allowedLicences = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']);

/** The licences of all packages in the bundles. Throws for one that we may not ship. */
function notices(files) {
  const folders = new Set();
  for (const file of files) {
    const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
    if (folder) folders.add(folder);
  }
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    if (!allowedLicences.has(license))
      throw new Error(`${name} is under ${license}, which may not be bundled.`);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : `Licence: ${license}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const line = `\n${'-'.repeat(80)}\n\n`;
  return `KMS Workbench contains the following packages.\n${line}${texts.join(line)}`;
}

/** `virtual:benches` knows every test/bench/*.bench.ts by name. */
const benches = {
  name: 'benches',
  setup(plugin) {
    plugin.onResolve({ filter: /^virtual:benches$/ }, ({ path }) => ({ path, namespace: 'benches' }));
    plugin.onLoad({ filter: /.*/, namespace: 'benches' }, () => {
      const files = readdirSync('test/bench').filter((file) => file.endsWith('.bench.ts'));
      const entries = files.map(
        (file) =>
          `${JSON.stringify(file.replace('.bench.ts', ''))}: () => import(${JSON.stringify(`./${file}`)})`,
      );
      return {
        contents: `export const benches = {${entries.join(', ')}};`,
        resolveDir: resolve('test/bench'),
      };
    });
  },
};

/** One bundle for each folder of webview/ that has a main.ts. */
function webviewEntries() {
  const pages = readdirSync('webview').filter((name) => existsSync(`webview/${name}/main.ts`));
  return Object.fromEntries(pages.map((name) => [name, `webview/${name}/main.ts`]));
}

if (flags.has('--generate')) {
  await generate();
  await writeManifest();
} else if (watch) {
  for (const options of Object.values(targets()))
    await (await context({ ...options, plugins: [...(options.plugins ?? []), announced] })).watch();
} else {
  if (production) rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist/meta', { recursive: true });
  const shipped = new Set();
  await Promise.all(
    Object.entries(targets()).map(async ([name, options]) => {
      const { metafile } = await build(options);
      writeFileSync(`dist/meta/${name}.json`, JSON.stringify(metafile));
      if (!options.outdir.startsWith('dist/test'))
        for (const file of Object.keys(metafile.inputs)) shipped.add(file);
    }),
  );
  writeFileSync('dist/NOTICES.txt', notices(shipped));
}
