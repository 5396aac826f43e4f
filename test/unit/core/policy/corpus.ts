import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder =
  process.env['KMS_POLICY_CORPUS'] ?? join(import.meta.dirname, '../../../../../shared/policies');

export interface CorpusPolicy {
  file: string;
  expected: string[];
  text: string;
}

/** Real policies with the findings that they should have, where they lie beside the checkout; else none. */
export function corpusPolicies(): CorpusPolicy[] {
  const index = join(folder, 'index.json');
  if (!existsSync(index)) return [];
  const entries = JSON.parse(readFileSync(index, 'utf8')) as Omit<CorpusPolicy, 'text'>[];
  return entries.map((entry) => ({ ...entry, text: readFileSync(join(folder, entry.file), 'utf8') }));
}
