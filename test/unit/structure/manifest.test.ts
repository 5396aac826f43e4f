import { readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/core/commands/command';
import { contributions } from '../../../src/core/commands/manifest';
import { commands as table } from '../../../src/core/commands/table';
import { filesBelow } from './imports';

interface Menu {
  command?: string;
  submenu?: string;
  when?: string;
  group?: string;
}

interface Manifest {
  main: string;
  engines: { vscode: string };
  activationEvents?: string[];
  devDependencies: Record<string, string>;
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string; category?: string; icon?: string; enablement?: string }[];
    menus: Record<string, Menu[]>;
    views: Record<string, { id: string; icon: string; when?: string }[]>;
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    viewsWelcome: { view: string; contents: string; when?: string }[];
    configuration: { properties: Record<string, { scope?: string; default?: unknown }> };
    walkthroughs?: {
      id: string;
      title: string;
      description: string;
      steps: {
        id: string;
        title: string;
        description: string;
        media: Record<string, string>;
        completionEvents?: string[];
      }[];
    }[];
  };
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const words = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const sources = new Map(
  filesBelow(root, 'src').map((file) => [file, readFileSync(join(root, file), 'utf8')]),
);
const commandIds = contributes.commands.map(({ command }) => command);
const menus = Object.entries(contributes.menus).flatMap(([place, items]) =>
  items.map((item) => ({ place, ...item })),
);

