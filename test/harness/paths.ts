import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever this file runs from (source or bundle). */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Screenshots, logs and result files; ignored by git. */
export const results = join(root, 'test-results');

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('package.json was not found above the harness.');
  return findRoot(parent);
}
