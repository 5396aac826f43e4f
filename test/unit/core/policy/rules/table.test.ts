import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../../src/core/policy/rules/parts/rule';
import { rules } from '../../../../../src/core/policy/rules/table';

const folder = join(import.meta.dirname, '../../../../../src/core/policy/rules');
/** One folder and one file of the same name each. */
const chapters = readdirSync(folder).filter((name) => !name.includes('.') && name !== 'parts');

describe('the table of rules', () => {
  it.each(chapters)('has every rule of the chapter %s, and each of them has cases', async (chapter) => {
    const exported = await rulesIn(chapter);
    expect(exported.size).toBeGreaterThan(0);
    const module = (await import(join(folder, `${chapter}.ts`))) as Record<string, readonly Rule[]>;
    expect(codesOf(module[chapter] ?? [])).toEqual(codesOf([...exported.values()]));
    const tests = testsOf(chapter);
    expect([...exported.keys()].filter((name) => !tests.includes(`describeRule(${name},`))).toEqual([]);
  });

  it('has every chapter', async () => {
    const all = await Promise.all(chapters.map(rulesIn));
    expect(codesOf(rules)).toEqual(codesOf(all.flatMap((some) => [...some.values()])));
  });

  it('has each code once', () => {
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  });

  it.each(rules)('says of $code in a sentence what it is about, and where AWS writes of it', (rule) => {
    expect(rule.code).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(rule.summary).toMatch(/^\S.*\.$/);
    expect(rule.link).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});

/** The rules that a chapter's files export, by the name under which they do; a family has them under their codes. */
async function rulesIn(chapter: string): Promise<Map<string, Rule>> {
  const found = new Map<string, Rule>();
  for (const file of readdirSync(join(folder, chapter))) {
    const exported = (await import(join(folder, chapter, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) {
      if (isRule(value)) found.set(name, value);
      else for (const [code, rule] of familyIn(value)) found.set(`${name}.${code}`, rule);
    }
  }
  return found;
}

function familyIn(value: unknown): [string, Rule][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as Record<string, unknown>).filter((one): one is [string, Rule] =>
    isRule(one[1]),
  );
}

function isRule(value: unknown): value is Rule {
  return typeof value === 'object' && value !== null && 'code' in value && 'check' in value;
}

function testsOf(chapter: string): string {
  const tests = join(import.meta.dirname, chapter);
  return readdirSync(tests)
    .map((file) => readFileSync(join(tests, file), 'utf8'))
    .join('\n');
}

function codesOf(some: readonly Rule[]): string[] {
  return some.map(({ code }) => code).sort();
}
