import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('CONTRIBUTING.md', () => {
  const text = read('CONTRIBUTING.md');
  const table = text.slice(text.indexOf('## Dependencies'));

  it('has a sentence for each dependency, and none for others', () => {
    const named = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap((row) => packagesIn(row[1] ?? ''));
    expect(named.sort()).toEqual(Object.keys(manifest.devDependencies).sort());
  });

  it('is right that nothing is installed with the extension', () => {
    expect(manifest.dependencies).toBeUndefined();
  });
});

describe('README.md, CONTRIBUTING.md and the harness’s own', () => {
  const texts = ['README.md', 'CONTRIBUTING.md', 'test/harness/README.md', 'src/sandbox/README.md'].map(read);

  it('name only commands that there are', () => {
    const named = texts.flatMap((text) =>
      [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });
});

/** The packages in the first cell of a row; `-iam` after `@aws-sdk/client-kms` stands for `@aws-sdk/client-iam`. */
function packagesIn(cell: string): string[] {
  let before = '';
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => {
    const whole = name.startsWith('-') ? before.replace(/-\w+$/, name) : name;
    before = whole;
    return whole;
  });
}
