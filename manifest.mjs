// Writes what package.json and package.nls.json say of commands and menus from the table in src/core/commands.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('.', import.meta.url);

export async function writeManifest() {
  const { commands, menus, words } = await derived();
  rewrite('package.json', (manifest) => {
    Object.assign(manifest.contributes, { commands, menus });
    return manifest;
  });
  rewrite('package.nls.json', (all) => {
    const others = Object.entries(all).filter(([name]) => !name.startsWith('command.'));
    return { ...words, ...Object.fromEntries(others) };
  });
}

async function derived() {
  const built = await build({
    stdin: {
      contents:
        "export { contributions } from './src/core/commands/manifest'; export { commands } from './src/core/commands/table';",
      resolveDir: fileURLToPath(root),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const text = Buffer.from(built.outputFiles[0].contents).toString('base64');
  const { contributions, commands } = await import(`data:text/javascript;base64,${text}`);
  return contributions(commands);
}

/** Leaves a file alone that says so already. */
function rewrite(name, change) {
  const file = new URL(name, root);
  const before = readFileSync(file, 'utf8');
  const after = JSON.stringify(change(JSON.parse(before)), null, 2) + '\n';
  if (after !== before) writeFileSync(file, after);
}
