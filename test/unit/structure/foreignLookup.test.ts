import { Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { foreignLookup } from '../../lint/foreignLookup.mjs';

const declared = `
export declare const table: Record<string, number>;
export declare const own: { a: number; b: number };
export declare const name: string;
export declare const known: 'a' | 'b';
export declare const list: number[];
export declare const index: number;
`;

const reads = [
  'export const x = table[name];',
  'export const x = table[name]?.toFixed();',
  'export const x = table[name.toLowerCase()] ?? 0;',
  'export const x = own[name as keyof typeof own];',
  'export const x = own[name as "a"]!;',
  'export const x = name in table;',
  'export const x = name in own;',
  'for (const key of Object.keys(table)) console.log(table[key]);',
  // The guard is for another name, another table, or the other branch.
  'declare const other: string; export const x = Object.hasOwn(table, other) ? table[name] : 0;',
  'export const x = Object.hasOwn(own, name) ? table[name] : 0;',
  'export const x = Object.hasOwn(table, name) ? 0 : table[name];',
  'export const x = Object.hasOwn(table, name) || table[name];',
];
const writes = ['table[name] = 1;', 'table[name.trim()] ??= 1;'];
const allowed = [
  'export const x = table["a"] ?? own[known];',
  'export const x = table[`kms:${known}`];',
  'export const x = list[index] ?? name[index];',
  'export const x = new Map([["a", 1]]).get(name);',
  'export const x = "a" in own || known in own;',
  'export const x = Object.hasOwn(table, name) ? table[name] : 0;',
  'export const x = Object.hasOwn(table, name) && table[name] === 1;',
  'export const x = !Object.hasOwn(own, name) || own[name as keyof typeof own] === 1;',
  'if (Object.hasOwn(table, name)) console.log(table[name]);',
  'export function f() { if (!Object.hasOwn(table, name)) return 0; return table[name]; }',
  'export const x = { [name]: 1 };',
  'delete table[name];',
];

/** One program of all samples: the types of the language are read once. */
const samples = new Map(
  [...reads, ...writes, ...allowed].map((code, at) => [`sample${at}.ts`, declared + code]),
);
const program = programOf(samples);

function programOf(files: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: [],
    strict: true,
  };
  const host = ts.createCompilerHost(options);
  const sourceOf = host.getSourceFile.bind(host);
  host.getSourceFile = (path, language) => {
    const text = files.get(path);
    return text === undefined ? sourceOf(path, language) : ts.createSourceFile(path, text, language, true);
  };
  return ts.createProgram([...files.keys()], options, host);
}

/** What the rule says of the sample, with the types of a real program. */
function reported(code: string): (string | undefined)[] {
  const [file, text] = [...samples].find(([, whole]) => whole === declared + code) ?? ['', ''];
  const parserOptions = { programs: [program] };
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions },
    plugins: { kms: { rules: { 'foreign-lookup': foreignLookup } } },
    rules: { 'kms/foreign-lookup': 'error' },
  };
  return new Linter().verify(text, config, file).map(({ messageId, message }) => messageId ?? message);
}

describe('lookups by names that may be any string', () => {
  it.each(reads)('are reported: %s', (code) => {
    expect(reported(code)).toEqual(['read']);
  });

  it.each(writes)('are reported where they write, too: %s', (code) => {
    expect(reported(code)).toEqual(['write']);
  });

  it.each(allowed)('are allowed where the prototype cannot answer: %s', (code) => {
    expect(reported(code)).toEqual([]);
  });
});
