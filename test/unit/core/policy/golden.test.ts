import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { regionsIn } from '../../../../src/cli/lines';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { samplePolicies } from './samples';

const folder = join(import.meta.dirname, 'golden');

/** All findings of a document as people read them; a document without any says so, for an empty file could be a lost one. */
function listing(text: string): string {
  const regionOf = regionsIn(text);
  const findings = lintPolicy(parsePolicy(text));
  if (findings.length === 0) return 'No findings.\n';
  return findings
    .map(({ code, severity, message, span, fixes }) => {
      const { line, column, endLine, endColumn } = regionOf(span);
      const marked = JSON.stringify(text.slice(span.start, span.end));
      const lines = [
        `${line}:${column}-${endLine}:${endColumn} ${severity} ${code} at ${marked}`,
        `  ${message}`,
      ];
      return [...lines, ...fixes().map(({ title }) => `  - ${title}`), ''].join('\n');
    })
    .join('\n');
}

describe('findings of whole documents', () => {
  it.each([...samplePolicies()])('%s', (name, text) => {
    const file = join(folder, name.replace(/\.json$/, '.txt'));
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, listing(text));
    }
    expect(existsSync(file), `${file} is missing: look at what UPDATE_GOLDEN=1 writes`).toBe(true);
    expect(listing(text)).toBe(readFileSync(file, 'utf8'));
  });
});
