import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { importsOf } from './imports';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** What modules may keep although several sandboxes of a process share it, and why. */
const allowed: Readonly<Record<string, string>> = {
  'src/core/policy/vocabulary/actions.ts table': 'facts about AWS, put together on first use',
  'src/core/policy/vocabulary/actions.ts byName': 'facts about AWS, put together on first use',
  'src/core/policy/vocabulary/match.ts known': 'facts about AWS, by pattern',
  'src/core/crypto/sm2Curve.ts loaded': 'a library, loaded on first use',
  'src/sandbox/crypto/rsa.ts privateKeys': 'hangs on the bytes of a secret that one sandbox has opened',
  'src/sandbox/crypto/rsa.ts publicKeys': 'hangs on the bytes of a record of one sandbox',
  'src/sandbox/crypto/lattice.ts expandedKeys': 'hangs on the bytes of a secret that one sandbox has opened',
};

/** Files that the sandbox's program consists of. */
function filesOfTheSandbox(): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const { target } of importsOf(file, readFileSync(join(root, file), 'utf8')))
      if (target.startsWith('src/') && existsSync(join(root, `${target}.ts`))) visit(`${target}.ts`);
  };
  visit('src/cli/sandbox.ts');
  visit('src/sandbox/launch.ts');
  return [...found].filter((file) => !file.startsWith('src/generated/')).sort();
}

/** Names at the top of a module that can change: `let`, and collections that start empty and are not read-only. */
function stateIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList: list }) =>
      list.declarations
        .filter(
          ({ initializer, type }) => !isConstant(list) || (startsEmpty(initializer) && !isReadonly(type)),
        )
        .map(({ name }) => `${file} ${name.getText()}`),
    );
}

function isConstant({ flags }: ts.VariableDeclarationList): boolean {
  return (flags & ts.NodeFlags.Const) !== 0;
}

function isReadonly(type: ts.TypeNode | undefined): boolean {
  return /^readonly/i.test(type?.getText() ?? '');
}

function startsEmpty(value: ts.Expression | undefined): boolean {
  if (value === undefined) return false;
  if (ts.isNewExpression(value))
    return /^(Weak)?(Map|Set)$/.test(value.expression.getText()) && !value.arguments?.length;
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  return ts.isObjectLiteralExpression(value) && value.properties.length === 0;
}

describe('modules of the sandbox', () => {
  it('keep nothing that several sandboxes of one process would share', () => {
    const files = filesOfTheSandbox();
    expect(files.length).toBeGreaterThan(80);
    const found = files.flatMap((file) => stateIn(file, readFileSync(join(root, file), 'utf8')));
    expect(found.sort()).toEqual(Object.keys(allowed).sort());
  });

  it.each([
    ['a cache', 'const known = new Map<string, string>();'],
    ['a list', 'export const opened: string[] = [];'],
    ['a counter', 'let together = 0;'],
    ['something to come', 'let loaded: Promise<void> | undefined;'],
  ])('are seen to keep %s', (_, text) => {
    expect(stateIn('src/sandbox/x.ts', text)).toHaveLength(1);
  });
});
