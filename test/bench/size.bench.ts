import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageExtension } from '../harness/package';
import { root } from '../harness/paths';
import type { Figure } from './main';

/** Bytes of what ships, from the production build. */
export async function run(): Promise<Figure[]> {
  const dist = join(root, 'dist');
  const files = ['extension.js', 'cli.mjs', 'sandbox.mjs', ...list(join(dist, 'webview'), 'webview')];
  const chunks = list(join(dist, 'chunks'), 'chunks');
  const sizes = files
    .filter((file) => /\.(m?js|css)$/.test(file))
    .map((file) => size(file, join(dist, file)));
  const all = chunks.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
  const vsix = await packageExtension();
  return [
    ...sizes,
    { name: `chunks (${String(chunks.length)})`, value: all / 1024, unit: 'KB' },
    { name: 'the .vsix', value: statSync(vsix).size / 1024, unit: 'KB', limit: 1536 },
  ];
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
