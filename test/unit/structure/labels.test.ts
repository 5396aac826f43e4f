import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow } from './imports';

const root = join(import.meta.dirname, '../../..');
const sources = filesBelow(root, 'src').map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}));

function filesWith(pattern: RegExp): string[] {
  return sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
}

describe('labels in which the editor draws icons', () => {
  it('are made in few places, which let text of others draw none', () => {
    expect(filesWith(/\b(?:show|create)QuickPick\b/)).toEqual(['src/host/quickPick.ts']);
    expect(filesWith(/\bsetStatusBarMessage\b/)).toEqual(['src/host/notices.ts']);
    expect(filesWith(/\b(?:\.|window\.)withProgress\b/)).toEqual(['src/host/progress.ts']);
  });

  it('take icons by name elsewhere, never written into a text', () => {
    expect(filesWith(/['"`]\$\((?:[a-z][a-z-]*\)|\$\{)/)).toEqual([
      // Icons of commands, as package.json has them.
      'src/core/commands/manifest.ts',
      'src/features/connections/statusBar.ts',
      'src/host/notices.ts',
      'src/host/quickPickRow.ts',
    ]);
  });

  it('of the status bar neutralize what they show', () => {
    for (const file of filesWith(/\bcreate(?:StatusBar|LanguageStatus)Item\b/))
      expect(filesWith(/\bplain(?:Label|Notice)\(/), file).toContain(file);
  });
});
