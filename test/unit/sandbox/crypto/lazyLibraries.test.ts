import { build, type Metafile } from 'esbuild';
import { expect, it } from 'vitest';

/** Everything that is loaded with the entry, because nothing but static imports lead there. */
function loadedWith(entry: string, { inputs }: Metafile): Set<string> {
  const loaded = new Set<string>();
  const visit = (path: string) => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind, external } of inputs[path]?.imports ?? [])
      if (kind === 'import-statement' && !external) visit(next);
  };
  visit(entry);
  return loaded;
}

it('The sandbox starts without the libraries that few keys need', async () => {
  const entry = 'src/sandbox/startSandbox.ts';
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    splitting: true,
    outdir: 'out',
  });
  const libraries = (paths: Iterable<string>) => [...paths].filter((path) => path.includes('@noble'));
  expect(libraries(Object.keys(metafile.inputs))).not.toEqual([]);
  const loaded = loadedWith(entry, metafile);
  expect([...loaded]).toContain('src/sandbox/crypto/signatures.ts');
  expect(libraries(loaded)).toEqual([]);
});
