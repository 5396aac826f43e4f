import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

describe('what is loaded at activation', () => {
  let files: string[];
  let packages: string[];

  beforeAll(async () => {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: { extension: 'src/extension.ts' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      outdir: 'out',
      write: false,
      metafile: true,
    });
    ({ files, packages } = loadedWith('out/extension.js', metafile));
  });

  it('is a part of our own code, and of packages the JSON parser alone', () => {
    expect(files).toContain('src/extension.ts');
    expect(packages).toEqual(['jsonc-parser', 'vscode']);
  });

  it('is neither the sandbox, the evaluator, the wizard’s model nor the checks and words of the policy language', () => {
    const late = /^src\/(sandbox|cli|core\/(access|wizard|policy\/(rules|vocabulary)))\//;
    expect(files.filter((file) => late.test(file))).toEqual([]);
  });
});

/** Everything that an output needs before its first line runs: what it imports with `import`, and so on. */
function loadedWith(output: string, { outputs }: Metafile): { files: string[]; packages: string[] } {
  const seen = new Set([output]);
  const packages = new Set<string>();
  for (const path of seen) {
    for (const { path: target, kind, external } of outputs[path]?.imports ?? []) {
      if (kind !== 'import-statement') continue;
      if (!external) seen.add(target);
      else if (!target.startsWith('node:')) packages.add(target);
    }
  }
  const files = [...seen].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  return { files: files.sort(), packages: [...packages].sort() };
}
