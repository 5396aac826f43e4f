import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importsBelow, importsOf, type Import } from './imports';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** What each folder may import besides itself; `src/…` are folders of ours, the others packages. */
const law: readonly { folder: string; may: readonly (string | RegExp)[] }[] = [
  {
    folder: 'src/core',
    may: ['src/generated', 'jsonc-parser', 'yaml', 'ipaddr.js', 'node:crypto', /^@noble\//],
  },
  { folder: 'src/async', may: ['src/core/errors'] },
  { folder: 'src/protocol', may: ['src/core', 'src/async', 'src/generated'] },
  {
    folder: 'src/sessions',
    may: ['src/core', 'src/async', 'src/protocol', 'node:crypto', /^@noble\//],
  },
  {
    folder: 'src/aws',
    may: [
      ...['src/core', 'src/async', /^@aws-sdk\//, /^@smithy\//, /^node:/],
      ...['@aws-crypto/client-node', 'agent-base', 'http-proxy-agent', 'https-proxy-agent'],
    ],
  },
  {
    folder: 'src/sandbox',
    may: ['src/core', 'src/generated', /^node:/, /^@noble\//],
  },
  { folder: 'src/host', may: ['src/core', 'src/async', 'src/sessions', 'src/protocol', 'vscode', /^node:/] },
  {
    folder: 'src/features',
    may: [
      ...['src/host', 'src/core', 'src/async', 'src/sessions', 'src/protocol', 'src/generated'],
      ...['vscode', /^node:/],
    ],
  },
  {
    folder: 'src/cli',
    may: ['src/core', 'src/sandbox', 'src/generated', /^node:/, 'tinyglobby', 'package.json'],
  },
  { folder: 'src/generated', may: [] },
  {
    folder: 'webview',
    may: [
      'src/protocol',
      'src/core',
      'src/async',
      '@vscode/webview-ui-toolkit',
      /^@vscode\/webview-ui-toolkit\//,
      'lit-html',
      /^lit-html\//,
    ],
  },
];

/** Writes the vocabulary's tables when a person runs it; nothing imports it. */
const refreshProgram = 'src/core/policy/vocabulary/refresh.mjs';

describe('import circles', () => {
  it('there are none, types included', () => {
    expect(circlesIn([...importsBelow(root, 'src'), ...importsBelow(root, 'webview')])).toEqual([]);
  });

  it('are found through any number of files, by types and late imports as well', () => {
    const files = {
      'src/core/a.ts': "import type { B } from './b';",
      'src/core/b.ts': "export * from './c';",
      'src/core/c.ts': "await import('./a');",
      'src/core/d.ts': "import './a';",
    };
    const imports = Object.entries(files).flatMap(([file, text]) => importsOf(file, text));
    expect(circlesIn(imports)).toEqual(['src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts']);
  });
});

describe('the import law', () => {
  it('is kept by every file of src and webview', () => {
    const imports = [...importsBelow(root, 'src'), ...importsBelow(root, 'webview')];
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.flatMap(breachOf)).toEqual([]);
  });

  it.each([
    ['core reaching the editor', 'src/core/keys/x.ts', "import * as vscode from 'vscode';"],
    ['core reaching the file system', 'src/core/x.ts', "import { readFileSync } from 'node:fs';"],
    ['core reaching the SDK by a type', 'src/core/x.ts', "let x: import('@aws-sdk/client-kms').KMSClient;"],
    ['core reaching a feature', 'src/core/x.ts', "export * from '../features/keys/register';"],
    ['a feature loading the SDK late', 'src/features/keys/x.ts', "await import('@aws-sdk/client-kms');"],
    [
      'a feature reaching another feature',
      'src/features/keys/x.ts',
      "import { Pins } from '../explorer/pins';",
    ],
    ['a feature reaching the sandbox', 'src/features/sandbox/x.ts', "import('../../sandbox/launch');"],
    [
      'a feature reaching the ports’ implementation',
      'src/features/keys/x.ts',
      "import type { Clients } from '../../aws/clients';",
    ],
    ['a module whose name is computed', 'src/core/x.ts', "await import('vs' + 'code');"],
    ['a session reaching the editor', 'src/sessions/x.ts', "import { window } from 'vscode';"],
    ['core reaching what waits and tells', 'src/core/x.ts', "import { Pool } from '../async/pool';"],
    ['what waits and tells reaching facts', 'src/async/x.ts', "import { parseArn } from '../core/arn';"],
    ['core reaching a session', 'src/core/x.ts', "import type { Pins } from '../sessions/keys/pins';"],
    ['aws reaching the editor', 'src/aws/x.ts', "export { window } from 'vscode';"],
    ['the sandbox reaching the SDK', 'src/sandbox/x.ts', "const sdk = require('@aws-sdk/client-kms');"],
    ['the host reaching a feature', 'src/host/x.ts', "import '../features/keys/register';"],
    [
      'a webview reaching the host',
      'webview/wizard/x.ts',
      "import { notify } from '../../src/host/notices';",
    ],
    ['a webview reaching Node', 'webview/wizard/x.ts', "import { join } from 'node:path';"],
    [
      'anything reaching the composition root',
      'src/features/keys/x.ts',
      "import { activate } from '../../extension';",
    ],
  ])('catches %s', (_, file, text) => {
    expect(importsOf(file, text).flatMap(breachOf)).toHaveLength(1);
  });

  it('lets the composition root reach all of src', () => {
    const text =
      "import './aws/keys'; import './features/keys/register'; import 'vscode'; import('./sandbox/launch');";
    expect(importsOf('src/extension.ts', text).flatMap(breachOf)).toEqual([]);
  });
});

function breachOf({ file, target, line }: Import): string[] {
  if (/^src\/extension(Api)?\.ts$/.test(file) || file === refreshProgram) return [];
  const rule = law.find(({ folder }) => file.startsWith(`${folder}/`));
  if (rule === undefined) return [`${file}: no rule for this folder`];
  const own = rule.folder === 'src/features' ? featureOf(file) : rule.folder;
  const allowed = [own, ...rule.may].some((one) =>
    typeof one === 'string' ? target === one || target.startsWith(`${one}/`) : one.test(target),
  );
  return allowed ? [] : [`${file}:${line} imports ${target}`];
}

/** A feature is a folder of its own, and no other feature's. */
function featureOf(file: string): string {
  return file.split('/').slice(0, 3).join('/');
}

/** Each circle once, as the way around it. */
function circlesIn(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { file, target } of imports) next.set(file, [...(next.get(file) ?? []), `${target}.ts`]);
  const done = new Set<string>();
  const circles = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const from = way.indexOf(file);
    if (from >= 0) circles.add([...way.slice(from), file].join(' → '));
    if (from >= 0 || done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return [...circles];
}
