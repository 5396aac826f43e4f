import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generated } from '../../../schemas/generate.mjs';

const files = await generated();

describe('generated files', () => {
  it('come from at least one schema', () => {
    expect(Object.keys(files).length).toBeGreaterThan(0);
  });

  it.each(Object.entries(files))('%s is what its schema says (else: npm run generate)', (name, text) => {
    const path = new URL(`../../../src/generated/${name}`, import.meta.url);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
