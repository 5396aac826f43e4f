import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../../../src/core/policy/rules/rule';
import { rules } from '../../../../../src/core/policy/rules/table';

const folder = join(import.meta.dirname, '../../../../../src/core/policy/rules');

describe('the table of rules', () => {
  it('has every rule of the folder, and each of them has a test', async () => {
    const files = readdirSync(folder).map((name) => name.replace(/\.ts$/, ''));
    const found: Rule[] = [];
    for (const file of files) {
      const exported = (await import(join(folder, `${file}.ts`))) as Record<string, unknown>;
      const rule = exported[file];
      if (typeof rule !== 'object' || rule === null || !('check' in rule)) continue;
      found.push(rule as Rule);
      expect(existsSync(join(import.meta.dirname, `${file}.test.ts`)), file).toBe(true);
    }
    expect(found.map(({ code }) => code).sort()).toEqual(rules.map(({ code }) => code).sort());
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
