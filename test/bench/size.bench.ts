import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../harness/paths';
import type { Figure } from './main';

/** Bytes of what ships, from the production build. */
export function run(): Promise<Figure[]> {
  const dist = join(root, 'dist');
  const files = ['extension.js', 'cli.mjs', 'sandbox.mjs', ...list(join(dist, 'webview'), 'webview')];
  const chunks = list(join(dist, 'chunks'), 'chunks');
  const sizes = files
    .filter((file) => /\.(m?js|css)$/.test(file))
    .map((file) => size(file, join(dist, file)));
  const all = chunks.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
  return Promise.resolve([
    ...sizes,
    { name: `chunks (${String(chunks.length)})`, value: all / 1024, unit: 'KB' },
    { name: 'the .vsix', value: packaged() / 1024, unit: 'KB', limit: 1536 },
  ]);
}

function list(folder: string, name: string): string[] {
  return readdirSync(folder)
    .filter((file) => /\.(m?js|css)$/.test(file))
    .map((file) => join(name, file));
}

function size(name: string, path: string): Figure {
  const bytes = readFileSync(path);
  return {
    name,
    value: bytes.length / 1024,
    unit: 'KB',
    limit: `${(gzipSync(bytes).length / 1024).toFixed(1)} KB gzipped`,
  };
}

function packaged(): number {
  const vsix = join(root, 'test-results', 'kms-workbench.vsix');
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ];
  execFileSync(process.execPath, [vsce, ...options], { cwd: root, stdio: 'ignore' });
  return statSync(vsix).size;
}
