import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintPolicy } from '../../../../src/core/policy/lint';
import { parsePolicy } from '../../../../src/core/policy/parse';
import { corpusPolicies } from './corpus';
import { sampleFolder } from './samples';

const policies = corpusPolicies();

describe('the corpus of policies', () => {
  it.each(['sound', 'faulty'])('has every file of its folder %s in its index', (kind) => {
    const files = readdirSync(join(sampleFolder, kind)).map((name) => `${kind}/${name}`);
    const listed = policies.map(({ file }) => file).filter((file) => file.startsWith(`${kind}/`));
    expect(files.length).toBeGreaterThan(20);
    expect(listed.sort()).toEqual(files.sort());
  });

  it('has no error in what is sound, and a finding in all that is faulty', () => {
    for (const { file, findings } of policies) {
      if (file.startsWith('sound/')) expect(findings.join(), file).not.toContain('error');
      else expect(findings, file).not.toEqual([]);
    }
  });

  it.each(policies.map(({ file, about, ...rest }) => [file, about, rest] as const))(
    '%s: %s',
    (_, __, { findings, text }) => {
      const found = lintPolicy(parsePolicy(text)).map(({ code, severity }) => `${severity} ${code}`);
      expect(found).toEqual(findings);
    },
  );
});
