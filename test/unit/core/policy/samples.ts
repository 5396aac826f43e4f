import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../fixtures/policies');

/** The sample policies of the project, by file name. */
export function samplePolicies(): Map<string, string> {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'index.json')
    .sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

export const sampleFolder = folder;
