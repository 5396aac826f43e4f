import { existsSync } from 'node:fs';
import { copyFile, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths';

/**
 * Lets VS Code write logs: the native part of its log module is compiled by an install script, which we never run.
 * A stand-in takes its place in an installation that lacks it.
 */
export async function provideLogModule(vscode: string): Promise<void> {
  const module = join(vscode, 'node_modules', '@vscode', 'spdlog');
  if (existsSync(join(module, 'build', 'Release', 'spdlog.node'))) return;
  const [standIn, index] = [join(root, 'test', 'harness', 'spdlog.cjs'), join(module, 'index.js')];
  const [wanted, present] = await Promise.all([standIn, index].map((path) => readFile(path, 'utf8')));
  if (wanted === present) return;
  // At once: another run may be starting from the same installation.
  const partial = `${index}.${String(process.pid)}`;
  await copyFile(standIn, partial);
  await rename(partial, index);
}
