import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles, PackageManager } from '@vscode/vsce';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

const shipped = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/NOTICES.txt',
  'dist/chunks/chunk-1.js',
  'dist/chunks/chunk-2.mjs',
  'dist/cli.mjs',
  'dist/extension.js',
  'dist/sandbox.mjs',
  'dist/webview/wizard.css',
  'dist/webview/wizard.js',
  'media/activity.svg',
  'media/icon.png',
  'media/tab-dark.svg',
  'media/walkthrough/create-key.md',
  'package.json',
  'package.nls.json',
  'schemas/key-policy.schema.json',
];

const kept = [
  'dist/chunks/chunk-1.js.map',
  'dist/extension.js.map',
  'dist/meta/host.json',
  'dist/test/harness/start.mjs',
  'dist/test/probe.mjs',
  'dist/webview/wizard.js.map',
  'media/icon.svg',
  'src/sandbox/README.md',
  'src/extension.ts',
  'schemas/generate.mjs',
  'test-results/ui/tutorial/01-keys.png',
];

describe('the package', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kms-package-'));
    for (const file of [...shipped, ...kept]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), '');
    }
    for (const file of ['package.json', '.vscodeignore']) cpSync(join(root, file), join(folder, file));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what runs and what people read, and nothing that was made for building and testing it', async () => {
    const files = await listFiles({ cwd: folder, packageManager: PackageManager.None });
    expect(files.map((file) => file.replaceAll('\\', '/')).sort()).toEqual(shipped);
  });
});
