import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { results, root } from './paths';

/** Packs what is in `dist` into a .vsix in the folder, as `npm run package` does, and answers its path. */
export async function packageExtension(folder = results): Promise<string> {
  const vsix = join(folder, 'kms-workbench.vsix');
  await mkdir(folder, { recursive: true });
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  await promisify(execFile)(process.execPath, [vsce, 'package', ...options, '--out', vsix], { cwd: root });
  return vsix;
}