describe('commands', () => {
  it('and their menus and titles are what the table says (else: npm run generate)', () => {
    const derived = contributions(table);
    expect(contributes.commands).toEqual(derived.commands);
    expect(contributes.menus).toEqual(derived.menus);
    const titles = Object.entries(words).filter(([name]) => name.startsWith('command.'));
    expect(Object.fromEntries(titles)).toEqual(derived.words);
  });

  it('that change something in AWS are marked, and are out of reach in read-only mode', () => {
    const changing = Object.entries<Command>(table).flatMap(([id, { changes }]) => (changes ? [id] : []));
    const byName =
      /^kms\.(createKey|createSimilar|changeSeveral|key\.(?!rotationHistory)|alias\.|grant\.(?!retirable)|policy\.save)/;
    expect(changing).toEqual(commandIds.filter((id) => byName.test(id)));
    const open = [
      ...contributes.commands.filter(({ enablement }) => !enablement?.includes('!config.kms.readOnly')),
      ...menus.filter(
        ({ place, when }) => place !== 'commandPalette' && !when?.includes('!config.kms.readOnly'),
      ),
    ];
    expect(open.filter(({ command }) => changing.includes(command ?? ''))).toEqual([]);
  });

  it('are each registered once', () => {
    const registered = [...sources.values()].flatMap((source) =>
      [...source.matchAll(/\b(?:command|keyCommand|keysCommand)\(\s*'(kms\.[\w.]+)'/g)].map(
        (match) => match[1] ?? '',
      ),
    );
    expect(registered.sort()).toEqual([...commandIds].sort());
  });

  it('have the category "AWS KMS" and a title in the words', () => {
    for (const { command, category, title } of contributes.commands) {
      expect(category, command).toBe('AWS KMS');
      expect(words[title.replace(/^%|%$/g, '')], command).toBeTypeOf('string');
    }
  });

  it('that a menu names exist', () => {
    const named = menus.flatMap(({ command }) => command ?? []);
    expect(
      named.filter((command) => !commandIds.includes(command) && !command.startsWith('workbench.')),
    ).toEqual([]);
  });

  it('that words and the walkthrough link to exist', () => {
    const linked = [...(text + JSON.stringify(words)).matchAll(/command:(kms\.[\w.]+)/g)].map(
      (match) => match[1],
    );
    expect(
      linked.filter((command) => !commandIds.includes(command ?? '') && !isViewCommand(command)),
    ).toEqual([]);
  });
});

describe('menus', () => {
  it('show at most two icons on a row', () => {
    const tokens = tokensOfRows();
    for (const token of tokens) {
      const inline = contributes.menus['view/item/context']?.filter(
        ({ group, when }) => group?.startsWith('inline') && tokensIn(when).includes(token),
      );
      expect(inline?.length, token).toBeLessThanOrEqual(2);
    }
  });

  it('give every inline command an icon', () => {
    const inline = menus.filter(
      ({ group }) => group?.startsWith('inline') || group?.startsWith('navigation'),
    );
    for (const { command } of inline) {
      expect(contributes.commands.find((one) => one.command === command)?.icon, command).toBeTypeOf('string');
    }
  });

  it('look only for words that rows have', () => {
    const known = tokensOfRows();
    const asked = menus
      .filter(({ when }) => when?.includes('view == kms.keys'))
      .flatMap(({ when }) => tokensIn(when));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((token) => !known.includes(token))).toEqual([]);
  });

  it('ask for the kind of a row only in the one way that is checked here', () => {
    const asking = menus.filter(({ when }) =>
      when?.replaceAll(/viewItem =~ \/;[\w-]+;\//g, '').includes('viewItem'),
    );
    expect(asking).toEqual([]);
  });

  it('use only context keys that something sets, and settings that there are', () => {
    const set = new Set(
      [...sources.values()].flatMap((source) =>
        [
          ...source.matchAll(
            /'setContext',\s*'(kms\.[\w.]+)'|\b(?:key|context\w*)\s*(?::|=)\s*'(kms\.[\w.]+)'/gi,
          ),
        ].map((match) => match[1] ?? match[2]),
      ),
    );
    const whens = conditions();
    const used = whens.flatMap((when) =>
      [...when.matchAll(/(?<![\w.:'])kms\.[\w.]+/g)].map((match) => match[0]),
    );
    const views = Object.values(contributes.views)
      .flat()
      .map(({ id }) => id);
    expect(used.filter((key) => !views.includes(key) && !set.has(key))).toEqual([]);
    const asked = whens.flatMap((when) =>
      [...when.matchAll(/config\.(kms\.[\w.]+)/g)].map((match) => match[1] ?? ''),
    );
    expect(asked.filter((name) => !(name in contributes.configuration.properties))).toEqual([]);
  });
});

describe('settings', () => {
  const properties = Object.entries(contributes.configuration.properties);

  it('each have a default and a scope that was chosen', () => {
    for (const [name, property] of properties) {
      expect(property, name).toHaveProperty('default');
      expect(property.scope, name).toMatch(
        /^(machine|window|resource|application|language-overridable|machine-overridable)$/,
      );
    }
  });

  it('that decide where calls go or what is guarded cannot be set by a workspace', () => {
    for (const name of ['kms.endpointUrl', 'kms.readOnly', 'kms.productionPattern', 'kms.confirmDeletion']) {
      expect(contributes.configuration.properties[name]?.scope, name).toBe('machine');
      expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain(name);
    }
  });

  it('are the ones that the code reads', () => {
    const typed = membersOf('src/host/settings.ts', 'Settings').map((name) => `kms.${name}`);
    expect(properties.map(([name]) => name).sort()).toEqual(typed.sort());
    const code = [...sources.values()].join('\n') + conditions().join('\n');
    const unread = typed.filter((name) => {
      const short = name.replace('kms.', '');
      return ![`setting('${short}')`, `('${short}', {})`, `config.${name}`].some((use) => code.includes(use));
    });
    expect(unread).toEqual([]);
  });
});

describe('the rest of the manifest', () => {
  it('has a word for each %placeholder%, and no word too many', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
    expect(used.filter((name) => !(name in words))).toEqual([]);
    expect(Object.keys(words).filter((name) => !used.includes(name))).toEqual([]);
  });

  it('has the walkthrough in words that can be translated', () => {
    const texts = (contributes.walkthroughs ?? []).flatMap((one) => [one, ...one.steps]);
    expect(texts.length).toBeGreaterThan(1);
    for (const { title, description } of texts) {
      expect([title, description]).toEqual([
        expect.stringMatching(/^%.+%$/),
        expect.stringMatching(/^%.+%$/),
      ]);
    }
  });

  it('names views and containers that exist', () => {
    const containers = contributes.viewsContainers.activitybar.map(({ id }) => id);
    expect(Object.keys(contributes.views).filter((id) => !containers.includes(id))).toEqual([]);
    const views = Object.values(contributes.views)
      .flat()
      .map(({ id }) => id);
    expect(views).toContain('kms.keys');
    const named = menus.flatMap(({ when }) =>
      [...(when ?? '').matchAll(/\bview == ([\w.]+)/g)].map((match) => match[1] ?? ''),
    );
    expect(
      [...named, ...contributes.viewsWelcome.map(({ view }) => view)].filter((id) => !views.includes(id)),
    ).toEqual([]);
  });

  it('names files that exist', () => {
    const files = [...text.matchAll(/"((?:\.\/)?(?:media|schemas|language|syntaxes)\/[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('lists no activation event that VS Code derives by itself', () => {
    const derived = /^on(View|Command|Language|CustomEditor):|^\*$/;
    expect(
      (manifest.activationEvents ?? []).filter(
        (event) => derived.test(event) && !event.startsWith('onLanguage'),
      ),
    ).toEqual([]);
  });

  it('is woken for each kind of document and page that it keeps, and for each language that it helps with', () => {
    const code = [...sources.values()].join('\n');
    const constant = (name: string): string => new RegExp(`\\b${name} = '([^']+)'`).exec(code)?.[1] ?? name;
    const schemes = [...code.matchAll(/registerFileSystemProvider\((\w+),/g)].map((match) =>
      constant(match[1] ?? ''),
    );
    // A page without `subjectOf` is not restored, so nobody has to wake us for it.
    const pages = [
      ...code.matchAll(/definePage<[^(]*\([^{]*\{\s*kind: '(\w+)'([\s\S]*?)\n {2}\}\);/g),
    ].flatMap(([, kind = '', rest = '']) => (rest.includes('subjectOf') ? [kind] : []));
    const languages = [...code.matchAll(/Languages = \[([^\]]+)\]/g)].flatMap((match) =>
      [...(match[1] ?? '').matchAll(/'([\w-]+)'/g)].map((name) => name[1] ?? ''),
    );
    expect(languages.length).toBeGreaterThan(2);
    expect(schemes.length).toBeGreaterThan(1);
    expect(pages.length).toBeGreaterThan(1);
    const wanted = [
      ...schemes.map((scheme) => `onFileSystem:${scheme}`),
      ...pages.map((page) => `onWebviewPanel:kms.${page}`),
      ...languages.map((language) => `onLanguage:${language}`),
    ];
    expect([...new Set(wanted)].sort()).toEqual([...(manifest.activationEvents ?? [])].sort());
  });

  it('asks for the editor whose types it is compiled with', () => {
    expect(manifest.engines.vscode).toBe(manifest.devDependencies['@types/vscode']);
  });
});

/** Everything that decides when a part is shown or may be used. */
function conditions(): string[] {
  return [
    ...menus.map(({ when }) => when),
    ...contributes.commands.map(({ enablement }) => enablement),
    ...contributes.viewsWelcome.map(({ when }) => when),
    ...Object.values(contributes.views)
      .flat()
      .map(({ when }) => when),
  ].filter((when) => when !== undefined);
}

/** The words that core gives to rows: those in the code, and those of the commands on keys. */
function tokensOfRows(): string[] {
  const rows = ['rows', 'keyRows'].map((file) => sources.get(`src/core/keys/${file}.ts`) ?? '').join();
  const literals = [...rows.matchAll(/'([a-z][\w-]*)'/gi)].map((match) => match[1] ?? '');
  return [
    ...literals,
    ...Object.values<Command>(table).flatMap(({ fits }) => fits?.token ?? []),
    'sandbox',
    'profile',
    'environment',
    'policy',
  ];
}

function tokensIn(when: string | undefined): string[] {
  return [...(when ?? '').matchAll(/viewItem =~ \/;([\w-]+);\//g)].map((match) => match[1] ?? '');
}

/** The names in an interface of a source file. */
function membersOf(file: string, name: string): string[] {
  const source = ts.createSourceFile(file, sources.get(file) ?? '', ts.ScriptTarget.Latest, true);
  const found = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  return (found?.members ?? []).flatMap((member) =>
    member.name && (ts.isStringLiteral(member.name) || ts.isIdentifier(member.name))
      ? [member.name.text]
      : [],
  );
}

/** The editor itself makes `VIEW.focus` and the like. */
function isViewCommand(command: string | undefined): boolean {
  return Object.values(contributes.views)
    .flat()
    .some(({ id }) => command === `${id}.focus`);
}
