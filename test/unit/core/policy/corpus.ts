import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFolder } from './samples';

/** A policy of the corpus: after the patterns of AWS's documentation, in words of our own. */
export interface CorpusPolicy {
  /** Below `test/fixtures/policies`: `sound/….json` or `faulty/….json`. */
  file: string;
  /** What it shows. */
  about: string;
  /** What lint finds, in the order of the text, such as `error INVALID_ACTION`. */
  findings: string[];
  text: string;
}

/** The corpus with what lint should find in it. Throws where a file of its index is missing. */
export function corpusPolicies(): CorpusPolicy[] {
  const index = readFileSync(join(sampleFolder, 'index.json'), 'utf8');
  return (JSON.parse(index) as Omit<CorpusPolicy, 'text'>[]).map((entry) => ({
    ...entry,
    text: readFileSync(join(sampleFolder, entry.file), 'utf8'),
  }));
}
